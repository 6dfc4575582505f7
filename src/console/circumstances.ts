import type { EventView } from '../control/event-views.ts'
import type { Magic } from '../control/magic.ts'
import { queryOf } from './ask.ts'
import { placeOf } from './parts/places.ts'
import type { Visit } from './visit.ts'

/** The circumstances of an imagined sign-in, as addresses and forms of the console write them: text, and nothing empty. */
export type Circumstances = Readonly<Partial<Record<CircumstanceName, string>>>

/** The names of the fields, short because they stand in addresses. */
export const circumstanceNames = ['ip', 'agent', 'device', 'proved', 'zone', 'city', 'country', 'at'] as const
export type CircumstanceName = (typeof circumstanceNames)[number]

/** Reads the fields of a form or of the address; `other` in a list refers to the field `x-other`, which is typed. */
export function readCircumstances(value: (name: string) => string | undefined): Circumstances {
  return Object.fromEntries(
    circumstanceNames.flatMap((name) => {
      const given = value(name) === 'other' ? value(`${name}-other`) : value(name)
      return given === undefined ? [] : [[name, given]]
    }),
  )
}

/** The same as a context of the control API. Throws nothing: what is not understood is left for the API to refuse. */
export function toContext({ ip, agent, device, proved, zone, city, country, at }: Circumstances, now: number): object {
  return {
    ipAddress: ip ?? '',
    ...(agent && { userAgent: agent }),
    ...(device && { deviceId: device }),
    ...(proved && { rememberedDevice: true }),
    ...(zone && { timezone: zone }),
    ...(city && { city }),
    ...(country && { country }),
    ...(at && { at: momentOf(at, now) }),
  }
}

/** `+1h`, `-2d`, or a moment; in UTC where nothing else is said. */
function momentOf(text: string, now: number): string {
  const span = /^([+-]\d+(?:\.\d+)?)\s*([mhd])$/.exec(text)
  const moment = span
    ? now + Number(span[1]) * { m: 60_000, h: 3_600_000, d: 86_400_000 }[span[2] as 'm']
    : Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}Z`)
  const date = new Date(moment)
  return Number.isNaN(date.getTime()) ? text : date.toISOString()
}

/** The circumstances of an event that has happened. */
export function ofEvent({ context }: Pick<EventView, 'context'>): Circumstances {
  const text = (name: string) => (context[name] === undefined ? undefined : String(context[name]))
  const zone = text('riskTimezone')
  const isGiven = text('placedBy') === 'given'
  return defined({
    ip: text('ipAddress'),
    agent: text('userAgent'),
    device: text('deviceId'),
    proved: context['rememberedDevice'] === true ? 'yes' : undefined,
    zone: zone === 'local' ? text('timezone') : zone,
    city: isGiven ? text('city') : undefined,
    country: isGiven ? text('countryCode') : undefined,
  })
}

/** Circumstances in which a user has signed in, how often, and the place of their address in words. */
export interface Habit {
  readonly circumstances: Circumstances
  readonly place: string
  times: number
}

/** The user's habits, the most frequent first. */
export function habitsOf(events: readonly EventView[]): Habit[] {
  const found = new Map<string, Habit>()
  for (const event of events) {
    if (event.authEvent['EventResponse'] !== 'Pass') continue
    const circumstances = ofEvent(event)
    const key = queryOf(circumstances)
    const habit = found.get(key) ?? { circumstances, place: placeOf(event), times: 0 }
    habit.times += 1
    found.set(key, habit)
  }
  return [...found.values()].sort((a, b) => b.times - a.times)
}

/** An imagined sign-in that shows something, and why. */
export interface Idea {
  readonly name: string
  readonly says: string
  readonly circumstances: Circumstances
}

/** What one would like to try first, made from what the user does and from the values that every machine has. */
export function ideasFor(habits: readonly Habit[], { networks, addresses, userAgents }: Magic): Idea[] {
  const home = habits[0]?.circumstances ?? {
    ip: '198.51.100.7',
    agent: userAgents[0]?.userAgent,
    zone: 'Europe/Berlin',
  }
  const at = (kind: string, other?: string) =>
    networks.find((network) => network.kind === kind && (network.city ?? '') !== (other ?? '-'))
  const from = (network: Magic['networks'][number] | undefined, more: Circumstances = {}): Circumstances =>
    defined({ ...home, device: undefined, ip: network && hostIn(network.cidr), zone: network?.timezone, ...more })
  const phone = userAgents.find(({ name }) => name.includes('Android'))?.userAgent
  const firefox = userAgents.find(({ name }) => name === 'Firefox on Linux')?.userAgent
  const high = addresses.find(({ level }) => level === 'High')?.ipAddress
  return [
    { name: 'As usual', says: 'place, device and browser as nearly always', circumstances: defined(home) },
    {
      name: 'New telephone',
      says: 'at home, with a device that was never seen',
      circumstances: defined({ ...home, agent: phone, device: 'a-new-telephone' }),
    },
    {
      name: 'Another country',
      says: 'a mobile network abroad',
      circumstances: from(at('mobile'), { agent: phone ?? '' }),
    },
    { name: 'Rented server', says: 'a hosting network', circumstances: from(at('hosting'), { agent: firefox ?? '' }) },
    { name: 'VPN', says: 'the usual browser through a VPN', circumstances: from(at('vpn')) },
    {
      name: 'Tor',
      says: 'an exit of Tor, no device',
      circumstances: from(at('tor'), { agent: firefox ?? '', zone: 'UTC' }),
    },
    {
      name: 'Forced High',
      says: 'a magic address: High, whoever signs in',
      circumstances: defined({ ...home, ip: high }),
    },
  ]
}

/** Number 9 of a network, the same on every machine. */
export function hostIn(cidr: string): string {
  const [address = ''] = cidr.split('/')
  if (address.includes(':')) return `${address.replace(/:+$/, '')}::9`
  const parts = address.split('.').map(Number)
  return [...parts.slice(0, 3), (parts[3] ?? 0) + 9].join('.')
}

/** Reads the fields of the page's address. */
export function circumstancesOf(visit: Visit): Circumstances {
  return readCircumstances((name) => visit.query(name))
}

function defined(values: Partial<Record<CircumstanceName, string | undefined>>): Circumstances {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''))
}
