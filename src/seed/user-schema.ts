import { z } from 'zod'
import { isIpAddress } from '../base/ip-address.ts'
import { history, moment } from './history-schema.ts'

const level = z.enum(['NoRisk', 'Low', 'Medium', 'High'])

const mfa = z
  .strictObject({
    totp: z
      .string()
      .regex(/^[A-Z2-7]{16,}=*$/, 'expected a secret in base32')
      .optional()
      .describe('secret of the authenticator app'),
    totpEnabled: z.boolean().optional().describe('false for an app that is set up and switched off'),
    sms: z.boolean().optional(),
    email: z.boolean().optional(),
    preferred: z.enum(['totp', 'sms', 'email']).optional(),
    passkey: z.boolean().optional().describe('whether a passkey stands for two factors'),
  })
  .refine(({ preferred, ...factors }) => preferred === undefined || Boolean(factors[preferred]), {
    error: 'expected a factor that the user has',
    path: ['preferred'],
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
  lastIp: z.string().refine(isIpAddress, 'expected an IPv4 or IPv6 address').optional(),
  createdAt: moment.optional(),
  modifiedAt: moment.optional(),
  authenticatedAt: moment.optional().describe('when it last signed in'),
})

const identity = z.strictObject({
  provider: z.string().describe('name of an identity provider of the pool'),
  value: z.string().describe('what the account is called there'),
  attribute: z.string().optional().describe('what is called so; the subject unless given'),
  primary: z.boolean().default(false).describe('whether the user came into being by signing in with it'),
  createdAt: moment.optional(),
})

const passkey = z.strictObject({
  id: z.string().min(1).describe('base64url'),
  publicKey: z.string().min(1).describe('a COSE key, base64url'),
  relyingParty: z.string().default('localhost'),
  name: z.string().default('Passkey'),
  signCount: z.int().nonnegative().default(0),
  attachment: z.string().optional().describe('platform or cross-platform'),
  transports: z.array(z.string()).default([]),
  createdAt: moment.optional(),
})

const hash = { salt: z.string().regex(/^[0-9a-f]{32}$/), x: z.string().regex(/^[0-9a-f]{64}$/) }

const passwordHash = z.strictObject({
  ...hash,
  temporary: z.boolean().default(false),
  setAt: moment.optional(),
  earlier: z.array(z.strictObject(hash)).default([]).describe('passwords before it, newest first'),
  imported: z
    .strictObject({ algorithm: z.string(), hash: z.string() })
    .optional()
    .describe('the hash of another kind that came with an import'),
})

const passwordKeys = ['password', 'temporaryPassword', 'passwordHash'] as const

/** A user of a pool. */
export const user = z
  .strictObject({
    username: z.string().min(1).max(128),
    repeat: z
      .int()
      .positive()
      .max(1_000_000)
      .optional()
      .describe('makes this many users; {n} in their texts becomes 1, 2, 3, …'),
    sub: z.guid().optional().describe('chosen instead of made'),
    password: z.string().optional(),
    passwordHash: passwordHash.optional().describe('as `export` writes it: whoever has it can sign in as the user'),
    createdAt: moment.optional().describe('before the history unless given'),
    modifiedAt: moment.optional(),
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
    identities: z.array(identity).default([]).describe('accounts at identity providers that sign in as the user'),
    passkeys: z.array(passkey).default([]).describe('for an authenticator of tests that has the private key'),
    directive: z
      .strictObject({ level, times: z.int().positive().nullable().default(1) })
      .optional()
      .describe('fixes the level of the next evaluated sign-ins; `times: null` until cleared'),
    history: z.array(history).default([]),
  })
  .refine(({ username, repeat }) => repeat === undefined || repeat === 1 || username.includes('{n}'), {
    error: 'expected {n} in it, because the user is repeated',
    path: ['username'],
  })
  .refine((given) => passwordKeys.filter((key) => given[key] !== undefined).length < 2, {
    error: `expected only one of ${passwordKeys.join(', ')}`,
  })
