/** Scores of attacks (`bad`) and of owners (`good`), the higher the riskier. */
export interface Samples {
  readonly bad: readonly number[]
  readonly good: readonly number[]
}

/** The probability that an attack scores higher than an owner; ties count half. */
export function auc({ bad, good }: Samples): number {
  const all = [...bad.map((score) => ({ score, bad: true })), ...good.map((score) => ({ score, bad: false }))]
  all.sort((a, b) => a.score - b.score)
  let ranks = 0
  for (let i = 0; i < all.length; ) {
    let end = i
    while (end < all.length && all[end]!.score === all[i]!.score) end++
    // Ranks count from 1; a group of equal scores shares the mean of its ranks.
    const rank = (i + 1 + end) / 2
    for (; i < end; i++) if (all[i]!.bad) ranks += rank
  }
  return (ranks - (bad.length * (bad.length + 1)) / 2) / (bad.length * good.length)
}

/** The share of attacks that a threshold catches which stops at most `rate` of the owners. */
export function caughtAt({ bad, good }: Samples, rate: number): number {
  const sorted = [...good].sort((a, b) => b - a)
  const threshold = sorted[Math.floor(rate * sorted.length)] ?? Number.NEGATIVE_INFINITY
  return share(bad, (score) => score > threshold)
}

/** The error rate where as many owners are stopped as attacks are missed (the middle of the nearest two rates). */
export function equalErrorRate({ bad, good }: Samples): number {
  const attacks = [...bad].sort((a, b) => a - b)
  const owners = [...good].sort((a, b) => a - b)
  let best = { gap: Number.POSITIVE_INFINITY, rate: Number.NaN }
  let missed = 0
  let passed = 0
  for (const threshold of [...new Set([...attacks, ...owners])].sort((a, b) => a - b)) {
    while (missed < attacks.length && attacks[missed]! < threshold) missed++
    while (passed < owners.length && owners[passed]! < threshold) passed++
    const misses = missed / attacks.length
    const stops = 1 - passed / owners.length
    if (Math.abs(misses - stops) < best.gap) best = { gap: Math.abs(misses - stops), rate: (misses + stops) / 2 }
  }
  return best.rate
}

/** The share of values that pass a test; not a number where there are none. */
export function share<T>(values: readonly T[], test: (value: T) => boolean): number {
  return values.filter(test).length / values.length
}

/** The mean; not a number where there are none. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The value below which a share `q` of the values lies. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}

/** The standard deviation of a sample; 0 for a single value. */
export function deviation(values: readonly number[]): number {
  const middle = mean(values)
  return values.length < 2
    ? 0
    : Math.sqrt(mean(values.map((value) => (value - middle) ** 2)) * (values.length / (values.length - 1)))
}
