import { z } from 'zod'
import { operationNames } from '../api/generated/model.ts'
import type { OperationName } from '../api/generated/types.ts'
import { parseCidr } from '../base/ip-address.ts'
import { history } from './history-schema.ts'
import { apiInput } from './model-schema.ts'

const level = z.enum(['NoRisk', 'Low', 'Medium', 'High'])

const network = z
  .strictObject({
    cidr: z.string().refine((text) => parseCidr(text) !== undefined, 'expected a range like 10.1.0.0/16'),
    city: z.string().optional(),
    country: z.string().optional().describe('ISO 3166-1 alpha-2 code or English name'),
    latitude: z.number().min(-90).max(90).optional(),
    longitude: z.number().min(-180).max(180).optional(),
    asn: z.int().nonnegative().optional(),
    kind: z.enum(['access', 'mobile', 'hosting', 'vpn', 'tor', 'local']).default('access'),
  })
  .describe('a range of addresses and where it lies; wins over the built-in table and over location files')

const mfa = z.strictObject({
  totp: z
    .string()
    .regex(/^[A-Z2-7]{16,}=*$/, 'expected a secret in base32')
    .optional()
    .describe('secret of the authenticator app'),
  sms: z.boolean().optional(),
  email: z.boolean().optional(),
  preferred: z.enum(['totp', 'sms', 'email']).optional(),
})

const device = z.strictObject({
  key: z
    .string()
    .regex(/^[\w-]+_[0-9a-f-]+$/, 'expected <region>_<uuid>')
    .max(55)
    .optional()
    .describe('chosen instead of made'),
  name: z.string().optional(),
  remembered: z
    .boolean()
    .optional()
    .describe('whether it takes the place of a second factor; as the pool has it unless given'),
  secret: z
    .strictObject({ salt: z.string(), verifier: z.string() })
    .optional()
    .describe('base64, as ConfirmDevice takes them; without it nobody can prove to be the device'),
})

const user = z.strictObject({
  username: z.string().min(1).max(128),
  repeat: z
    .int()
    .positive()
    .max(1_000_000)
    .optional()
    .describe('makes this many users; {n} in their texts becomes 1, 2, 3, …'),
  sub: z.guid().optional().describe('chosen instead of made'),
  password: z.string().optional(),
  passwordHash: z
    .strictObject({
      salt: z.string().regex(/^[0-9a-f]{32}$/),
      x: z.string().regex(/^[0-9a-f]{64}$/),
      temporary: z.boolean().default(false),
    })
    .optional()
    .describe('as `export` writes it: whoever has it can sign in as the user'),
  createdAt: z.iso.datetime({ offset: true }).optional().describe('before the history unless given'),
  temporaryPassword: z.string().optional().describe('has to be changed at the first sign-in'),
  status: z
    .enum(['CONFIRMED', 'UNCONFIRMED', 'FORCE_CHANGE_PASSWORD', 'RESET_REQUIRED', 'EXTERNAL_PROVIDER'])
    .optional(),
  enabled: z.boolean().default(true),
  email: z.string().optional(),
  emailVerified: z.boolean().optional().describe('true unless given'),
  phone: z.string().optional(),
  phoneVerified: z.boolean().optional().describe('true unless given'),
  attributes: z.record(z.string(), z.string()).default({}),
  mfa: mfa.optional(),
  groups: z.array(z.string()).default([]),
  devices: z.array(device).default([]).describe('devices that the user has confirmed'),
  directive: z
    .strictObject({ level, times: z.int().positive().nullable().default(1) })
    .optional()
    .describe('fixes the level of the next evaluated sign-ins; `times: null` until cleared'),
  history: z.array(history).default([]),
})

const client = z.strictObject({
  id: z.string().min(1).max(128).optional().describe('chosen instead of made'),
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
  })
  .describe('any other call of the API; UserPoolId is filled in. Made before the clients, with a ClientId after them')

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
  clients: z.array(client).default([]),
  calls: z.array(call).default([]),
  groups: z.array(group).default([]),
  users: z.array(user).default([]),
})

/** A seed file. */
export const seedSchema = z
  .strictObject({
    $schema: z.string().optional(),
    now: z.iso
      .datetime({ offset: true })
      .optional()
      .describe('when histories end and everything is made; the present unless given'),
    networks: z.array(network).default([]),
    compromisedPasswords: z.array(z.string()).default([]).describe('compromised in every pool'),
    pools: z.array(pool).default([]),
  })
  .meta({ title: 'Seed file of cognito-plus' })

export type Seed = z.output<typeof seedSchema>
/** A seed as it is written, before defaults are filled in. */
export type SeedInput = z.input<typeof seedSchema> & { pools: NonNullable<z.input<typeof seedSchema>['pools']> }
export type SeedPool = Seed['pools'][number]
export type SeedClient = SeedPool['clients'][number]
export type SeedUser = SeedPool['users'][number]
