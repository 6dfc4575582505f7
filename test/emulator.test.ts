import {
  AdminListUserAuthEventsCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  ListUserPoolsCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { expect, test } from 'vitest'
import { ManualClock, startEmulator } from '../src/index.ts'
import { readyRsaKeys } from './support/rsa-keys.ts'
import { shop, shopSeed } from './support/seeded.ts'

const options = () => ({ clock: new ManualClock(Date.UTC(2026, 2, 2, 9)), makeRsaKey: readyRsaKeys() })

function sdk({ url, region }: { url: string; region: string }): CognitoIdentityProviderClient {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  return new CognitoIdentityProviderClient({ endpoint: url, region, credentials })
}

const signIn = (PASSWORD: string) =>
  new InitiateAuthCommand({
    ClientId: shop.client,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: 'ann', PASSWORD },
  })

test('the real SDK talks to an emulator in this process', async () => {
  await using emulator = await startEmulator(options())
  await emulator.seed(shopSeed())

  const { UserPools } = await sdk(emulator).send(new ListUserPoolsCommand({ MaxResults: 5 }))

  expect(UserPools).toMatchObject([{ Id: shop.pool, Name: 'shop' }])
  expect(emulator.url).toMatch(/^http:\/\/localhost:\d+$/)
  expect(emulator.issuer(shop.pool)).toBe(`${emulator.url}/${shop.pool}`)
})

test('a notification can be waited for, and says which event it is about', async () => {
  await using emulator = await startEmulator(options())
  await emulator.seed(shopSeed())
  const client = sdk(emulator)
  const awaited = emulator.inbox.waitFor({ to: 'ann@example.com', kind: 'AccountTakeOverNotification' })

  // From this machine, without device data: nothing that ann ever did.
  await expect(client.send(signIn('Correct-Horse-1'))).rejects.toMatchObject({ name: 'NotAuthorizedException' })

  const mail = await awaited
  const user = { UserPoolId: shop.pool, Username: 'ann', MaxResults: 1 }
  const { AuthEvents } = await client.send(new AdminListUserAuthEventsCommand(user))
  expect(mail.feedback!.eventId).toBe(AuthEvents![0]!.EventId)
  expect(await emulator.inbox.latest()).toEqual(mail)
  expect(await emulator.inbox.list({ to: 'ben@example.com' })).toEqual([])
})

test('waiting in vain is an error that says for what', async () => {
  await using emulator = await startEmulator(options())

  await expect(emulator.inbox.waitFor({ to: 'eve@example.com' }, { timeoutMs: 30 })).rejects.toThrow(
    'No message within 30 ms that fits {"to":"eve@example.com"}; there are: none.',
  )
})

test('requests tell why they were answered as they were', async () => {
  await using emulator = await startEmulator(options())
  await emulator.seed(shopSeed())

  await expect(sdk(emulator).send(signIn('wrong'))).rejects.toThrow()

  expect(emulator.requests[0]).toMatchObject({ operation: 'InitiateAuth', status: 400 })
})

test('a reset goes back to the seed on the same port', async () => {
  await using emulator = await startEmulator(options())
  await emulator.seed(shopSeed())
  emulator.clock.advance({ days: 1 })
  const { url } = emulator

  await emulator.reset()

  const { UserPools } = await sdk(emulator).send(new ListUserPoolsCommand({ MaxResults: 5 }))
  expect(UserPools).toHaveLength(1)
  expect(emulator.url).toBe(url)
  expect(emulator.clock.now()).toBe(Date.UTC(2026, 2, 2, 9))
})

test('emulators of one process know nothing of each other', async () => {
  await using one = await startEmulator(options())
  await using other = await startEmulator(options())
  await one.seed(shopSeed())

  const { UserPools } = await sdk(other).send(new ListUserPoolsCommand({ MaxResults: 5 }))

  expect(UserPools).toEqual([])
})

test('hundreds of pools in one emulator do not meet, though their users have the same names', async () => {
  await using emulator = await startEmulator(options())
  const numbers = Array.from({ length: 200 }, (_, n) => n)
  const pools = numbers.map((n) => ({
    ...{ id: `us-east-1_Many${String(n).padStart(5, '0')}`, name: 'many', threatProtection: 'AUDIT' },
    clients: [{ id: `many${n}`, name: 'web' }],
    users: [{ username: 'ann' }],
  }))
  await emulator.seed({ pools })
  const ann = (n: number) => ({ userPoolId: pools[n]!.id, username: 'ann' })
  await emulator.nextRisk(ann(7), 'High')
  await emulator.nextRisk(ann(123), 'Medium')

  const results = await Promise.all(
    numbers.map((n) => emulator.signIn({ ...ann(n), clientId: `many${n}`, context: { ipAddress: '198.51.100.7' } })),
  )

  const risky = results.flatMap(({ evaluation }, n) => (evaluation!.level === 'NoRisk' ? [] : [[n, evaluation!.level]]))
  expect(risky).toEqual([
    [7, 'High'],
    [123, 'Medium'],
  ])
  for (const n of [0, 7, 199]) expect(await emulator.events.list(ann(n))).toHaveLength(1)
})

test('an option that there is not is refused', async () => {
  await expect(startEmulator({ seeds: ['shop.yaml'] } as object)).rejects.toThrow(
    'startEmulator: there is no setting "seeds". Did you mean "seed"?',
  )
})

test('who goes on after closing is told so', async () => {
  const emulator = await startEmulator(options())
  await emulator.close()

  await expect(emulator.inbox.list()).rejects.toThrow(`No emulator answers at ${emulator.url} (it was closed).`)
  await expect(emulator.snapshot()).rejects.toThrow('(it was closed)')
})

test('no socket is needed', async () => {
  await using emulator = await startEmulator(options())

  const response = await emulator.fetch(new Request('http://localhost/health'))

  expect(response.status).toBe(200)
})

test('a port that is taken is an error, and nothing stays open', async () => {
  await using emulator = await startEmulator(options())
  const port = Number(new URL(emulator.url).port)

  await expect(startEmulator({ ...options(), port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test('closing twice is closing once', async () => {
  const emulator = await startEmulator(options())

  await emulator.close()
  await emulator.close()

  await expect(fetch(emulator.url)).rejects.toThrow()
})
