const units: readonly [seconds: number, name: string][] = [
  [86_400 * 365, 'year'],
  [86_400 * 30, 'month'],
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
]

/** A moment in relation to the present, with the exact one on hover. */
export function Time({ at, now }: { at: string | number; now: number }) {
  const moment = typeof at === 'number' ? at : Date.parse(at)
  return (
    <time datetime={new Date(moment).toISOString()} title={exact(moment, true)}>
      {relative(moment, now)}
    </time>
  )
}

/** A moment (ms since 1970) in full: `2026-03-02 09:00 UTC`, with seconds if asked for. */
export function exact(at: number, seconds = false): string {
  const iso = new Date(at).toISOString()
  return `${iso.slice(0, 10)} ${iso.slice(11, seconds ? 19 : 16)} UTC`
}

/** `3 minutes ago`, `in 2 days`, `just now`; both in ms since 1970. */
export function relative(at: number, now: number): string {
  const seconds = Math.abs(now - at) / 1000
  const [length, name] = units.find(([length]) => seconds >= length) ?? [0, '']
  if (length === 0) return seconds < 2 || now >= at ? 'just now' : 'in a moment'
  const count = Math.floor(seconds / length)
  const span = `${count} ${name}${count === 1 ? '' : 's'}`
  return at > now ? `in ${span}` : `${span} ago`
}
