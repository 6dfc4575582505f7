import { createHmac } from 'node:crypto'
import { ApiError, ensure } from '../../api/errors.ts'
import { parseSrpDate } from '../../base/aws-date.ts'
import { safeEqual } from '../../base/constant-time.ts'
import {
  claimSignature,
  parseClientPublicKey,
  type SrpIdentity,
  serverPublicKey,
  serverSessionKey,
} from '../../base/srp.ts'
import type { Context } from '../../context.ts'
import type { SrpState } from '../../store/schema/sign-in.ts'
import { pageTokenKey } from '../pools/page-tokens.ts'
import { requireParameter } from './parameters.ts'
import type { StepRequest } from './request.ts'

/** What the server holds of a secret: salt and verifier in hexadecimal. */
export interface SrpSecret {
  readonly salt: string
  readonly verifier: string
}

/** A begun exchange: what the client gets to see, and what its answer will be checked against. */
export interface SrpExchange {
  readonly parameters: { readonly SALT: string; readonly SRP_B: string; readonly SECRET_BLOCK: string }
  readonly state: SrpState
}

/** The client's public number in SRP_A, in hexadecimal. */
export function readSrpA(request: StepRequest): string {
  const A = parseClientPublicKey(requireParameter(request, 'SRP_A'))
  // Inferred: error and text, for what is no number or 0 in SRP's group.
  ensure(A, () => new ApiError('InvalidParameterException', 'Invalid SRP_A given.'))
  return A
}

/** Begins an exchange over a secret. Two powers, of which that of the verifier is the caller's. */
export function beginExchange(ctx: Pick<Context, 'random'>, A: string, { salt, verifier }: SrpSecret): SrpExchange {
  const b = ctx.random.bytes(32).toString('hex')
  const B = serverPublicKey(verifier, b)
  // Observed: captures. Standard base64, over a kilobyte, opaque; here nothing but the name of the exchange.
  const SECRET_BLOCK = ctx.random.bytes(840).toString('base64')
  return { parameters: { SALT: salt, SRP_B: B, SECRET_BLOCK }, state: { A, B, b, block: SECRET_BLOCK } }
}

/** What an answer claims. */
export interface SrpClaim {
  readonly signature: string
  readonly block: string
  readonly timestamp: string
}

/** The claim in the responses to PASSWORD_VERIFIER or DEVICE_PASSWORD_VERIFIER. */
export function readClaim(request: StepRequest): SrpClaim {
  const block = requireParameter(request, 'PASSWORD_CLAIM_SECRET_BLOCK')
  const signature = requireParameter(request, 'PASSWORD_CLAIM_SIGNATURE')
  const timestamp = requireParameter(request, 'TIMESTAMP')
  // Observed: captures, the form. Inferred: error and text. Ours: its age is not compared, because clocks here are moved;
  // how late an answer may come is the session's to say.
  const malformed = () =>
    new ApiError('InvalidParameterException', 'TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy.')
  ensure(parseSrpDate(timestamp) !== undefined, malformed)
  return { block, signature, timestamp }
}

/** Whether the claim proves that the client knows the password behind the verifier. One power. */
export function proves(
  claim: SrpClaim,
  exchange: SrpState,
  identity: SrpIdentity,
  { verifier }: Pick<SrpSecret, 'verifier'>,
): boolean {
  if (!safeEqual(claim.block, exchange.block)) return false
  const key = serverSessionKey({ A: exchange.A, B: exchange.B, b: exchange.b, verifier })
  return safeEqual(claimSignature(key, identity, claim.block, claim.timestamp), claim.signature)
}

/**
 * A secret that nobody knows, for users who are not there or have no password; and the user id of one who is not there.
 * Documented: developer guide, managing errors. Salt and id are the same for the same name every time.
 */
export function simulatedSecret(
  ctx: Pick<Context, 'tx' | 'random'>,
  poolId: string,
  name: string,
): SrpSecret & { userId: string } {
  const draw = (what: string) =>
    createHmac('sha512', pageTokenKey(ctx)).update(`${what}\0${poolId}\0${name}`).digest('hex')
  const id = draw('user')
  // Observed: newer subs. The third group begins with 7.
  const userId = `${id.slice(0, 8)}-${id.slice(8, 12)}-7${id.slice(12, 15)}-${id.slice(15, 19)}-${id.slice(19, 31)}`
  return { salt: draw('salt').slice(0, 32), verifier: draw('verifier').repeat(5), userId }
}
