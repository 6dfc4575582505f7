import type { InitiateAuthRequest, InitiateAuthResponse } from '../../src/api/generated/types.ts'
import { srpDate } from '../../src/base/aws-date.ts'
import { goodPassword, type Place } from './people.ts'
import { named, respond } from './sign-in.ts'
import { srpClient } from './srp-client.ts'

/** The client's secret number; any one will do. */
const a = '1f'.repeat(32)

/** A client that signs in by SRP: its SRP_A, and its answers to challenges. */
export const client = srpClient(a)

/** InitiateAuth with USER_SRP_AUTH, or as the request says. */
export function startSrp(
  shop: Place,
  username: string,
  request: Partial<InitiateAuthRequest> = {},
  parameters: Record<string, string> = {},
): Promise<InitiateAuthResponse> {
  return shop.call('InitiateAuth', {
    ClientId: shop.clientId,
    AuthFlow: 'USER_SRP_AUTH',
    AuthParameters: { ...named(shop, username), SRP_A: client.SRP_A, ...parameters },
    ...request,
  })
}

/** The responses that prove a password to a PASSWORD_VERIFIER challenge. */
export function proofOf(shop: Place, pending: InitiateAuthResponse, password = goodPassword): Record<string, string> {
  const { SALT = '', SRP_B = '', SECRET_BLOCK = '', USER_ID_FOR_SRP = '' } = pending.ChallengeParameters ?? {}
  const poolName = shop.poolId.split('_')[1]!
  const TIMESTAMP = srpDate(shop.clock.now())
  return client.respond({
    identity: { poolName, userId: USER_ID_FOR_SRP },
    password,
    SALT,
    SRP_B,
    SECRET_BLOCK,
    TIMESTAMP,
  })
}

/** A whole sign-in by SRP; further responses go with the proof. */
export async function signInBySrp(
  shop: Place,
  username: string,
  { password, responses }: { password?: string; responses?: Record<string, string> } = {},
): Promise<InitiateAuthResponse> {
  const pending = await startSrp(shop, username)
  const id = pending.ChallengeParameters!['USER_ID_FOR_SRP']!
  return respond(shop, id, pending, { ...proofOf(shop, pending, password), ...responses })
}
