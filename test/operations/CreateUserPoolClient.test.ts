import { describe, expect, test } from 'vitest'
import type { CreateUserPoolClientRequest } from '../../src/api/generated/types.ts'
import { clients } from '../../src/store/schema/clients.ts'
import { testNow } from '../support/emulator.ts'
import { type PlaceOptions, place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

type Request = Omit<CreateUserPoolClientRequest, 'UserPoolId' | 'ClientName'>

async function create(request: Request, pool: PlaceOptions['pool'] = {}) {
  const { call, poolId } = await place({ pool })
  const { UserPoolClient } = await call('CreateUserPoolClient', { UserPoolId: poolId, ClientName: 'app', ...request })
  return UserPoolClient!
}

const code: Request = {
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid'],
  CallbackURLs: ['https://shop.example.com/in'],
}

describe('CreateUserPoolClient', () => {
  test('fills in the defaults of a client that has only a name', async () => {
    const { ClientId, UserPoolId, ...rest } = await create({})

    expect(ClientId).toMatch(/^[0-9a-z]{26}$/)
    expect(UserPoolId).toMatch(/^us-east-1_/)
    expect(JSON.parse(JSON.stringify(rest))).toEqual({
      ClientName: 'app',
      RefreshTokenValidity: 30,
      TokenValidityUnits: {},
      AllowedOAuthFlowsUserPoolClient: false,
      EnableTokenRevocation: true,
      EnablePropagateAdditionalUserContextData: false,
      AuthSessionValidity: 3,
      ClientType: 'REGULAR',
      CreationDate: new Date(testNow).toISOString(),
      LastModifiedDate: new Date(testNow).toISOString(),
    })
  })

  test('generates a secret on request, or takes the given one', async () => {
    const given = 'a-secret-needs-24-of-these'.replaceAll('-', '_')

    expect((await create({ GenerateSecret: true })).ClientSecret).toMatch(/^[0-9a-z]{52}$/)
    expect((await create({ ClientSecret: given })).ClientSecret).toBe(given)
  })

  test('turns a refresh token validity of 0 into 30 days, in the unit of the request', async () => {
    expect((await create({ RefreshTokenValidity: 0 })).RefreshTokenValidity).toBe(30)
    expect((await create({ TokenValidityUnits: { RefreshToken: 'hours' } })).RefreshTokenValidity).toBe(720)
  })

  test('keeps lists without order as sets, and none of an empty one', async () => {
    const client = await create({
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      ReadAttributes: [],
    })

    expect(client.ExplicitAuthFlows).toEqual(['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'])
    expect(client.ReadAttributes).toBeUndefined()
  })

  test('takes the scope that stands for the profile, required attributes included', async () => {
    const pool = { Schema: [{ Name: 'name', Required: true }] }
    const lists = { ReadAttributes: ['email', 'oidc:profile'], WriteAttributes: ['oidc:profile'] }

    expect(await create(lists, pool)).toMatchObject(lists)
    await expect(create({ WriteAttributes: ['email'] }, pool)).rejects.toMatchObject(
      invalid('Invalid write attributes specified while creating a client'),
    )
  })

  test('accepts http for one’s own machine, other schemes of apps, and scopes of a resource server', async () => {
    const { call, poolId } = await place()
    await call('CreateResourceServer', {
      UserPoolId: poolId,
      Identifier: 'https://api.example.com/v1',
      Name: 'api',
      Scopes: [{ ScopeName: 'read', ScopeDescription: 'may read' }],
    })

    const { UserPoolClient } = await call('CreateUserPoolClient', {
      ...code,
      UserPoolId: poolId,
      ClientName: 'app',
      CallbackURLs: ['http://localhost:3000/in', 'http://127.0.0.1/in', 'http://[::1]:1/in', 'shop://in'],
      AllowedOAuthScopes: ['https://api.example.com/v1/read', 'aws.cognito.signin.user.admin'],
      SupportedIdentityProviders: ['COGNITO'],
    })

    expect(UserPoolClient!.CallbackURLs).toHaveLength(4)
  })

  const cases: [string, Request, string][] = [
    [
      'a given and a generated secret',
      { GenerateSecret: true, ClientSecret: 'x'.repeat(24) },
      'ClientSecret and GenerateSecret cannot be specified together.',
    ],
    [
      'OAuth without scopes',
      { ...code, AllowedOAuthScopes: [] },
      'AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.',
    ],
    [
      'the code flow without callback',
      { ...code, CallbackURLs: [] },
      'CallbackUrls can not be empty when code flow or implicit flow is selected',
    ],
    [
      'a provider that the pool does not have',
      { SupportedIdentityProviders: ['Google'] },
      'The provider Google does not exist for User Pool us-east-1_chosen.',
    ],
    [
      'http on the internet',
      { ...code, CallbackURLs: ['http://shop.example.com/in'] },
      'http://shop.example.com/in cannot use the HTTP protocol.',
    ],
    [
      'http on the internet after sign-out',
      { LogoutURLs: ['http://shop.example.com/out'] },
      'http://shop.example.com/out cannot use the HTTP protocol.',
    ],
    [
      'a fragment',
      { ...code, CallbackURLs: ['https://shop.example.com/in#here'] },
      'https://shop.example.com/in#here cannot use fragment',
    ],
    [
      'a default that is no callback',
      { ...code, DefaultRedirectURI: 'https://shop.example.com/other' },
      'The default redirect URI https://shop.example.com/other is not in the callback URIs list.',
    ],
    [
      'reading what the pool does not have',
      { ReadAttributes: ['custom:plan'] },
      'Invalid read attributes specified while creating a client',
    ],
    [
      'writing what nobody may write',
      { WriteAttributes: ['email_verified'] },
      'Invalid write attributes specified while creating a client',
    ],
    [
      'old and new names of flows',
      { ExplicitAuthFlows: ['ADMIN_NO_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
      "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.",
    ],
    [
      'tokens for less than five minutes',
      { AccessTokenValidity: 299, TokenValidityUnits: { AccessToken: 'seconds' } },
      'Invalid range for token validity.',
    ],
    [
      'refresh tokens for less than an hour',
      { RefreshTokenValidity: 59, TokenValidityUnits: { RefreshToken: 'minutes' } },
      'Invalid range for token validity.',
    ],
    [
      'tokens that outlive their refresh token',
      { RefreshTokenValidity: 1, IdTokenValidity: 2, TokenValidityUnits: { RefreshToken: 'hours' } },
      'Access and Id Token expiration times must be less than or equal to refresh token expiration times.',
    ],
    ['an address that is no URI', { ...code, CallbackURLs: ['in'] }, 'in is not a valid redirect URI.'],
    [
      'to pass on addresses of users without a secret',
      { EnablePropagateAdditionalUserContextData: true },
      'Client Secret is required to set EnablePropagateAdditionalUserContextData as true',
    ],
    [
      'analytics of another Region',
      {
        AnalyticsConfiguration: {
          ApplicationArn: 'arn:aws:mobiletargeting:eu-west-1:123456789012:apps/d70b2ba36a8c4dc5a04a0451a31a1e12',
        },
      },
      'The integration with Pinpoint is not supported for the requested eu-west-1 region.',
    ],
    [
      'half of an analytics configuration',
      { AnalyticsConfiguration: { ApplicationId: 'd70b2ba36a8c4dc5a04a0451a31a1e12' } },
      'Invalid analytics configuration given, either <application arn> or <application id, role arn, external id> are valid',
    ],
    [
      'rotation beside the refresh flow',
      { ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'], RefreshTokenRotation: { Feature: 'ENABLED' } },
      'Refresh token rotation cannot be enabled together with ALLOW_REFRESH_TOKEN_AUTH.',
    ],
    [
      'client tokens without a secret',
      { ExplicitAuthFlows: ['ALLOW_CLIENT_TOKEN_AUTH'] },
      'ALLOW_CLIENT_TOKEN_AUTH must be the only auth flow of a client with a client secret.',
    ],
    [
      'client tokens beside another flow',
      { GenerateSecret: true, ExplicitAuthFlows: ['ALLOW_CLIENT_TOKEN_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
      'ALLOW_CLIENT_TOKEN_AUTH must be the only auth flow of a client with a client secret.',
    ],
  ]
  test.each(cases)('refuses %s', async (_case, request, message) => {
    await expect(create(request, { UserPoolTags: { _custom_id_: 'chosen' } })).rejects.toMatchObject(invalid(message))
  })

  test('refuses to leave required attributes unwritable', async () => {
    const pool = { Schema: [{ Name: 'email', Required: true }] }

    await expect(create({ WriteAttributes: ['name'] }, pool)).rejects.toMatchObject(
      invalid('Invalid write attributes specified while creating a client'),
    )
    expect((await create({ WriteAttributes: ['name', 'email'] }, pool)).WriteAttributes).toEqual(['name', 'email'])
  })

  test('refuses client_credentials beside other flows, and without secret', async () => {
    const credentials: Request = { ...code, AllowedOAuthFlows: ['client_credentials'] }

    await expect(create({ ...credentials, AllowedOAuthFlows: ['code', 'client_credentials'] })).rejects.toMatchObject(
      refusal(
        'InvalidOAuthFlowException',
        'client_credentials flow can not be selected along with code flow or implicit flow.',
      ),
    )
    await expect(create(credentials)).rejects.toMatchObject(
      refusal(
        'InvalidOAuthFlowException',
        'client_credentials flow can not be selected if client does not have a client secret.',
      ),
    )
    expect((await create({ ...credentials, GenerateSecret: true })).AllowedOAuthFlows).toEqual(['client_credentials'])
  })

  test('refuses a scope that nobody defines', async () => {
    await expect(create({ ...code, AllowedOAuthScopes: ['api/read'] })).rejects.toMatchObject(
      refusal('ScopeDoesNotExistException', 'Invalid scope requested: api/read'),
    )
  })

  test('refuses choice-based sign-in on LITE', async () => {
    await expect(create({ ExplicitAuthFlows: ['ALLOW_USER_AUTH'] }, { UserPoolTier: 'LITE' })).rejects.toMatchObject(
      refusal(
        'FeatureUnavailableInTierException',
        'The following feature is not available for the LITE pricing tier configured: Choice-Based Authentication',
      ),
    )
  })

  test('refuses the 1001st client of a pool', async () => {
    const { call, core, poolId } = await place()
    const [client] = core.store.tx.select().from(clients).all()
    core.store.transact((tx) => {
      for (let i = 1; i < 1000; i++)
        tx.insert(clients)
          .values({ ...client!, id: `client${i}` })
          .run()
    })

    await expect(call('CreateUserPoolClient', { UserPoolId: poolId, ClientName: 'app' })).rejects.toMatchObject(
      refusal('LimitExceededException', 'User pool client limit exceeded.'),
    )
  })

  test('refuses an unknown pool', async () => {
    const { call } = await place()

    await expect(call('CreateUserPoolClient', { UserPoolId: unknownPool, ClientName: 'app' })).rejects.toMatchObject(
      noSuchPool,
    )
  })
})
