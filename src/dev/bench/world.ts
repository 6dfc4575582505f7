import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OperationName, Operations } from '../../api/generated/types.ts'
import { ManualClock } from '../../base/clock.ts'
import { seededRandom } from '../../base/random.ts'
import type { Context, RequestInfo } from '../../context.ts'
import { type Core, createCore } from '../../core.ts'
import { getClient } from '../../domain/clients/clients.ts'
import { setPassword } from '../../domain/credentials/passwords.ts'
import { getPool } from '../../domain/pools/pools.ts'
import { readAttempt } from '../../domain/risk/attempt.ts'
import { finishSignIn, protectSignIn } from '../../domain/risk/protect.ts'
import { insertUser } from '../../domain/users/create.ts'
import { perform } from '../../kernel/perform.ts'
import { newEntry } from '../../kernel/request-log.ts'
import type { User } from '../../store/schema/users.ts'

/** The password of everybody in a measured pool. */
export const password = 'Correct-Horse-Battery-1'

const day = 86_400_000
const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/133.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:135.0) Gecko/20100101 Firefox/135.0',
]
const networks = ['192.0.2.', '198.51.100.', '203.0.113.', '198.18.0.']

/** A protected pool on a SQLite file of its own, with users and as many stored sign-ins as wanted. */
export interface World {
  readonly core: Core
  readonly poolId: string
  readonly clientId: string
  readonly folder: string
  call<K extends OperationName>(operation: K, input: Operations[K]['input']): Promise<Operations[K]['output']>
  /** One USER_PASSWORD_AUTH sign-in of a random user from a place where that user has been before. */
  signIn(): Promise<void>
  close(): void
}

/** Makes a world; its events go through the risk engine exactly as sign-ins do, many in one transaction. */
export async function makeWorld(
  size: { users: number; events: number },
  progress?: (done: number) => void,
): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-plus-bench-'))
  const random = seededRandom(`bench ${size.events}`)
  const clock = new ManualClock(Date.UTC(2026, 0, 1))
  const core = createCore({ data: folder, logLevel: 'silent', clock, random })
  const send = async (request: RequestInfo, input: object): Promise<unknown> => {
    const answer = await perform(core.kernel, request, input)
    if (answer.error) throw answer.error
    return answer.output
  }
  const call: World['call'] = (operation, input) => send(requestOf(operation, '127.0.0.1', undefined), input) as never
  const { poolId, clientId } = await protectedPool(call)
  const users = addUsers(core, poolId, size.users)
  const addressOf = (user: User, pick: number) =>
    `${networks[user.id % networks.length]}${(user.id + (pick % 3)) % 250}`
  const agentOf = (user: User, pick: number) => agents[(user.id + (pick % 8 === 0 ? 1 : 0)) % agents.length]

  const batch = 2000
  for (let done = 0; done < size.events; done += batch) {
    inContext(core, requestOf('InitiateAuth', '', undefined), (ctx) => {
      const pool = getPool(ctx, poolId)
      const client = getClient(ctx, clientId)
      for (let i = done; i < Math.min(done + batch, size.events); i++) {
        clock.advance({ milliseconds: Math.floor((90 * day) / size.events) })
        const bytes = random.bytes(4)
        const user = users[bytes.readUInt16BE(0) % users.length]!
        const here = {
          ...ctx,
          request: requestOf('InitiateAuth', addressOf(user, bytes[2]!), agentOf(user, bytes[3]!)),
        }
        const attempt = readAttempt(here, pool, client, {})
        const { eventId } = protectSignIn(here, { pool, client, user, attempt, eligible: [] })
        finishSignIn(here, eventId, { passed: true })
      }
    })
    progress?.(Math.min(done + batch, size.events))
  }

  return {
    core,
    poolId,
    clientId,
    folder,
    call,
    async signIn() {
      clock.advance({ seconds: 60 })
      const bytes = random.bytes(4)
      const user = users[bytes.readUInt16BE(0) % users.length]!
      await send(requestOf('InitiateAuth', addressOf(user, bytes[2]!), agentOf(user, bytes[3]!)), {
        ClientId: clientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: user.username, PASSWORD: password },
      })
    },
    close() {
      core.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function protectedPool(call: World['call']): Promise<{ poolId: string; clientId: string }> {
  const { UserPool } = await call('CreateUserPool', {
    PoolName: 'measured',
    UserPoolTier: 'PLUS',
    UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
  })
  const poolId = UserPool!.Id!
  const { UserPoolClient } = await call('CreateUserPoolClient', {
    UserPoolId: poolId,
    ClientName: 'measured',
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  })
  // Everything is allowed, so that every sign-in runs to its tokens whatever its level.
  const allow = { Notify: false, EventAction: 'NO_ACTION' } as const
  await call('SetRiskConfiguration', {
    UserPoolId: poolId,
    AccountTakeoverRiskConfiguration: { Actions: { LowAction: allow, MediumAction: allow, HighAction: allow } },
    CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: 'BLOCK' } },
  })
  return { poolId, clientId: UserPoolClient!.ClientId! }
}

function addUsers(core: Core, poolId: string, count: number): User[] {
  return inContext(core, requestOf('AdminCreateUser', '127.0.0.1', undefined), (ctx) => {
    const pool = getPool(ctx, poolId)
    return Array.from({ length: count }, (_, i) => {
      const attributes = new Map([['email', `user${i}@example.com`]])
      const user = insertUser(ctx, pool, { username: `user${i}`, status: 'CONFIRMED', attributes })
      setPassword(ctx, pool, user, password, { temporary: false })
      return user
    })
  })
}

function inContext<T>(core: Core, request: RequestInfo, work: (ctx: Context) => T): T {
  return core.kernel.open(newEntry(request, 0), request, undefined).transact(work as never) as T
}

function requestOf(operation: string, ipAddress: string, userAgent: string | undefined): RequestInfo {
  return { id: 'bench', operation, ipAddress, userAgent }
}
