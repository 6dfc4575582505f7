import { describe, expect, test } from 'vitest'
import { controlOf } from '../support/control.ts'
import { type TestEmulator, testEmulator } from '../support/emulator.ts'
import { atHome, onTor, openShop, type Shop, shop, shopSeed } from '../support/seeded.ts'

const of = { UserPoolId: shop.pool }

/** The shop after a busy day. */
async function busyShop(): Promise<Shop> {
  const place = await openShop()
  const { call, control } = place
  await call('SetUserPoolMfaConfig', {
    ...of,
    MfaConfiguration: 'OPTIONAL',
    SoftwareTokenMfaConfiguration: { Enabled: true },
  })
  await call('AddCustomAttributes', {
    ...of,
    CustomAttributes: [{ Name: 'tier', AttributeDataType: 'String', Mutable: true }],
  })
  await call('CreateGroup', { ...of, GroupName: 'admins', Precedence: 1, Description: 'All of it' })
  await call('AdminAddUserToGroup', { ...of, GroupName: 'admins', Username: 'ann' })
  await call('CreateResourceServer', {
    ...of,
    Identifier: 'orders',
    Name: 'orders',
    Scopes: [{ ScopeName: 'read', ScopeDescription: 'r' }],
  })
  await call('CreateUserPoolClient', {
    ...of,
    ClientName: 'server',
    GenerateSecret: true,
    AllowedOAuthScopes: ['orders/read'],
    AllowedOAuthFlows: ['client_credentials'],
    AllowedOAuthFlowsUserPoolClient: true,
  })
  await call('AdminUpdateUserAttributes', {
    ...of,
    Username: 'ann',
    UserAttributes: [{ Name: 'custom:tier', Value: 'gold' }],
  })
  await call('AdminDisableUser', { ...of, Username: 'ben' })
  const ann = { userPoolId: shop.pool, clientId: shop.client, username: 'ann' }
  const { body } = await control('POST', '/sign-ins', { ...ann, context: onTor })
  await call('AdminUpdateAuthEventFeedback', {
    ...of,
    Username: 'ann',
    EventId: body.authEvent.EventId,
    FeedbackValue: 'Invalid',
  })
  await control('POST', '/sign-ins', { ...ann, password: 'wrong', context: atHome })
  await control('PUT', `/pools/${shop.pool}/users/ann/risk/directive`, { level: 'Low', times: 3 })
  return place
}

/** What the API and the model say about the shop. */
async function facts({ call, core }: Pick<TestEmulator, 'call' | 'core'>) {
  const control = controlOf(core)
  const clients = (await call('ListUserPoolClients', { ...of, MaxResults: 60 })).UserPoolClients!
  const described = clients.map(({ ClientId }) => call('DescribeUserPoolClient', { ...of, ClientId: ClientId! }))
  const tables = [
    'risk_user',
    'risk_user_total',
    'risk_pool',
    'risk_pool_total',
    'risk_places',
    'passwords',
    'auth_events',
  ]
  const dated = { CreationDate: undefined, LastModifiedDate: undefined }
  return {
    pool: { ...(await call('DescribeUserPool', of)).UserPool, ...dated },
    mfa: await call('GetUserPoolMfaConfig', of),
    risk: { ...(await call('DescribeRiskConfiguration', of)).RiskConfiguration, ...dated },
    clients: (await Promise.all(described)).map(({ UserPoolClient }) => ({ ...UserPoolClient, ...dated })),
    groups: (await call('ListGroups', of)).Groups!.map((group) => ({ ...group, ...dated })),
    servers: (await call('ListResourceServers', { ...of, MaxResults: 9 })).ResourceServers,
    users: (await call('ListUsers', of)).Users!.map((user) => ({ ...user, UserLastModifiedDate: undefined })),
    members: (await call('ListUsersInGroup', { ...of, GroupName: 'admins' })).Users!.map(({ Username }) => Username),
    events: (await call('AdminListUserAuthEvents', { ...of, Username: 'ann', MaxResults: 60 })).AuthEvents,
    preview: (await control('POST', `/pools/${shop.pool}/users/ann/risk/preview`, atHome)).body,
    model: (await control('GET', `/pools/${shop.pool}/users/ann/risk`)).body,
    rows: tables.map((table) => core.store.tx.$client.prepare(`SELECT * FROM ${table}`).all().map(unnumbered)),
  }
}

