import { z } from 'zod'
import { magicLevels } from '../domain/risk/context/networks.ts'
import { allNetworks } from '../domain/risk/places.ts'
import { deviceNames, userAgentOf } from '../seed/devices.ts'
import { timezoneOf } from '../seed/places.ts'
import { route } from './route.ts'
import { level } from './schemas.ts'

const magic = z.object({
  addresses: z.array(z.object({ ipAddress: z.string(), level })).describe('they fix the level, whoever signs in'),
  networks: z
    .array(
      z.object({
        cidr: z.string(),
        city: z.string().optional(),
        country: z.string().optional(),
        latitude: z.number().optional(),
        longitude: z.number().optional(),
        asn: z.number().optional(),
        kind: z.string().describe('access, mobile, hosting, vpn, tor, local or unknown'),
        timezone: z.string().optional().describe('IANA name'),
      }),
    )
    .describe('they have a place and fix nothing'),
  passwords: z.array(z.string()).describe('some of those that always count as compromised'),
  userAgents: z.array(z.object({ name: z.string(), userAgent: z.string() })),
})
/** Values that mean the same on every machine. */
export type Magic = z.output<typeof magic>

/** What to choose from when risk shall happen on purpose. */
export const magicRoutes = [
  route({
    method: 'get',
    path: '/magic',
    says: 'Addresses, networks, passwords and user agents that make risk happen on purpose.',
    answer: magic,
    handle: ({ ctx }) =>
      ctx.transact((inside) => ({
        addresses: Object.entries(magicLevels).map(([ipAddress, level]) => ({ ipAddress, level })),
        networks: allNetworks(inside).map(({ cidr, place: { countryCode: _, kind = 'unknown', ...place } }) => ({
          ...{ cidr, kind, ...place },
          ...(place.city !== undefined && { timezone: timezoneOf(place.city) }),
        })),
        passwords: ['Password1!', 'P@ssw0rd123'],
        userAgents: deviceNames.map((name) => ({ name, userAgent: userAgentOf(name)! })),
      })),
  }),
]
