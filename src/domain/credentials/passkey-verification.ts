import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import { decodeAttestationObject, isoCBOR } from '@simplewebauthn/server/helpers'
import type { UserVerificationType } from '../../api/generated/types.ts'
import type { Passkey } from '../../store/schema/passkeys.ts'
import type { GivenCredential } from './passkey-credential.ts'

/** A registration as it came, and what it was begun for. */
export interface ReadRegistration {
  readonly credential: GivenCredential<'attestationObject'>
  /** Base64url. */
  readonly challenge: string
  readonly relyingParty: string
  readonly userVerification: UserVerificationType
}

/** What an authenticator made. */
export type MadePasskey = Pick<Passkey, 'id' | 'publicKey' | 'signCount'>

/** The proof of a passkey as it came, and what it is about. */
export interface ReadAssertion {
  readonly credential: GivenCredential<'authenticatorData' | 'signature'>
  readonly passkey: Passkey
  /** Base64url. */
  readonly challenge: string
  readonly userVerification: UserVerificationType
}

/** A proof that held, against the passkey as it was then. */
export interface Assertion {
  readonly passkey: Passkey
  readonly signCount: number
  readonly userVerified: boolean
}

// Documented: passkey page. ES256 and RS256, as COSE numbers them.
const supportedAlgorithmIDs = [-7, -257]

/** Checks the answer to a registration; throws an error of the library for any that is not right. */
export async function verifyRegistration(read: ReadRegistration): Promise<MadePasskey> {
  const { clientDataJSON, attestationObject } = read.credential.response
  const { registrationInfo } = await verifyRegistrationResponse({
    response: asResponse(read.credential.id, {
      clientDataJSON,
      attestationObject: withoutAttestation(attestationObject),
    }),
    expectedChallenge: read.challenge,
    // Which origins are allowed was looked at before.
    expectedOrigin: read.credential.clientData.origin,
    expectedRPID: read.relyingParty,
    requireUserVerification: read.userVerification === 'required',
    supportedAlgorithmIDs,
  })
  const { id, publicKey, counter } = registrationInfo!.credential
  return { id, publicKey: Buffer.from(publicKey).toString('base64url'), signCount: counter }
}

/** Whether a registration was refused because the authenticator made it for another relying party. */
export function isForAnother(error: unknown): boolean {
  return error instanceof Error && error.name === 'UnexpectedRPIDHash'
}

/** Checks the proof of a passkey; throws an error of the library for any that is not right. */
export async function verifyAssertion(read: ReadAssertion): Promise<Assertion> {
  const { credential, passkey } = read
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: asResponse(credential.id, credential.response),
    expectedChallenge: read.challenge,
    // Which origins are allowed was looked at before.
    expectedOrigin: credential.clientData.origin,
    expectedRPID: passkey.relyingParty,
    credential: {
      id: passkey.id,
      publicKey: Buffer.from(passkey.publicKey, 'base64url'),
      counter: passkey.signCount,
    },
    requireUserVerification: read.userVerification === 'required',
  })
  if (!verified) throw new Error('The signature is not that of the passkey.')
  return { passkey, signCount: authenticationInfo.newCounter, userVerified: authenticationInfo.userVerified }
}

/** Documented: passkey page. Nothing that authenticators attest is looked at. */
function withoutAttestation(attestationObject: string): string {
  const authData = decodeAttestationObject(Buffer.from(attestationObject, 'base64url')).get('authData')
  const bare = new Map<string, unknown>([
    ['fmt', 'none'],
    ['attStmt', new Map()],
    ['authData', authData],
  ])
  return Buffer.from(isoCBOR.encode(bare as never)).toString('base64url')
}

function asResponse<T>(id: string, response: T) {
  return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response } as const
}
