import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { srpDate } from '../../base/aws-date.ts'
import { claimSignature, g, k, modPow, N, privateKey, scrambler, sessionKey } from '../../base/srp.ts'
import { type Figure, median, percentile } from './measure.ts'
import { makeWorld, password, type World } from './world.ts'

const rounds = 200
const a = BigInt(`0x${'7'.repeat(64)}`)
const A = modPow(g, a)

/** A sign-in by SRP (the server's part of both steps) against its three powers, and a refresh. */
export async function srpAndRefresh(): Promise<Figure[]> {
  const world = await makeWorld({ users: 100, events: 2000 })
  try {
    const [srp, powers, refresh, blocked, idle]: number[][] = [[], [], [], [], []]
    for (let round = -20; round < rounds; round++) {
      const signedIn = await timedSrp(world, `user${(round + 20) % 100}`)
      const three = timed(() => {
        for (let n = 0; n < 3; n++) modPow(A, a)
      })
      const { blockedMs } = await watched(() => wait(Math.ceil(signedIn.ms)))
      const refreshed = await timedRefresh(world, signedIn.refreshToken)
      if (round < 0) continue
      srp!.push(signedIn.ms)
      blocked!.push(signedIn.blockedMs)
      idle!.push(blockedMs)
      powers!.push(three)
      refresh!.push(refreshed)
    }
    return [
      { name: 'USER_SRP_AUTH sign-in, both steps on the server (median)', value: median(srp!), unit: 'ms' },
      { name: 'three powers in the group of SRP (median)', value: median(powers!), unit: 'ms' },
      { name: 'longest that a USER_SRP_AUTH sign-in blocks the loop (median)', value: median(blocked!), unit: 'ms' },
      {
        name: 'longest that a USER_SRP_AUTH sign-in blocks the loop (99 of 100)',
        value: percentile(blocked!, 99),
        unit: 'ms',
        atMost: 20,
      },
      { name: 'the same while nothing is done, by the machine (99 of 100)', value: percentile(idle!, 99), unit: 'ms' },
      { name: 'REFRESH_TOKEN_AUTH (median)', value: median(refresh!), unit: 'ms' },
    ]
  } finally {
    world.close()
  }
}

interface TimedSignIn {
  /** What both steps took on the server. */
  readonly ms: number
  /** The longest that the loop stood still meanwhile. */
  readonly blockedMs: number
  readonly refreshToken: string
}

async function timedSrp(world: World, username: string): Promise<TimedSignIn> {
  const { clientId: ClientId, poolId } = world
  const AuthParameters = { USERNAME: username, SRP_A: A.toString(16) }
  const first = await watched(() => {
    return world.call('InitiateAuth', { ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters })
  })
  const { SALT = '', SRP_B = '', SECRET_BLOCK = '' } = first.answer.ChallengeParameters ?? {}
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
  const second = await watched(() => world.call('RespondToAuthChallenge', proof))
  return {
    ms: first.ms + second.ms,
    blockedMs: Math.max(first.blockedMs, second.blockedMs),
    refreshToken: second.answer.AuthenticationResult!.RefreshToken!,
  }
}

/** Does one call, with the loop idle before and after, so that nothing of the client's own work counts. */
async function watched<T>(call: () => Promise<T>): Promise<{ answer: T; ms: number; blockedMs: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await wait(3)
  const start = performance.now()
  const answer = await call()
  const ms = performance.now() - start
  await wait(3)
  delay.disable()
  return { answer, ms, blockedMs: delay.max / 1e6 }
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
