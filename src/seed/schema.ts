import { z } from 'zod'
import { operationNames } from '../api/generated/model.ts'
import type { OperationName } from '../api/generated/types.ts'
import { parseCidr } from '../base/ip-address.ts'
import { countryCode } from '../domain/risk/context/countries.ts'
import { moment } from './history-schema.ts'
import { apiInput } from './model-schema.ts'
import { user } from './user-schema.ts'

const network = z
  .strictObject({
    cidr: z.string().refine((text) => parseCidr(text) !== undefined, 'expected a range like 10.1.0.0/16'),
    city: z.string().optional(),
    country: z
      .string()
      .refine((text) => countryCode(text) !== undefined, 'expected a code such as NO, or an English name')
      .optional()
      .describe('ISO 3166-1 alpha-2 code or English name'),
    latitude: z.number().min(-90).max(90).optional(),
    longitude: z.number().min(-180).max(180).optional(),
    asn: z.int().nonnegative().optional(),
    kind: z.enum(['access', 'mobile', 'hosting', 'vpn', 'tor', 'local']).default('access'),
  })
  .describe('a range of addresses and where it lies; wins over the built-in table and over location files')

const client = z.strictObject({
  id: z
    .string()
    .regex(/^[\w+]+$/, 'expected letters, digits, "_" and "+" only')
    .max(128)
    .optional()
    .describe('chosen instead of made'),
  name: z.string(),
  secret: z
    .union([z.boolean(), z.string().min(24).max(64)])
    .optional()
    .describe('a chosen secret, true for one that is made, or none'),
  settings: apiInput('CreateUserPoolClient', ['UserPoolId', 'ClientName', 'GenerateSecret', 'ClientSecret']).optional(),
  riskConfiguration: apiInput('SetRiskConfiguration', ['UserPoolId', 'ClientId']).optional(),
})

const group = z.strictObject({
  name: z.string(),
  description: z.string().optional(),
  precedence: z.int().nonnegative().optional(),
  roleArn: z.string().optional(),
})

const call = z
  .strictObject({
    operation: z.enum(operationNames as unknown as [OperationName, ...OperationName[]]),
    input: z.record(z.string(), z.unknown()).default({}),
    id: z.guid().optional().describe('of what the call makes, chosen instead of made'),
  })
  .describe('any other call of the API; UserPoolId is filled in. Made before the clients, with a ClientId after them')

const hashes = z
  .array(z.string().regex(/^[0-9a-f]{64}$/, 'expected a hash as `export` writes it'))
  .default([])
  .describe('the same as `export` writes them')

const pool = z.strictObject({
  id: z
    .string()
    .regex(/^[\w-]+_[0-9a-zA-Z]+$/, 'expected <region>_<letters and digits>')
    .max(55)
    .optional()
    .describe('chosen instead of made'),
  name: z.string(),
  tier: z.enum(['LITE', 'ESSENTIALS', 'PLUS']).optional(),
  threatProtection: z.enum(['OFF', 'AUDIT', 'ENFORCED']).optional(),
  settings: apiInput('CreateUserPool', ['PoolName', 'UserPoolTier']).optional(),
  mfa: apiInput('SetUserPoolMfaConfig', ['UserPoolId']).optional(),
  riskConfiguration: apiInput('SetRiskConfiguration', ['UserPoolId', 'ClientId']).optional(),
  domain: z.string().optional().describe('prefix of the hosted pages, e.g. shop'),
  compromisedPasswords: z.array(z.string()).default([]),
  compromisedPasswordHashes: hashes,
  clients: z.array(client).default([]),
  calls: z.array(call).default([]),
  groups: z.array(group).default([]),
  users: z.array(user).default([]),
})

/** A seed file. */
export const seedSchema = z
  .strictObject({
    $schema: z.string().optional(),
    now: moment.optional().describe('when histories end and everything is made; the present unless given'),
    networks: z.array(network).default([]),
    compromisedPasswords: z.array(z.string()).default([]).describe('compromised in every pool'),
    compromisedPasswordHashes: hashes,
    pools: z.array(pool).default([]),
  })
  .meta({ title: 'Seed file of cognito-plus' })

export type Seed = z.output<typeof seedSchema>
/** A seed as it is written, before defaults are filled in. */
export type SeedInput = z.input<typeof seedSchema> & { pools: NonNullable<z.input<typeof seedSchema>['pools']> }
export type SeedPool = Seed['pools'][number]
export type SeedClient = SeedPool['clients'][number]
export type SeedUser = SeedPool['users'][number]
