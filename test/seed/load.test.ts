import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../src/base/clock.ts'
import { compromisedPasswords } from '../../src/store/schema/events.ts'
import { testEmulator } from '../support/emulator.ts'
import { atHome, openShop, shop, shopSeed } from '../support/seeded.ts'

const load = async (seed: object | string, options: Parameters<typeof testEmulator>[0] = {}) => {
  const test = testEmulator(options)
  const report = await test.core.control.seed(typeof seed === 'string' ? seed : JSON.stringify(seed), 'seed.yaml')
  return { ...test, report }
}

describe('A seed', () => {
  test('makes pools and clients as the API does, with the wanted ids', async () => {
    const { call } = await load({
      pools: [
        {
          id: 'us-east-1_Chosen001',
          name: 'shop',
          tier: 'LITE',
          settings: { Policies: { PasswordPolicy: { MinimumLength: 12 } } },
          clients: [{ id: 'chosenclient', name: 'web', secret: 'a-secret-that-somebody-has-chosen' }],
        },
      ],
    })

    const { UserPool } = await call('DescribeUserPool', { UserPoolId: 'us-east-1_Chosen001' })
    const { UserPoolClient } = await call('DescribeUserPoolClient', {
      UserPoolId: 'us-east-1_Chosen001',
      ClientId: 'chosenclient',
    })
    expect(UserPool).toMatchObject({
      Name: 'shop',
      UserPoolTier: 'LITE',
      Policies: { PasswordPolicy: { MinimumLength: 12 } },
    })
    expect(UserPoolClient).toMatchObject({ ClientName: 'web', ClientSecret: 'a-secret-that-somebody-has-chosen' })
  })

  test('turns threat protection on, with risk configurations and domain', async () => {
    const { call } = await openShop()

    const { UserPool } = await call('DescribeUserPool', { UserPoolId: shop.pool })
    const { RiskConfiguration } = await call('DescribeRiskConfiguration', { UserPoolId: shop.pool })
    expect(UserPool).toMatchObject({
      UserPoolTier: 'PLUS',
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
      Domain: 'shop',
    })
    expect(RiskConfiguration!.AccountTakeoverRiskConfiguration!.Actions.HighAction).toEqual({
      Notify: true,
      EventAction: 'BLOCK',
    })
  })

  test('makes users who can sign in at once, and sends no message', async () => {
    const { call, control } = await openShop()

    const answer = await call('InitiateAuth', {
      ClientId: shop.client,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'ben', PASSWORD: 'Correct-Horse-2' },
    })

    expect(answer.AuthenticationResult!.AccessToken).toBeDefined()
    expect((await control('GET', '/inbox')).body.messages).toEqual([])
    expect(await call('AdminGetUser', { UserPoolId: shop.pool, Username: 'ben' })).toMatchObject({
      UserStatus: 'CONFIRMED',
      UserAttributes: expect.arrayContaining([{ Name: 'email_verified', Value: 'true' }]),
    })
  })

  test('gives users status, sub, factors and directive', async () => {
    const seed = shopSeed()
    const users = [
      {
        ...{ username: 'cleo', sub: '0a000000-0000-7000-8000-000000000009', temporaryPassword: 'Correct-Horse-3' },
        ...{ mfa: { totp: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', preferred: 'totp' }, directive: { level: 'High' } },
      },
      { username: 'off', enabled: false, status: 'RESET_REQUIRED', attributes: { name: 'Off' } },
    ]
    Object.assign(seed.pools[0]!, {
      users,
      mfa: { MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } },
    })

    const { call } = await load(seed)

    const get = (Username: string) => call('AdminGetUser', { UserPoolId: shop.pool, Username })
    expect(await get('cleo')).toMatchObject({
      UserStatus: 'FORCE_CHANGE_PASSWORD',
      UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
      PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA',
      UserAttributes: expect.arrayContaining([{ Name: 'sub', Value: '0a000000-0000-7000-8000-000000000009' }]),
    })
    expect(await get('off')).toMatchObject({ Enabled: false, UserStatus: 'RESET_REQUIRED' })
  })

  test('repeats users with a running number', async () => {
    const seed = shopSeed()
    Object.assign(seed.pools[0]!, { users: [{ username: 'user{n}', repeat: 3, email: 'user{n}@example.com' }] })

    const { call, report } = await load(seed)

    const { Users } = await call('ListUsers', { UserPoolId: shop.pool })
    expect(Users!.map(({ Username }) => Username).sort()).toEqual(['user1', 'user2', 'user3'])
    expect(report).toMatchObject({ users: 3 })
  })

  test('makes groups and puts users into them', async () => {
    const seed = shopSeed()
    Object.assign(seed.pools[0]!, {
      groups: [{ name: 'admins', precedence: 1 }],
      users: [{ username: 'ann', groups: ['admins'] }],
    })

    const { call } = await load(seed)

    const { Groups } = await call('AdminListGroupsForUser', { UserPoolId: shop.pool, Username: 'ann' })
    expect(Groups).toMatchObject([{ GroupName: 'admins', Precedence: 1 }])
  })

  test('gives users devices, remembered or not', async () => {
    const seed = shopSeed()
    const key = 'us-east-1_0a000000-0000-4000-8000-000000000001'
    Object.assign(seed.pools[0]!, {
      settings: { DeviceConfiguration: { DeviceOnlyRememberedOnUserPrompt: true } },
      users: [{ username: 'ann', devices: [{ key, name: 'Laptop', remembered: true }, { name: 'Phone' }] }],
    })

    const { call } = await load(seed)

    const { Devices } = await call('AdminListDevices', { UserPoolId: shop.pool, Username: 'ann' })
    expect(
      Devices!
        .map(({ DeviceAttributes }) => DeviceAttributes!.find(({ Name }) => Name === 'device_name')?.Value)
        .sort(),
    ).toEqual(['Laptop', 'Phone'])
    expect(Devices!.map(({ DeviceKey }) => DeviceKey)).toContain(key)
  })

  test('can make any other call of the API', async () => {
    const seed = shopSeed()
    Object.assign(seed.pools[0]!, {
      calls: [{ operation: 'CreateResourceServer', input: { Identifier: 'orders', Name: 'orders' } }],
    })

    const { call } = await load(seed)

    const server = { UserPoolId: shop.pool, Identifier: 'orders' }
    expect(await call('DescribeResourceServer', server)).toMatchObject({ ResourceServer: { Name: 'orders' } })
  })

  test('places networks, which win over the built-in table', async () => {
    const seed = { networks: [{ cidr: '198.51.100.0/24', city: 'Oslo', country: 'NO', asn: 64999 }], ...shopSeed() }
    seed.pools[0]!.users[0]!.history = []
    const { core } = await load(seed)
    const { controlOf } = await import('../support/control.ts')

    const context = { ...atHome }
    const { body } = await controlOf(core)('POST', '/sign-ins', {
      ...{ userPoolId: shop.pool, clientId: shop.client, username: 'ann', context },
    })

    expect(body.authEvent.EventContextData).toMatchObject({ City: 'Oslo', Country: 'Norway' })
  })

  test('declares passwords compromised, for all pools or for one, and keeps only their hashes', async () => {
    const seed = { compromisedPasswords: ['Everywhere-1!'], ...shopSeed() }
    Object.assign(seed.pools[0]!, { compromisedPasswords: ['Only-Here-1!'] })

    const { core } = await load(seed)

    const rows = core.store.tx.select().from(compromisedPasswords).all()
    expect(rows.map(({ poolId }) => poolId).sort()).toEqual(['', shop.pool])
    expect(rows.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true)
  })
})

