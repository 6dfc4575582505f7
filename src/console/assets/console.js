// The console works without this script; with it, pages follow what happens and forms answer as they are filled in.

/** Parts of the page that follow what happens: elements with an id and `data-live`. */
const liveParts = () => [...document.querySelectorAll('[data-live][id]')]

/** Takes the parts of this page from a newer copy of it, and leaves alone what has not changed. */
function renew(copy, parts) {
  for (const part of parts) {
    const next = copy.getElementById(part.id)
    if (!next || next.innerHTML === part.innerHTML) continue
    const focused = part.contains(document.activeElement) ? document.activeElement : undefined
    const bars = barsOf(part)
    const open = [...part.querySelectorAll('details')].map((details) => details.open)
    part.replaceChildren(...[...next.childNodes].map((node) => document.importNode(node, true)))
    moveBars(part, bars)
    const folds = part.querySelectorAll('details')
    if (folds.length === open.length) for (const [i, fold] of folds.entries()) fold.open = open[i]
    if (focused) findAgain(part, focused)?.focus()
    const says = part.querySelector('[data-says]')?.textContent.trim()
    if (says) document.getElementById('told').textContent = says
  }
}

function findAgain(part, element) {
  if (element.id) return document.getElementById(element.id)
  const href = element.getAttribute('href')
  return href ? part.querySelector(`a[href="${CSS.escape(href)}"]`) : undefined
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
    renew(await load(url, isPost ? { method: 'POST', body: values } : undefined), [part])
    if (!isPost) history.replaceState(null, '', url)
  }, 200)
  form.addEventListener('input', show)
  for (const button of form.querySelectorAll('[data-without-script]')) button.hidden = true
}

/** A list with `data-submits` sends its form as soon as something is chosen. */
document.addEventListener('change', ({ target }) => {
  if (target.matches('[data-submits]')) target.form.requestSubmit()
})

document.addEventListener('click', (event) => {
  const asked = event.target.closest('[data-confirm]')
  if (asked && !confirm(asked.dataset.confirm)) event.preventDefault()
})

/** A button with `data-copies="id"` copies the text of that element. */
for (const button of document.querySelectorAll('[data-copies]')) {
  button.hidden = false
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
let dragged
document.addEventListener('pointerdown', (event) => {
  dragged = event.target.closest('[data-threshold]')?.dataset.threshold
  if (dragged) event.preventDefault()
})
document.addEventListener('pointermove', (event) => {
  const picture = document.querySelector('.histogram')
  const slider = dragged && document.getElementById(dragged)
  if (!picture || !slider) return
  const { left, width } = picture.getBoundingClientRect()
  const [from, to] = [Number(picture.dataset.from), Number(picture.dataset.to)]
  slider.value = String(from + ((event.clientX - left) / width) * (to - from))
  slider.dispatchEvent(new Event('input', { bubbles: true }))
})
document.addEventListener('pointerup', () => {
  dragged = undefined
})
document.addEventListener('input', ({ target }) => {
  const output = target.parentElement?.querySelector(`output[for="${CSS.escape(target.id)}"]`)
  if (!output) return
  output.textContent = Number(target.value).toFixed(2).replace('-', '\u2212')
  const picture = document.querySelector('.histogram')
  const line = picture?.querySelector(`[data-threshold="${CSS.escape(target.id)}"]`)
  if (!line) return
  const [from, to] = [Number(picture.dataset.from), Number(picture.dataset.to)]
  const x = ((Number(target.value) - from) / (to - from)) * picture.viewBox.baseVal.width
  line.querySelector('line').setAttribute('x1', x)
  line.querySelector('line').setAttribute('x2', x)
  line.querySelector('.grip').setAttribute('x', x - 6)
})
