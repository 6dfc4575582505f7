import { createHash } from 'node:crypto'

/** HTML of mails that are only looked at: a frame loads it by its number, under a policy of its own. */
export interface Previews {
  /** Keeps a text; the answer is its number, the same for the same text. */
  keep(html: string): string
  find(number: string): string | undefined
}

const kept = 40

/** A place for mails that are only looked at. */
export function createPreviews(): Previews {
  const previews = new Map<string, string>()
  return {
    keep(html) {
      const number = createHash('sha256').update(html).digest('hex').slice(0, 16)
      previews.delete(number)
      previews.set(number, html)
      const oldest = previews.keys().next().value
      if (previews.size > kept && oldest !== undefined) previews.delete(oldest)
      return number
    },
    find: (number) => previews.get(number),
  }
}
