// The console works without this script; with it, pages follow what happens and forms answer as they are filled in.

/** Parts of the page that follow what happens: elements with an id and `data-live`. */
const liveParts = () => [...document.querySelectorAll('[data-live][id]')]

/** Takes the parts of this page from a newer copy of it, and leaves alone what has not changed. */
function renew(copy, parts) {
  for (const part of parts) {
    const next = copy.getElementById(part.id)
    if (!next || next.innerHTML === part.innerHTML) continue
    const focused = part.contains(document.activeElement) ? pathOf(part, document.activeElement) : undefined
    const bars = barsOf(part)
    const open = [...part.querySelectorAll('details')].map((details) => details.open)
    part.replaceChildren(...[...next.childNodes].map((node) => document.importNode(node, true)))
    moveBars(part, bars)
    const folds = part.querySelectorAll('details')
    if (folds.length === open.length) for (const [i, fold] of folds.entries()) fold.open = open[i]
    focused?.()?.focus()
    const says = part.querySelector('[data-says]')?.textContent.trim()
    if (says) document.getElementById('told').textContent = says
  }
}

const focusable = 'a, button, summary, input, select, textarea'

/** What a reader had the focus on, in the part as it was: what leads there again in the part as it is. */
function pathOf(part, element) {
  if (element.id) return () => document.getElementById(element.id)
  const href = element.getAttribute('href')
  if (href) return () => part.querySelector(`a[href="${CSS.escape(href)}"]`)
  const [text, tag] = [element.textContent, element.localName]
  const same = () =>
    [...part.querySelectorAll(focusable)].filter((one) => one.localName === tag && one.textContent === text)
  const index = same().indexOf(element)
  return () => same()[index] ?? same()[0]
}

/** Bars of a waterfall by the term that they stand for, so that they can be seen moving. */
function barsOf(part) {
  const bars = [...part.querySelectorAll('rect[data-bar]')]
  return new Map(bars.map((bar) => [bar.dataset.bar, [bar.getAttribute('x'), bar.getAttribute('width')]]))
}

function moveBars(part, before) {
  for (const bar of part.querySelectorAll('rect[data-bar]')) {
    const from = before.get(bar.dataset.bar)
    if (!from) continue
    const to = [bar.getAttribute('x'), bar.getAttribute('width')]
    bar.setAttribute('x', from[0])
    bar.setAttribute('width', from[1])
    requestAnimationFrame(() => {
      bar.getBoundingClientRect()
      bar.setAttribute('x', to[0])
      bar.setAttribute('width', to[1])
    })
  }
}

async function load(url, options) {
  const response = await fetch(url, options)
  return new DOMParser().parseFromString(await response.text(), 'text/html')
}

/** Calls `work` once things have been quiet for `ms`; a call that is still under way is followed by one more. */
function calmly(work, ms) {
  let timer
  let busy = false
  let again = false
  const run = async (...given) => {
    if (busy) {
      again = given
      return
    }
    busy = true
    try {
      await work(...given)
    } catch {
      // The emulator is not there: the next change will tell.
    }
    busy = false
    if (again) {
      const next = again
      again = false
      run(...next)
    }
  }
  return (...given) => {
    clearTimeout(timer)
    timer = setTimeout(() => run(...given), ms)
  }
}

if (liveParts().length > 1) {
  const follow = calmly(async () => renew(await load(location.href), liveParts()), 250)
  let changes
  // Only the page in front listens: browsers open six connections to one place, and each listener holds one.
  const listen = () => {
    changes?.close()
    if (document.hidden) return
    changes = new EventSource('/_emulator/api/changes')
    changes.addEventListener('request', follow)
    // After a break in the line nobody knows what was missed.
    changes.addEventListener('error', () => changes.addEventListener('open', follow, { once: true }), { once: true })
  }
  document.addEventListener('visibilitychange', () => {
    listen()
    if (!document.hidden) follow()
  })
  addEventListener('pagehide', () => changes?.close())
  listen()
}