describe('The same seed', () => {
  test('gives the same database, ids, keys and events included', async () => {
    const dump = async () => {
      const { core } = await openShop({ randomSeed: '' })
      const tables = [
        'pools',
        'clients',
        'users',
        'user_attributes',
        'passwords',
        'auth_events',
        'pool_keys',
        'risk_user',
      ]
      return tables.map((table) => core.store.tx.$client.prepare(`SELECT * FROM ${table}`).all())
    }

    expect(await dump()).toEqual(await dump())
  })

  test('at another time is the same but for the time', async () => {
    const made = async (now: number) => {
      const { core } = await openShop({ clock: new ManualClock(now) })
      const select = (columns: string, table: string) =>
        core.store.tx.$client.prepare(`SELECT ${columns} FROM ${table} ORDER BY 1`).raw().all()
      return [select('id', 'clients'), select('username, sub', 'users'), select('id, level', 'auth_events')]
    }

    expect(await made(Date.UTC(2026, 0, 1, 12))).toEqual(await made(Date.UTC(2026, 6, 1, 12)))
  })

  test('is not loaded twice', async () => {
    const { core } = await openShop()

    const again = await core.control.seed(JSON.stringify(shopSeed()), 'shop.json')

    expect(again).toEqual({ loaded: false, pools: 0, users: 0, events: 0 })
  })
})

