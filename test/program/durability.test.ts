import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import {
  AdminGetUserCommand,
  AdminListUserAuthEventsCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  InitiateAuthCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { expect, onTestFinished, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { connect } from '../../src/client/client.ts'
import { startProgram } from '../support/program.ts'

const rounds = 20
const password = 'Correct-Horse-Battery-1'

function client(url: string): CognitoIdentityProviderClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  return new CognitoIdentityProviderClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 })
}

test(`kill -9 during load loses nothing that was answered, ${rounds} times`, { timeout: 180_000 }, async () => {
  const data = mkdtempSync(join(tmpdir(), 'cognito-plus-durability-'))
  onTestFinished(() => rmSync(data, { recursive: true, force: true }))
  const random = seededRandom('durability')
  const signedUp: string[] = []
  let signIns = 0
  let killed = 0

  let program = await startProgram(['--data', data])
  const { poolId, clientId } = await createPool(program.url)

  for (let round = 0; round < rounds; round++) {
    // Two loads at once, until the kill ends them: new users, and sign-ins of a confirmed one.
    const signUps = keepGoing(async (n) => {
      const Username = `user-${round}-${n}`
      await client(program.url).send(new SignUpCommand({ ClientId: clientId, Username, Password: password }))
      signedUp.push(Username)
    })
    const failures = keepGoing(async () => {
      const attempt = new InitiateAuthCommand({
        ClientId: clientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: signedUp[0] ?? 'nobody', PASSWORD: 'wrong' },
      })
      const error = await client(program.url)
        .send(attempt)
        .catch((thrown: Error) => thrown)
      if (error instanceof Error && !['NotAuthorizedException', 'UserNotFoundException'].includes(error.name))
        throw error
      if (error instanceof Error && error.message === 'Incorrect username or password.') signIns++
    })
    await wait(40 + (random.bytes(1)[0] ?? 0))
    await program.kill()
    killed++
    await Promise.all([signUps, failures])

    program = await startProgram(['--data', data])
    for (const Username of signedUp.filter((name) => name.startsWith(`user-${round}-`))) {
      const user = await client(program.url).send(new AdminGetUserCommand({ UserPoolId: poolId, Username }))
      expect(user.Username).toBe(Username)
    }
  }
  const events = await countEvents(program.url, poolId, signedUp[0]!)
  await program.stop()

  expect(killed).toBe(rounds)
  expect(signedUp.length).toBeGreaterThan(rounds)
  // Every wrong password that was answered left its event; one more may have been stored and not answered in each round.
  expect(events).toBeGreaterThanOrEqual(signIns)
})

/** Calls `step` again and again until it fails because the server is gone. */
async function keepGoing(step: (n: number) => Promise<void>): Promise<void> {
  for (let n = 0; ; n++) {
    try {
      await step(n)
    } catch (error) {
      const name = (error as Error).name
      // A modelled refusal would be a fault of this test or of the emulator; a broken connection is the kill.
      if (name.endsWith('Exception')) throw error
      return
    }
  }
}

async function createPool(url: string): Promise<{ poolId: string; clientId: string }> {
  const { UserPool } = await client(url).send(
    new CreateUserPoolCommand({
      PoolName: 'durable',
      UserPoolTier: 'PLUS',
      UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' },
    }),
  )
  const { UserPoolClient } = await client(url).send(
    new CreateUserPoolClientCommand({
      UserPoolId: UserPool!.Id,
      ClientName: 'app',
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
    }),
  )
  return { poolId: UserPool!.Id!, clientId: UserPoolClient!.ClientId! }
}

async function countEvents(url: string, poolId: string, username: string): Promise<number> {
  let count = 0
  let NextToken: string | undefined
  do {
    const page = await client(url).send(
      new AdminListUserAuthEventsCommand({ UserPoolId: poolId, Username: username, NextToken }),
    )
    count += page.AuthEvents!.filter((event) => event.EventType === 'SignIn').length
    NextToken = page.NextToken
  } while (NextToken)
  return count
}

test('kill -9 after a snapshot was restored leaves what was restored, and what came after', async () => {
  const data = mkdtempSync(join(tmpdir(), 'cognito-plus-durability-'))
  onTestFinished(() => rmSync(data, { recursive: true, force: true }))
  const first = await startProgram(['--data', data])
  const emulator = connect(first.url)
  const create = (PoolName: string) => emulator.call('CreateUserPool', { PoolName })
  await create('kept')
  const snapshot = await emulator.snapshot()
  await create('undone')

  await emulator.restore(snapshot)
  await create('later')
  await first.kill()
  const second = await startProgram(['--data', data])
  const { UserPools } = await connect(second.url).call('ListUserPools', { MaxResults: 9 })
  await second.stop()

  expect((UserPools as { Name: string }[]).map(({ Name }) => Name).sort()).toEqual(['kept', 'later'])
})
