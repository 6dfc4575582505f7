import { canonicalAddress } from '../../domain/risk/model/addresses.ts'
import type { RiskContext } from '../../domain/risk/model/context.ts'

/** A way of scoring logins to compare the engine with. It learns the successes of owners only. */
export interface Baseline {
  score(user: string, context: RiskContext): number
  learn(user: string, context: RiskContext): void
}

/** Interpolation weights of the two features, from fine to coarse, as published with the public login data set. */
const weights = {
  address: [0.6, 0.3, 0.1],
  agent: [0.5386653840551359, 0.2680451498625666, 0.18818295100109536, 0.0051065150812021525],
}
type Feature = keyof typeof weights

/**
 * Freeman et al., "Who Are You?", NDSS 2016, equation 7 without attack data: the product over address and user agent of
 * p(value) / p(value | user), times p(user | attack) / p(user), as a log. Both probabilities interpolate between the value
 * and the coarser groups it belongs to; values never seen in the pool share the mass that smoothing leaves them. Where a
 * user never had any of the groups, p(value | user) is a quarter of p(value), as in the study that published the weights.
 */
export function freeman(): Baseline {
  const pool = new Counts()
  const users = new Map<string, Counts>()
  return {
    score(user, context) {
      const own = users.get(user)
      if (!own) return 0
      let score = Math.log(pool.logins / (users.size * own.logins))
      for (const feature of ['address', 'agent'] as const) {
        const values = valuesOf(context, feature)
        const overall = interpolate(feature, (level) =>
          level === 0 ? pool.smoothed(feature, values[0]!, values.length) : pool.share(feature, level, values[level]!),
        )
        const ofUser = interpolate(feature, (level) => own.share(feature, level, values[level]!))
        score += Math.log(overall / (ofUser === 0 ? overall / 4 : ofUser))
      }
      return score
    },
    learn(user, context) {
      const own = users.get(user) ?? new Counts()
      users.set(user, own)
      for (const counts of [pool, own]) counts.add(context)
    },
  }
}

/** Asks for a second factor when the address or (`both`: and) the device is new to the user; a missing device is always new. */
export function novelty(rule: 'either' | 'both'): Baseline {
  const seen = new Map<string, Set<string>>()
  const addressOf = (context: RiskContext) => `address ${canonicalAddress(context.ipAddress).address}`
  return {
    score(user, context) {
      const own = seen.get(user)
      const newAddress = !own?.has(addressOf(context))
      const newDevice = context.deviceId === undefined || !own?.has(`device ${context.deviceId}`)
      return Number(rule === 'either' ? newAddress || newDevice : newAddress && newDevice)
    },
    learn(user, context) {
      const own = seen.get(user) ?? new Set()
      seen.set(user, own.add(addressOf(context)).add(`device ${context.deviceId}`))
    },
  }
}

/** How often each value of each level of the features occurred. */
class Counts {
  logins = 0
  readonly #levels = new Map<string, Map<string, number>>()

  add(context: RiskContext): void {
    this.logins++
    for (const feature of ['address', 'agent'] as const) {
      for (const [level, value] of valuesOf(context, feature).entries()) {
        const counts = this.#at(feature, level)
        counts.set(value, (counts.get(value) ?? 0) + 1)
      }
    }
  }

  share(feature: Feature, level: number, value: string): number {
    return (this.#at(feature, level).get(value) ?? 0) / this.logins
  }

  /** The share of a value at the finest level, where every coarser group may still bring a value never seen. */
  smoothed(feature: Feature, value: string, levels: number): number {
    let unseen = 1
    for (let level = 1; level < levels; level++) unseen += this.#at(feature, level).size
    const share = this.share(feature, 0, value)
    return share > 0 ? share * (this.logins / (this.logins + unseen)) : 1 / (this.logins + unseen)
  }

  #at(feature: Feature, level: number): Map<string, number> {
    const key = `${feature} ${level}`
    const known = this.#levels.get(key)
    if (known) return known
    const made = new Map<string, number>()
    this.#levels.set(key, made)
    return made
  }
}

function valuesOf(context: RiskContext, feature: Feature): string[] {
  const values =
    feature === 'address'
      ? [context.ipAddress, context.asn, context.countryCode]
      : [context.userAgent, context.browser, context.os, context.deviceType]
  return values.map((value) => String(value ?? '?'))
}

function interpolate(feature: Feature, share: (level: number) => number): number {
  return weights[feature].reduce((sum, weight, level) => sum + weight * share(level), 0)
}
