import { eq } from 'drizzle-orm'
import { ApiError, ensure } from '../../api/errors.ts'
import type { ErrorName } from '../../api/generated/types.ts'
import type { Context, FlowContext } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import { passkeyRegistrations, passkeys } from '../../store/schema/passkeys.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { readCredential } from './passkey-credential.ts'
import { allowsPasskeys, isAllowedOrigin, relyingPartyOf, userVerificationOf } from './passkey-rules.ts'
import type { MadePasskey, ReadRegistration } from './passkey-verification.ts'
import { passkeysOf, requireRoomForPasskey } from './passkeys.ts'

// Observed: CLI sample, the time-out that browsers are told. Inferred: a started registration waits for five minutes.
const browserTimeout = 60_000
const waits = 300_000

/** Begins a registration and returns what `navigator.credentials.create` wants, as JSON. Observed: CLI sample, the members. */
export function startRegistration(ctx: Context, pool: Pool, client: Client, user: User): Record<string, unknown> {
  ensure(allowsPasskeys(pool), refusal('WebAuthnNotEnabledException'))
  const relyingParty = relyingPartyOf(ctx, pool)
  ensure(relyingParty, refusal('WebAuthnConfigurationMissingException'))
  requireRoomForPasskey(ctx, user)
  const challenge = ctx.random.bytes(32).toString('base64url')
  const begun = { challenge, clientId: client.id, relyingParty, expiresAt: ctx.clock.now() + waits }
  ctx.tx
    .insert(passkeyRegistrations)
    .values({ userId: user.id, ...begun })
    .onConflictDoUpdate({ target: passkeyRegistrations.userId, set: begun })
    .run()
  return {
    rp: { id: relyingParty, name: relyingParty },
    user: { id: Buffer.from(user.sub).toString('base64url'), name: user.username, displayName: user.username },
    challenge,
    pubKeyCredParams: [
      { type: 'public-key', alg: -7 },
      { type: 'public-key', alg: -257 },
    ],
    timeout: browserTimeout,
    excludeCredentials: passkeysOf(ctx, user).map(({ id }) => ({ type: 'public-key', id })),
    authenticatorSelection: {
      requireResidentKey: true,
      residentKey: 'required',
      userVerification: userVerificationOf(pool),
    },
  }
}

/** Whose registration it is, and where. */
interface Owner {
  readonly pool: Pool
  readonly client: Client
  readonly user: User
}

/** Reads what the browser answered; throws unless it belongs to a registration that was begun. Inferred: the order of the checks. */
export function readRegistration(ctx: Context, { pool, client, user }: Owner, given: unknown): ReadRegistration {
  ensure(allowsPasskeys(pool), refusal('WebAuthnNotEnabledException'))
  const begun = ctx.tx.select().from(passkeyRegistrations).where(eq(passkeyRegistrations.userId, user.id)).get()
  const credential = readCredential(given, ['attestationObject'])
  const { type, challenge, origin } = credential.clientData
  const isBegun = begun && begun.expiresAt > ctx.clock.now() && challenge === begun.challenge
  ensure(isBegun, refusal('WebAuthnChallengeNotFoundException'))
  ensure(begun.clientId === client.id, refusal('WebAuthnClientMismatchException'))
  ensure(type === 'webauthn.create', refusal('WebAuthnCredentialNotSupportedException'))
  ensure(isAllowedOrigin(origin, begun.relyingParty), refusal('WebAuthnOriginNotAllowedException'))
  return { credential, challenge, relyingParty: begun.relyingParty, userVerification: userVerificationOf(pool) }
}

/** Checks what the authenticator made, and whom it made it for. */
export async function proveRegistration(ctx: FlowContext, registration: ReadRegistration): Promise<MadePasskey> {
  // The library is loaded when it is first needed.
  const { isForAnother, verifyRegistration } = await import('./passkey-verification.ts')
  try {
    return await verifyRegistration(registration)
  } catch (error) {
    ctx.note(`The passkey was refused: ${(error as Error).message}`)
    const mismatch = isForAnother(error)
    throw refusal(mismatch ? 'WebAuthnRelyingPartyMismatchException' : 'WebAuthnCredentialNotSupportedException')()
  }
}

/** Ends a registration, unless it has been used meanwhile. */
export function completeRegistration(ctx: Context, owner: Owner, given: unknown, made: MadePasskey): void {
  const { pool, user } = owner
  const { credential, relyingParty } = readRegistration(ctx, owner, given)
  requireRoomForPasskey(ctx, user)
  ctx.tx.delete(passkeyRegistrations).where(eq(passkeyRegistrations.userId, user.id)).run()
  const { id, ...key } = made
  const registered = {
    userId: user.id,
    ...key,
    // Inferred: the service names passkeys after their makers; this one does not know them.
    name: 'Passkey',
    relyingParty,
    attachment: credential.attachment ?? null,
    transports: credential.transports,
    createdAt: ctx.clock.now(),
  }
  ctx.tx
    .insert(passkeys)
    .values({ id, poolId: pool.id, ...registered })
    .onConflictDoUpdate({ target: [passkeys.poolId, passkeys.id], set: registered })
    .run()
}

// Documented: service model, the errors and their meaning. Inferred: the texts, never captured.
const texts = {
  WebAuthnNotEnabledException: 'WebAuthn is not enabled for the user pool.',
  WebAuthnConfigurationMissingException: 'The user pool has neither a relying party ID nor a domain.',
  WebAuthnChallengeNotFoundException: 'WebAuthn challenge not found. Start the registration again.',
  WebAuthnClientMismatchException: 'The registration was started by another app client.',
  WebAuthnOriginNotAllowedException: 'The origin of the credential is not allowed.',
  WebAuthnRelyingPartyMismatchException: 'The credential is bound to another relying party.',
  WebAuthnCredentialNotSupportedException: 'The credential is not supported.',
} satisfies Partial<Record<ErrorName, string>>

const refusal = (name: keyof typeof texts) => () => new ApiError(name, texts[name])
