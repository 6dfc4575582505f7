import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Core } from '../../src/core.ts'
import { testEmulator } from '../support/emulator.ts'
import { openShop, type Shop, shop } from '../support/seeded.ts'

const url = 'http://localhost:4590/_emulator/api/snapshot'

async function take(core: Core): Promise<ArrayBuffer> {
  const response = await core.app.request(url)
  expect(response.headers.get('content-type')).toBe('application/vnd.sqlite3')
  return response.arrayBuffer()
}

const put = (core: Core, body: ArrayBuffer | string) => core.app.request(url, { method: 'PUT', body })

const names = async ({ call }: Pick<Shop, 'call'>) => {
  const { Users } = await call('ListUsers', { UserPoolId: shop.pool })
  return Users!.map(({ Username }) => Username).sort()
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'cognito-plus-snapshot-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

describe.each([
  ['in memory', () => ({})],
  ['on disk', () => ({ memory: false, data: folder() })],
])('A snapshot %s', (_, options) => {
  test('brings everything back, the clock included', async () => {
    const place = await openShop(options())
    place.clock.advance({ days: 2 })
    const snapshot = await take(place.core)
    await place.call('AdminDeleteUser', { UserPoolId: shop.pool, Username: 'ben' })
    await place.call('CreateUserPool', { PoolName: 'other' })
    place.clock.advance({ days: 5 })

    const response = await put(place.core, snapshot)

    expect(response.status).toBe(200)
    expect(await names(place)).toEqual(['ann', 'ben'])
    expect((await place.call('ListUserPools', { MaxResults: 9 })).UserPools).toHaveLength(1)
    expect(place.clock.now()).toBe(Date.UTC(2026, 2, 4, 9))
  })

  test('can be brought back again and again, and worked with after', async () => {
    const place = await openShop(options())
    const snapshot = await take(place.core)

    for (let round = 0; round < 3; round++) {
      await put(place.core, snapshot)
      await place.call('AdminCreateUser', { UserPoolId: shop.pool, Username: 'carl' })
    }

    expect(await names(place)).toEqual(['ann', 'ben', 'carl'])
  })

  test('of one emulator fits another', async () => {
    const snapshot = await take((await openShop(options())).core)
    const other = testEmulator()

    await put(other.core, snapshot)

    expect(await names(other)).toEqual(['ann', 'ben'])
  })

  test('that is none is refused and changes nothing', async () => {
    const place = await openShop(options())
    const foreign = new Database(':memory:')
    foreign.exec('CREATE TABLE letters (text)')

    const answers = [
      await put(place.core, 'hello'),
      await put(place.core, new Uint8Array(foreign.serialize()).buffer),
      await put(place.core, (await take(place.core)).slice(0, 6000)),
    ]

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400])
    expect(await answers[0]!.json()).toMatchObject({ error: { code: 'InvalidSnapshot' } })
    expect(await names(place)).toEqual(['ann', 'ben'])
  })
})

test('a snapshot of a newer version is refused', async () => {
  const place = await openShop()
  const newer = new Database(Buffer.from(await take(place.core)))
  newer.exec(`INSERT INTO migrations VALUES ('of tomorrow', 99)`)

  const response = await put(place.core, new Uint8Array(newer.serialize()).buffer)

  expect(response.status).toBe(400)
  expect(await names(place)).toEqual(['ann', 'ben'])
})

test('seeded chance begins anew with a reset', async () => {
  const place = testEmulator({ randomSeed: 'again' })
  const make = async () => (await place.call('CreateUserPool', { PoolName: 'x' })).UserPool!.Id
  const first = await make()

  await place.core.control.reset({ seed: true })

  expect(await make()).toBe(first)
})

test('the keys of a pool stay the same over a reset, so that nobody waits for new ones', async () => {
  const place = await openShop()
  const signIn = () =>
    place.call('InitiateAuth', {
      ClientId: shop.client,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'ben', PASSWORD: 'Correct-Horse-2' },
    })
  const kid = async () => {
    const { AuthenticationResult } = await signIn()
    const header = AuthenticationResult!.AccessToken!.split('.')[0]!
    return (JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string }).kid
  }
  const before = await kid()

  await place.core.control.reset({ seed: true })

  expect(await kid()).toBe(before)
})

test('a snapshot that the disk does not take changes nothing', async () => {
  const data = folder()
  const place = await openShop({ memory: false, data })
  const snapshot = await take(place.core)
  await place.call('AdminDeleteUser', { UserPoolId: shop.pool, Username: 'ben' })
  // In the way of the file that would be written, as a full disk would be.
  mkdirSync(join(data, 'cognito-plus.sqlite.restored'))

  expect((await put(place.core, snapshot)).status).toBe(500)

  expect(await names(place)).toEqual(['ann'])
  await place.call('CreateUserPool', { PoolName: 'still open' })
})
