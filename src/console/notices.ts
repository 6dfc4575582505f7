/** A sentence for the next page: something was done, or could not be. */
export interface Notice {
  readonly kind: 'done' | 'problem'
  readonly text: string
}

/** Sentences on their way to the next page. They are not in the address, so that nobody else can put words there. */
export interface Notices {
  /** Keeps a sentence; the answer is the number under which the next page finds it. */
  keep(notice: Notice): number
  /** Hands a sentence out, once. */
  take(number: string | undefined): Notice | undefined
}

const kept = 50

/** A place for sentences on their way. */
export function createNotices(): Notices {
  const notices = new Map<number, Notice>()
  let last = 0
  return {
    keep(notice) {
      last += 1
      notices.set(last, notice)
      notices.delete(last - kept)
      return last
    },
    take(number) {
      const key = Number(number)
      const notice = notices.get(key)
      notices.delete(key)
      return notice
    },
  }
}
