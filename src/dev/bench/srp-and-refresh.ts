import { srpDate } from '../../base/aws-date.ts'
import { claimSignature, g, k, modPow, N, privateKey, scrambler, sessionKey } from '../../base/srp.ts'
import { type Figure, median } from './measure.ts'
import { makeWorld, password, type World } from './world.ts'

const rounds = 200
const a = BigInt(`0x${'7'.repeat(64)}`)
const A = modPow(g, a)

/** A sign-in by SRP (the server's part of both steps) against its three powers, and a refresh. */
export async function srpAndRefresh(): Promise<Figure[]> {
  const world = await makeWorld({ users: 100, events: 2000 })
  try {
    const [srp, powers, refresh]: number[][] = [[], [], []]
    for (let round = -20; round < rounds; round++) {
      const signedIn = await timedSrp(world, `user${(round + 20) % 100}`)
      const three = timed(() => {
        for (let n = 0; n < 3; n++) modPow(A, a)
      })
      const refreshed = await timedRefresh(world, signedIn.refreshToken)
      if (round < 0) continue
      srp!.push(signedIn.ms)
      powers!.push(three)
      refresh!.push(refreshed)
    }
    return [
      { name: 'USER_SRP_AUTH sign-in, both steps on the server (median)', value: median(srp!), unit: 'ms' },
      { name: 'three powers in the group of SRP (median)', value: median(powers!), unit: 'ms' },
      { name: 'REFRESH_TOKEN_AUTH (median)', value: median(refresh!), unit: 'ms' },
    ]
  } finally {
    world.close()
  }
}

async function timedSrp(world: World, username: string): Promise<{ ms: number; refreshToken: string }> {
  const { clientId: ClientId, poolId } = world
  const AuthParameters = { USERNAME: username, SRP_A: A.toString(16) }
  const start = performance.now()
  const asked = await world.call('InitiateAuth', { ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters })
  const first = performance.now() - start
  const { SALT = '', SRP_B = '', SECRET_BLOCK = '' } = asked.ChallengeParameters ?? {}
  const identity = { poolName: poolId.split('_')[1]!, userId: username }
  const B = BigInt(`0x${SRP_B}`)
  const u = scrambler(A, B)
  const x = BigInt(`0x${privateKey(identity, password, SALT)}`)
  const S = modPow((((B - k * modPow(g, x)) % N) + N) % N, a + u * x)
  const TIMESTAMP = srpDate(world.core.clock.now())
  const ChallengeResponses = {
    USERNAME: username,
    PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
    PASSWORD_CLAIM_SIGNATURE: claimSignature(sessionKey(u, S), identity, SECRET_BLOCK, TIMESTAMP),
    TIMESTAMP,
  }
  const proof = { ClientId, ChallengeName: 'PASSWORD_VERIFIER', ChallengeResponses } as const
  const again = performance.now()
  const done = await world.call('RespondToAuthChallenge', proof)
  return { ms: first + performance.now() - again, refreshToken: done.AuthenticationResult!.RefreshToken! }
}

async function timedRefresh({ call, clientId: ClientId }: World, REFRESH_TOKEN: string): Promise<number> {
  const start = performance.now()
  await call('InitiateAuth', { ClientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN } })
  return performance.now() - start
}

function timed(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
