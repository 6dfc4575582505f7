import { readFileSync } from 'node:fs'

/** Whether a text is one of the 49,233 most common passwords, letter by letter; the list is all lower case. */
export function isListed(text: string): boolean {
  if (text.includes('\n')) return false
  list ??= decode()
  let low = 0
  let high = list.length
  while (low < high) {
    const start = list.lastIndexOf('\n', ((low + high) >> 1) - 1) + 1
    const end = list.indexOf('\n', start)
    const entry = list.slice(start, end)
    if (entry === text) return true
    if (entry < text) low = end + 1
    else high = start - 1
  }
  return false
}

/** One text, an entry a line, in order: it takes a fortieth of the memory of a Set. Made when it is first needed. */
let list: string | undefined

function decode(): string {
  // A file of its own, beside the source as beside the bundle: as code it would cost every start 20 ms.
  const file = readFileSync(new URL('./common-passwords.txt', import.meta.url), 'utf8')
  const coded = file.slice(file.lastIndexOf('\n') + 1)
  const isCapital = (at: number) => coded.charCodeAt(at) >= 65 && coded.charCodeAt(at) <= 90
  const entries: string[] = []
  let last = ''
  for (let start = 0; start < coded.length; ) {
    let end = start + 1
    while (end < coded.length && !isCapital(end)) end++
    last = last.slice(0, coded.charCodeAt(start) - 65) + coded.slice(start + 1, end)
    entries.push(last)
    start = end
  }
  return `${entries.join('\n')}\n`
}