function unnumbered(row: unknown): unknown {
  const { seq: _, setAt: _at, verifier: _v, ...rest } = row as Record<string, unknown>
  return rest
}

describe('An export', () => {
  test('loaded elsewhere gives the same state', async () => {
    const place = await busyShop()
    const { body: seed } = await place.control('GET', '/export')
    const other = testEmulator()

    await other.core.control.seed(JSON.stringify(seed), 'export.json')

    expect(await facts(other)).toEqual(await facts(place))
  })

  test('of what was loaded from it is the same export', async () => {
    const { body: seed } = await (await busyShop()).control('GET', '/export')
    const { core } = testEmulator()
    await core.control.seed(JSON.stringify(seed), 'export.json')

    const { body: again } = await controlOf(core)('GET', '/export')

    expect(again).toEqual(seed)
  })

  test('lets users sign in with the passwords they had', async () => {
    const { body: seed } = await (await busyShop()).control('GET', '/export')
    const { core, call } = testEmulator()
    await core.control.seed(JSON.stringify(seed), 'export.json')
    await call('AdminEnableUser', { ...of, Username: 'ben' })

    const AuthParameters = { USERNAME: 'ben', PASSWORD: 'Correct-Horse-2' }
    const answer = await call('InitiateAuth', { ClientId: shop.client, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters })

    expect(answer.AuthenticationResult).toBeDefined()
  })

  test('may leave out histories, and other pools', async () => {
    const place = await busyShop()
    await place.call('CreateUserPool', { PoolName: 'other' })

    const { body } = await place.control('GET', `/export?userPoolId=${shop.pool}&history=false`)

    expect(body.pools).toHaveLength(1)
    expect(body.pools[0].users.every((user: { history?: unknown }) => user.history === undefined)).toBe(true)
  })

  test('keeps devices and their secrets', async () => {
    const seed = shopSeed()
    const users = [{ username: 'ann', devices: [{ name: 'Laptop', remembered: true }] }]
    Object.assign(seed.pools[0]!, { users, settings: { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true } } })
    const [first, second] = [testEmulator(), testEmulator()]
    await first.core.control.seed(JSON.stringify(seed), 'shop.json')
    const { body } = await controlOf(first.core)('GET', '/export')
    await second.core.control.seed(JSON.stringify(body), 'export.json')

    const rows = ({ core }: TestEmulator) =>
      core.store.tx.$client.prepare('SELECT key, name, salt, verifier, remembered FROM devices').all()

    expect(rows(second)).toEqual(rows(first))
    expect(rows(first)).toHaveLength(1)
  })

  test('keeps pools whose usernames are addresses', async () => {
    const { call, core } = testEmulator()
    const { UserPool } = await call('CreateUserPool', { PoolName: 'mail', UsernameAttributes: ['email'] })
    const pool = { UserPoolId: UserPool!.Id! }
    await call('AdminCreateUser', { ...pool, Username: 'ann@example.com', MessageAction: 'SUPPRESS' })
    const { body: seed } = await controlOf(core)('GET', '/export')
    const other = testEmulator()
    await other.core.control.seed(JSON.stringify(seed), 'export.json')

    const get = (from: TestEmulator['call']) => from('AdminGetUser', { ...pool, Username: 'ann@example.com' })

    expect({ ...(await get(other.call)), UserLastModifiedDate: 0 }).toEqual({
      ...(await get(call)),
      UserLastModifiedDate: 0,
    })
  })
})
