import { type Random, randomText, randomUuid } from './random.ts'

const lowerAlphanumeric = '0123456789abcdefghijklmnopqrstuvwxyz'
const alphanumeric = `${lowerAlphanumeric}ABCDEFGHIJKLMNOPQRSTUVWXYZ`

/** Makes the identifiers that callers see. A seed may choose some of them; the rest come from the injected randomness. */
export interface Ids {
  poolId(): string
  clientId(): string
  clientSecret(): string
  sub(): string
  eventId(): string
  uuid(): string
  code(digits: number): string
}

/** Ids in the forms of api-behaviour.md §2, drawn from `random`. */
export function randomIds(random: Random, region: string): Ids {
  return {
    // Observed: CLI captures. <region>_<9 characters>.
    poolId: () => `${region}_${randomText(random, 9, alphanumeric)}`,
    // Observed: CLI captures. 26 characters of [0-9a-z].
    clientId: () => randomText(random, 26, lowerAlphanumeric),
    // Observed: public captures. 51 or 52 characters of [0-9a-z].
    clientSecret: () => randomText(random, 52, lowerAlphanumeric),
    // Observed: newer pools. UUID shape whose third group starts with 7.
    sub: () => {
      const uuid = randomUuid(random)
      return `${uuid.slice(0, 14)}7${uuid.slice(15)}`
    },
    eventId: () => randomUuid(random),
    uuid: () => randomUuid(random),
    code: (digits) => randomText(random, digits, '0123456789'),
  }
}

/** The same ids, but for those that a seed has chosen. */
export function chosenIds(ids: Ids, chosen: { [K in keyof Omit<Ids, 'code'>]?: string | undefined }): Ids {
  const overrides = Object.entries(chosen)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, () => value])
  return { ...ids, ...Object.fromEntries(overrides) }
}
