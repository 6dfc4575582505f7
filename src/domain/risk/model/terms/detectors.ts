import { riskConstants } from '../constants.ts'
import type { RiskContext } from '../context.ts'
import type { FailureFacts, Place, RiskFacts } from '../facts.ts'

/** A journey that nobody makes, since the last good event: how far (km), in how many hours, and what it adds. */
export interface Travel {
  readonly kilometres: number
  readonly hours: number
  readonly term: number
}

const { travel, failures } = riskConstants

/** Too far too fast from the last good event; less so at a network operator where the user is known (own VPN, roaming). */
export function travelTerm(context: RiskContext, at: number, facts: RiskFacts): Travel | undefined {
  const { latitude, longitude } = context
  if (!facts.lastGood || latitude === undefined || longitude === undefined) return undefined
  const here = { latitude, longitude }
  const kilometres = Math.min(...facts.lastGood.places.map((place) => distanceInKm(place, here)))
  // Places are those of a city or a network, so that a hundred kilometres are given.
  const certain = kilometres - travel.slackKm
  if (certain <= travel.leastKm) return undefined
  const hours = (at - facts.lastGood.at) / 3_600_000
  const speed = certain / Math.max(hours, travel.leastHours)
  if (speed <= travel.leastSpeed) return undefined
  const size = Math.min(travel.most, Math.log(speed / travel.leastSpeed) + travel.offset)
  return { kilometres, hours, term: (travel.weight * size) / (1 + facts.levels.asn.weight) }
}

/** What failures of the last hour add: on this user from this network, on this user from elsewhere, names tried from here. */
export function failureTerms({ here, elsewhere, names }: FailureFacts): Record<keyof typeof failures, number> {
  return {
    context: growth(failures.context, here),
    user: growth(failures.user, elsewhere),
    stuffing: growth(failures.stuffing, names),
  }
}

function growth({ weight, free, most }: { weight: number; free: number; most: number }, count: number): number {
  return weight * Math.min(most, Math.log2(1 + Math.max(0, count - free)))
}

/** The length of the great circle between two places. */
export function distanceInKm(from: Place, to: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const dLatitude = radians(to.latitude - from.latitude)
  const dLongitude = radians(to.longitude - from.longitude)
  const haversine =
    Math.sin(dLatitude / 2) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(dLongitude / 2) ** 2
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(haversine)))
}
