import { describe, expect, test } from 'vitest'
import { homeOf, seedFromAws } from '../../src/seed/import.ts'
import { testEmulator } from '../support/emulator.ts'
import { openShop, shop } from '../support/seeded.ts'

const of = { UserPoolId: shop.pool }

/** What the AWS command line would have printed about the shop. */
async function printed() {
  const { call } = await openShop()
  const json = async (answer: Promise<unknown>) => JSON.parse(JSON.stringify(await answer)) as object
  return {
    pool: await json(call('DescribeUserPool', of)),
    client: await json(call('DescribeUserPoolClient', { ...of, ClientId: shop.client })),
    mfa: await json(call('GetUserPoolMfaConfig', of)),
    risk: await json(call('DescribeRiskConfiguration', of)),
    users: await json(call('ListUsers', of)),
    events: await json(call('AdminListUserAuthEvents', { ...of, Username: 'ann', MaxResults: 60 })),
  }
}

const text = (Name: string, more: object) => ({
  Name,
  AttributeDataType: 'String',
  Mutable: true,
  Required: false,
  ...more,
})
const dates = { CreationDate: '2023-05-01T10:00:00.123000+00:00', LastModifiedDate: '2025-05-01T10:00:00.123000+00:00' }
const event = (EventId: string, more: object) => ({
  ...{ EventId, EventType: 'SignIn', CreationDate: '2025-04-30T10:00:00.123000+02:00', EventResponse: 'Pass' },
  ...{ EventRisk: { RiskDecision: 'NoRisk', CompromisedCredentialsDetected: false }, ...more },
})
const poolId = 'eu-central-1_Live00001'