/** A form with `data-shows="id"` shows what it would lead to in that element, while it is filled in. */
for (const form of document.querySelectorAll('form[data-shows]')) {
  const show = calmly(async () => {
    const part = document.getElementById(form.dataset.shows)
    const values = new URLSearchParams(new FormData(form))
    const isPost = form.method === 'post'
    const url = isPost ? (form.dataset.from ?? form.action) : `${form.action.split('?')[0]}?${values}`
    part.ariaBusy = 'true'
    const copy = await load(url, isPost ? { method: 'POST', body: values } : undefined).finally(() => {
      part.ariaBusy = null
    })
    renew(copy, [part])
    if (!isPost) history.replaceState(null, '', url)
  }, 200)
  form.addEventListener('input', show)
}

/** A list with `data-submits` sends its form as soon as something is chosen. */
document.addEventListener('change', ({ target }) => {
  if (target.matches('[data-submits]')) target.form.requestSubmit()
})

/**
 * Whoever has pressed a button finds the focus on it again on the page that follows, and hears what was done; where the
 * button is gone, the sentence about it has the focus.
 */
const pressed = 'cognito-plus: pressed'
const nameOf = (form, button) => `${new URL(form.action).pathname} ${button?.textContent.trim()}`
document.addEventListener('submit', ({ target, submitter }) => {
  if (target.method === 'post') sessionStorage.setItem(pressed, nameOf(target, submitter))
})
const lastPressed = sessionStorage.getItem(pressed)
sessionStorage.removeItem(pressed)
const notice = document.querySelector('.notice[autofocus]')
if (notice && lastPressed) {
  const buttons = [...document.querySelectorAll('form[method="post"] button')]
  const again = buttons.find((button) => nameOf(button.form, button) === lastPressed)
  again?.focus({ preventScroll: true })
  if (again) document.getElementById('told').textContent = notice.textContent
}

document.addEventListener('click', (event) => {
  const asked = event.target.closest('[data-confirm]')
  if (asked && !confirm(asked.dataset.confirm)) event.preventDefault()
})

/** A button with `data-copies="id"` copies the text of that element. */
for (const button of document.querySelectorAll('[data-copies]')) {
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent)
    const words = button.textContent
    button.textContent = 'Copied'
    setTimeout(() => {
      button.textContent = words
    }, 1500)
  })
}

/** The lines of a histogram can be dragged: each moves the slider that has its name, and follows it. */
const histogram = () => document.querySelector('.histogram')
const sliders = () => ['low', 'medium', 'high'].map((name) => document.getElementById(name)).filter(Boolean)
let dragged
document.addEventListener('pointerdown', (event) => {
  dragged = event.target.closest('[data-threshold]')?.dataset.threshold
  if (dragged) event.preventDefault()
})
document.addEventListener('pointermove', (event) => {
  const slider = dragged && document.getElementById(dragged)
  if (!histogram() || !slider) return
  const { left, width } = histogram().getBoundingClientRect()
  const [from, to] = [Number(slider.min), Number(slider.max)]
  slider.value = String(from + ((event.clientX - left) / width) * (to - from))
  slider.dispatchEvent(new Event('input', { bubbles: true }))
})
for (const end of ['pointerup', 'pointercancel']) {
  document.addEventListener(end, () => {
    dragged = undefined
  })
}
document.addEventListener('input', ({ target }) => {
  if (!target.matches('.slider input')) return
  // No level begins below the one before it: who moves one takes the higher ones along, as the answer will.
  let least = Number.NEGATIVE_INFINITY
  for (const slider of sliders()) {
    least = Math.max(least, Number(slider.value))
    slider.value = String(least)
    showSlider(slider)
  }
})

function showSlider(slider) {
  const value = Number(slider.value)
  const [from, to] = [Number(slider.min), Number(slider.max)]
  slider.parentElement.querySelector('output').textContent = value.toFixed(2).replace('-', '\u2212')
  for (const line of histogram()?.querySelectorAll(`[data-threshold="${CSS.escape(slider.id)}"] line`) ?? []) {
    const x = `${((value - from) / (to - from)) * 100}%`
    line.setAttribute('x1', x)
    line.setAttribute('x2', x)
  }
}
