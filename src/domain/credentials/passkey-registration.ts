import { eq } from 'drizzle-orm'
import { ApiError, ensure } from '../../api/errors.ts'
import type { ErrorName } from '../../api/generated/types.ts'
import { type AuthenticatorData, readAttestation, toJwk } from '../../base/webauthn.ts'
import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import { passkeyRegistrations, passkeys } from '../../store/schema/passkeys.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { readCredential } from './passkey-credential.ts'
import { allowsPasskeys, isAllowedOrigin, isBoundTo, relyingPartyOf, userVerificationOf } from './passkey-rules.ts'
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

/** Ends a registration with what the browser answered. Inferred: the order of the checks. */
export function completeRegistration(ctx: Context, pool: Pool, client: Client, user: User, given: unknown): void {
  ensure(allowsPasskeys(pool), refusal('WebAuthnNotEnabledException'))
  const ofUser = eq(passkeyRegistrations.userId, user.id)
  const begun = ctx.tx.select().from(passkeyRegistrations).where(ofUser).get()
  const credential = readCredential(given, ['attestationObject'])
  const { clientData, response } = credential
  const isBegun = begun && begun.expiresAt > ctx.clock.now() && clientData.challenge === begun.challenge
  ensure(isBegun, refusal('WebAuthnChallengeNotFoundException'))
  ensure(begun.clientId === client.id, refusal('WebAuthnClientMismatchException'))
  ensure(clientData.type === 'webauthn.create', refusal('WebAuthnCredentialNotSupportedException'))
  ensure(isAllowedOrigin(clientData.origin, begun.relyingParty), refusal('WebAuthnOriginNotAllowedException'))
  const data = readData(response.attestationObject)
  ensure(isBoundTo(data, begun.relyingParty), refusal('WebAuthnRelyingPartyMismatchException'))
  const verified = data.userVerified || userVerificationOf(pool) !== 'required'
  const publicKey = data.credential && toJwk(data.credential.publicKey)
  ensure(data.userPresent && verified && publicKey, refusal('WebAuthnCredentialNotSupportedException'))
  requireRoomForPasskey(ctx, user)

  ctx.tx.delete(passkeyRegistrations).where(ofUser).run()
  const registered = {
    userId: user.id,
    publicKey,
    signCount: data.signCount,
    // Inferred: the service names passkeys after their makers; this one does not know them.
    name: 'Passkey',
    relyingParty: begun.relyingParty,
    attachment: credential.attachment ?? null,
    transports: credential.transports,
    createdAt: ctx.clock.now(),
  }
  const id = data.credential!.id.toString('base64url')
  ctx.tx
    .insert(passkeys)
    .values({ id, poolId: pool.id, ...registered })
    .onConflictDoUpdate({ target: [passkeys.poolId, passkeys.id], set: registered })
    .run()
}

function readData(attestationObject: Buffer): AuthenticatorData {
  try {
    return readAttestation(attestationObject)
  } catch {
    throw refusal('WebAuthnCredentialNotSupportedException')()
  }
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