/** A pool that is in use, as the service describes it. */
const live = [
  {
    UserPool: {
      ...{ Id: poolId, Name: 'live', ...dates, UserPoolTier: 'PLUS', Domain: 'live', MfaConfiguration: 'OFF' },
      ...{ UsernameAttributes: ['email'], UsernameConfiguration: { CaseSensitive: false }, EstimatedNumberOfUsers: 2 },
      UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' },
      LambdaConfig: { PreSignUp: 'arn:aws:lambda:eu-central-1:111122223333:function:pre' },
      SchemaAttributes: [
        text('email', { Required: true, StringAttributeConstraints: { MinLength: '0', MaxLength: '2048' } }),
        text('sub', { Mutable: false, Required: true }),
        text('identities', { StringAttributeConstraints: {} }),
        text('custom:plan', { StringAttributeConstraints: { MaxLength: '20' } }),
      ],
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
      Arn: `arn:aws:cognito-idp:eu-central-1:111122223333:userpool/${poolId}`,
    },
  },
  {
    UserPoolClient: {
      ...{ UserPoolId: poolId, ClientName: 'web', ClientId: 'liveweb0000000000000000000', ...dates },
      ...{ SupportedIdentityProviders: ['COGNITO', 'Google'], CallbackURLs: ['https://live.example/cb'] },
      ...{ AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid', 'orders/read'] },
      ...{ AllowedOAuthFlowsUserPoolClient: true, RefreshTokenValidity: 30, TokenValidityUnits: {} },
    },
  },
  {
    IdentityProvider: {
      ...{ UserPoolId: poolId, ProviderName: 'Google', ProviderType: 'Google', ...dates },
      ProviderDetails: {
        client_id: 'x',
        client_secret: 'y',
        authorize_scopes: 'openid email',
        token_request_method: 'POST',
      },
      AttributeMapping: { email: 'email', username: 'sub' },
    },
  },
  {
    ResourceServers: [{ Identifier: 'orders', Name: 'Orders', Scopes: [{ ScopeName: 'read', ScopeDescription: 'r' }] }],
  },
  { DomainDescription: { UserPoolId: poolId, Domain: 'live', CustomDomainConfig: {}, ManagedLoginVersion: 2 } },
  { Groups: [{ GroupName: 'staff', RoleArn: 'arn:aws:iam::111122223333:role/staff', Precedence: 1, ...dates }] },
  {
    Users: [
      {
        Username: 'a3d4e5f6-1111-7222-8333-444455556666',
        Attributes: [
          { Name: 'sub', Value: 'a3d4e5f6-1111-7222-8333-444455556666' },
          { Name: 'email', Value: 'ann@example.com' },
          { Name: 'custom:plan', Value: 'gold' },
        ],
        ...{ UserCreateDate: dates.CreationDate, Enabled: true, UserStatus: 'CONFIRMED' },
      },
      {
        Username: 'google_10987',
        Attributes: [
          { Name: 'sub', Value: 'b3d4e5f6-1111-7222-8333-444455556666' },
          { Name: 'email', Value: 'ben@example.com' },
          {
            Name: 'identities',
            Value: '[{"userId":"10987","providerName":"Google","providerType":"Google","primary":"true"}]',
          },
        ],
        ...{ UserCreateDate: dates.CreationDate, Enabled: true, UserStatus: 'EXTERNAL_PROVIDER' },
      },
    ],
  },
  {
    AuthEvents: [
      event('2c0b1b2a-1111-4222-8333-444455556666', {
        EventContextData: {
          ...{ IpAddress: '198.51.100.9', DeviceName: 'Chrome 126, Windows 10', Timezone: '+02:00' },
          ...{ City: 'Berlin', Country: 'Germany' },
        },
      }),
      event('2c0b1b2a-1111-4222-8333-444455556667', {
        ...{ EventResponse: 'Fail', CreationDate: '2025-04-30T11:00:00.123000+02:00' },
        EventRisk: { RiskDecision: 'AccountTakeover', RiskLevel: 'High', CompromisedCredentialsDetected: false },
        EventContextData: { IpAddress: '9.9.9.9', DeviceName: 'Firefox 120, Linux', City: 'null', Country: 'Nigeria' },
        EventFeedback: { FeedbackValue: 'Invalid', Provider: 'Admin', FeedbackDate: dates.LastModifiedDate },
      }),
    ],
  },
  { Groups: [{ GroupName: 'staff' }] },
].map((content, i) => ({ name: `${i}.json`, content, ...(i > 6 && { user: 'ann@example.com' }) }))

const answers = (files: Record<string, object>) =>
  Object.entries(files).map(([name, content]) => ({ name, content, ...(name === 'events' && { user: 'ann' }) }))

describe('What the AWS command line printed', () => {
  test('becomes the same pool, with users and their history', async () => {
    const seed = seedFromAws(answers(await printed()), { password: 'Imported-Horse-1' })
    const { core, call } = testEmulator()

    const report = await core.control.seed(JSON.stringify(seed), 'import.json')

    expect(report).toEqual({ loaded: true, pools: 1, users: 2, events: 60 })
    const { UserPool } = await call('DescribeUserPool', of)
    expect(UserPool).toMatchObject({
      Name: 'shop',
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
      Domain: 'shop',
    })
    const { AuthEvents } = await call('AdminListUserAuthEvents', { ...of, Username: 'ann', MaxResults: 1 })
    expect(AuthEvents![0]!.EventContextData).toMatchObject({ City: 'Berlin', Country: 'Germany' })
    const AuthParameters = { USERNAME: 'ben', PASSWORD: 'Imported-Horse-1' }
    const signIn = await call('InitiateAuth', { ClientId: shop.client, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters })
    expect(signIn.AuthenticationResult).toBeDefined()
  })

  test('of a pool with providers, scopes, memberships and people from elsewhere is loaded whole', async () => {
    const { call, core } = testEmulator({ region: 'eu-central-1', account: '111122223333' })

    await core.control.seed(JSON.stringify(seedFromAws(live)), 'import.json')

    const pool = { UserPoolId: 'eu-central-1_Live00001' }
    const { Users } = await call('ListUsers', pool)
    expect(Users!.map(({ UserStatus }) => UserStatus).sort()).toEqual(['CONFIRMED', 'EXTERNAL_PROVIDER'])
    const ann = { ...pool, Username: 'ann@example.com' }
    expect((await call('AdminListGroupsForUser', ann)).Groups).toMatchObject([
      { GroupName: 'staff', RoleArn: 'arn:aws:iam::111122223333:role/staff' },
    ])
    const { UserAttributes } = await call('AdminGetUser', { ...pool, Username: 'google_10987' })
    expect(UserAttributes!.find(({ Name }) => Name === 'identities')!.Value).toContain('"userId":"10987"')
    const { UserPoolClient } = await call('DescribeUserPoolClient', { ...pool, ClientId: 'liveweb0000000000000000000' })
    expect(UserPoolClient).toMatchObject({
      SupportedIdentityProviders: ['COGNITO', 'Google'],
      AllowedOAuthScopes: ['openid', 'orders/read'],
    })
    const { DomainDescription } = await call('DescribeUserPoolDomain', { Domain: 'live' })
    expect(DomainDescription).toMatchObject({ ManagedLoginVersion: 2 })
    const { AuthEvents } = await call('AdminListUserAuthEvents', { ...ann, MaxResults: 9 })
    expect(AuthEvents).toMatchObject([
      {
        EventRisk: { RiskDecision: 'AccountTakeover', RiskLevel: 'High' },
        EventContextData: { DeviceName: 'Firefox 120, Linux', City: 'null', Country: 'Nigeria' },
        EventFeedback: { FeedbackValue: 'Invalid' },
      },
      {
        CreationDate: new Date('2025-04-30T08:00:00.123Z'),
        EventContextData: { DeviceName: 'Chrome 126, Windows 10', Timezone: '+02:00', City: 'Berlin' },
      },
    ])
  })

  test('says where the pool is at home', () => {
    expect(homeOf(live)).toEqual({ region: 'eu-central-1', account: '111122223333' })
    expect(homeOf(answers({ pool: { UserPool: { Id: 'us-east-1_A' } } }))).toBeUndefined()
  })

  test('may have dates in seconds', () => {
    const users = { Users: [{ Username: 'ann', UserCreateDate: 1767225600.5, UserStatus: 'CONFIRMED', Enabled: true }] }
    const seed = seedFromAws(answers({ pool: { UserPool: { Id: 'us-east-1_A', Name: 'a' } }, users }))

    expect(seed.pools[0]!.users![0]!.createdAt).toBe('2026-01-01T00:00:00.500Z')
  })

  test.each<[string, Record<string, object>, string]>([
    ['no pool', { users: { Users: [] } }, 'Exactly one answer of describe-user-pool is needed.'],
    ['something else', { what: { Buckets: [] } }, 'what is no answer that can be used'],
    ['events of nobody', { pool: { UserPool: {} }, log: { AuthEvents: [] } }, 'write USERNAME=log'],
  ])('with %s is refused', (_, files, message) => {
    expect(() => seedFromAws(answers(files))).toThrow(message)
  })
})
