/** Repeatable chance: the same seed gives the same numbers on every machine. For the benchmark only. */
export interface Chance {
  /** At least 0, less than 1. */
  fraction(): number
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number
  /** True with this probability. */
  happens(probability: number): boolean
  pick<T>(values: readonly T[]): T
  /** One of the values, in proportion to its weight. */
  weighted<T>(values: readonly (readonly [T, number])[]): T
  normal(mean: number, deviation: number): number
  /** Waiting time between rare events. */
  exponential(mean: number): number
}

/** Chance from a text. Two texts give independent series. */
export function chanceOf(seed: string): Chance {
  const next = generator(seed)
  const chance: Chance = {
    fraction: next,
    whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
    happens: (probability) => next() < probability,
    pick: (values) => values[Math.floor(next() * values.length)]!,
    weighted(values) {
      let left = next() * values.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of values) {
        left -= weight
        if (left < 0) return value
      }
      return values.at(-1)![0]
    },
    normal: (mean, deviation) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    exponential: (mean) => -mean * Math.log(1 - next()),
  }
  return chance
}

/** The small fast counter generator sfc32, started from an FNV hash of the seed. */
function generator(seed: string): () => number {
  let hash = 0x811c9dc5
  for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193)
  let a = hash | 0
  let b = Math.imul(hash, 0x9e3779b1) | 0
  let c = ~hash | 0
  let counter = 1
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 4_294_967_296
  }
  for (let i = 0; i < 16; i++) next()
  return next
}