describe('What a seed wants and cannot have', () => {
  const broken = (change: object) => {
    const seed = shopSeed()
    Object.assign(seed.pools[0]!, change)
    return load(`# shop\n${JSON.stringify(seed, null, 2)}`)
  }

  test.each<[string, object, RegExp]>([
    [
      'a password against the policy',
      { users: [{ username: 'ann', password: 'short' }] },
      /^seed\.yaml:\d+:\d+: Password did not conform/,
    ],
    ['a name twice', { users: [{ username: 'ann' }, { username: 'ann' }] }, /^seed\.yaml:\d+:\d+: User already exists/],
    [
      'a place that nobody knows',
      { users: [{ username: 'ann', history: [{ days: 1, place: 'Berln', device: 'curl/8' }] }] },
      /Nobody knows the place "Berln"\. Did you mean "Berlin"\?/,
    ],
    [
      'a device that nobody knows',
      { users: [{ username: 'ann', history: [{ days: 1, place: 'Berlin', device: 'Chrome on Widows' }] }] },
      /Did you mean "Chrome on Windows"\?/,
    ],
    [
      'a client that there is not',
      { users: [{ username: 'ann', history: [{ days: 1, place: 'Berlin', device: 'curl/8', client: 'app' }] }] },
      /There is no client "app"/,
    ],
    [
      'an event without a time',
      { users: [{ username: 'ann', history: [{ place: 'Berlin' }] }] },
      /either "at" or "ago"/,
    ],
    [
      'a group that there is not',
      { users: [{ username: 'ann', groups: ['admins'] }] },
      /AdminAddUserToGroup refuses this/,
    ],
    [
      'a factor that the pool does not offer',
      { users: [{ username: 'ann', mfa: { totp: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' } }] },
      /^seed\.yaml:\d+:\d+: \S/,
    ],
    [
      'a history without threat protection',
      { threatProtection: 'OFF', riskConfiguration: undefined },
      /Histories need a pool with threatProtection/,
    ],
    [
      'a device where none is tracked',
      { users: [{ username: 'ann', devices: [{ name: 'Laptop' }] }] },
      /Device tracking is not enabled/,
    ],
    [
      'what the service refuses',
      { settings: { AliasAttributes: ['email'], UsernameAttributes: ['email'] } },
      /CreateUserPool refuses this/,
    ],
    [
      'an address that is none',
      { users: [{ username: 'ann', email: 'ann' }] },
      /^seed\.yaml:\d+:\d+: Invalid email address format/,
    ],
    [
      'an attribute that the pool does not have',
      { users: [{ username: 'ann', attributes: { 'custom:shoe': '9' } }] },
      /^seed\.yaml:\d+:\d+: Attributes did not conform to the schema: custom:shoe/,
    ],
    [
      'a client twice',
      {
        clients: [
          { id: 'one', name: 'a' },
          { id: 'one', name: 'b' },
        ],
      },
      /^seed\.yaml:\d+:\d+: There is another one with this id already\./,
    ],
    [
      'a sub twice',
      { users: [1, 2].map((n) => ({ username: `u${n}`, sub: '0a000000-0000-7000-8000-000000000009' })) },
      /^seed\.yaml:\d+:\d+: There is another one with this sub already\./,
    ],
    [
      'an event twice',
      {
        users: [
          {
            username: 'ann',
            history: ['1 day', '2 days'].map((ago) => ({
              ago,
              place: 'Berlin',
              id: '11111111-2222-4333-8444-555555555555',
            })),
          },
        ],
      },
      /^seed\.yaml:\d+:\d+: There is another one with this id already\./,
    ],
    [
      'an event that has not happened',
      { users: [{ username: 'ann', history: [{ at: '2026-03-04T00:00:00Z', place: 'Berlin' }] }] },
      /^seed\.yaml:\d+:\d+: This has not happened yet: it is 2026-03-02T09:00:00\.000Z/,
    ],
    [
      'a time zone that nobody knows',
      { users: [{ username: 'ann', history: [{ ago: '1 week', place: 'Berlin', timezone: 'Mars/Base' }] }] },
      /^seed\.yaml:\d+:\d+: Nobody knows the time zone "Mars\/Base"/,
    ],
    [
      'an identity of a provider that there is not',
      { users: [{ username: 'ann', identities: [{ provider: 'Google', value: '1' }] }] },
      /^seed\.yaml:\d+:\d+: There is no identity provider "Google" in this pool\./,
    ],
    ['an operation that waits', { calls: [{ operation: 'InitiateAuth' }] }, /InitiateAuth cannot be used in a seed/],
  ])('%s is said, with file and line, and nothing is kept', async (_, change, expected) => {
    await expect(broken(change)).rejects.toThrow(expected)
  })

  test('a pool that is there already', async () => {
    const { core } = await openShop()

    const second = core.control.seed(`# again\n${JSON.stringify(shopSeed())}`, 'again.yaml')

    await expect(second).rejects.toThrow(`This database has a pool ${shop.pool} already.`)
  })
})
