import { describe, expect, test } from 'vitest'
import type { CreateUserPoolClientRequest, UserPoolClientType } from '../../src/api/generated/types.ts'
import { testNow } from '../support/emulator.ts'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

const everything: Omit<CreateUserPoolClientRequest, 'UserPoolId' | 'ClientName'> = {
  GenerateSecret: true,
  RefreshTokenValidity: 20,
  AccessTokenValidity: 10,
  IdTokenValidity: 15,
  TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'hours' },
  ReadAttributes: ['email', 'custom:plan'],
  WriteAttributes: ['email', 'custom:plan'],
  ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH'],
  SupportedIdentityProviders: ['COGNITO'],
  CallbackURLs: ['https://shop.example.com/in', 'https://shop.example.com/again'],
  LogoutURLs: ['https://shop.example.com/out'],
  DefaultRedirectURI: 'https://shop.example.com/again',
  AllowedOAuthFlows: ['code', 'implicit'],
  AllowedOAuthScopes: ['openid', 'email'],
  AllowedOAuthFlowsUserPoolClient: true,
  AnalyticsConfiguration: {
    ApplicationArn: 'arn:aws:mobiletargeting:us-east-1:123456789012:apps/d70b2ba36a8c4dc5a04a0451a31a1e12',
    UserDataShared: true,
  },
  PreventUserExistenceErrors: 'ENABLED',
  EnableTokenRevocation: false,
  EnablePropagateAdditionalUserContextData: true,
  AuthSessionValidity: 15,
  RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 },
}

async function shop() {
  const { call, ...rest } = await place({ pool: { Schema: [{ Name: 'plan' }] } })
  const { UserPoolClient } = await call('CreateUserPoolClient', {
    UserPoolId: rest.poolId,
    ClientName: 'app',
    ...everything,
  })
  const describeClient = async (): Promise<UserPoolClientType> => {
    const ids = { UserPoolId: rest.poolId, ClientId: UserPoolClient!.ClientId! }
    return (await call('DescribeUserPoolClient', ids)).UserPoolClient!
  }
  return { call, ...rest, client: UserPoolClient!, describeClient }
}

describe('UpdateUserPoolClient', () => {
  test('leaves a client as it is when it gets the described values', async () => {
    const { call, describeClient } = await shop()
    const before = await describeClient()
    const { ClientSecret, CreationDate, LastModifiedDate, ClientType, UserPoolId, ClientId, ...settings } = before

    const { UserPoolClient } = await call('UpdateUserPoolClient', {
      UserPoolId: UserPoolId!,
      ClientId: ClientId!,
      ...settings,
    })

    expect(UserPoolClient).toEqual(before)
    expect(await describeClient()).toEqual(before)
  })

  test('returns what it leaves out to the default and keeps name and secret', async () => {
    const { call, poolId, client, clock } = await shop()
    clock.advance({ minutes: 1 })

    const { UserPoolClient } = await call('UpdateUserPoolClient', { UserPoolId: poolId, ClientId: client.ClientId! })

    expect(JSON.parse(JSON.stringify(UserPoolClient))).toEqual({
      UserPoolId: poolId,
      ClientId: client.ClientId,
      ClientName: 'app',
      ClientSecret: client.ClientSecret,
      RefreshTokenValidity: 30,
      TokenValidityUnits: {},
      AllowedOAuthFlowsUserPoolClient: false,
      EnableTokenRevocation: true,
      EnablePropagateAdditionalUserContextData: false,
      AuthSessionValidity: 3,
      ClientType: 'REGULAR',
      CreationDate: new Date(testNow).toISOString(),
      LastModifiedDate: new Date(testNow + 60_000).toISOString(),
    })
  })

  test('renames the client', async () => {
    const { call, poolId, client } = await shop()

    const { UserPoolClient } = await call('UpdateUserPoolClient', {
      UserPoolId: poolId,
      ClientId: client.ClientId!,
      ClientName: 'till',
    })

    expect(UserPoolClient!.ClientName).toBe('till')
  })

  test('refuses what CreateUserPoolClient refuses, and keeps the old settings', async () => {
    const { call, poolId, clientId, client, describeClient } = await shop()
    const update = (settings: object, ClientId = client.ClientId!) =>
      call('UpdateUserPoolClient', { UserPoolId: poolId, ClientId, ...settings })
    const oauth = { AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthScopes: ['openid'] }

    await expect(update({ ReadAttributes: ['custom:nothing'] })).rejects.toMatchObject(
      invalid('Invalid read attributes specified while creating a client'),
    )
    await expect(
      update({ ...oauth, AllowedOAuthScopes: ['api/read'], AllowedOAuthFlows: ['client_credentials'] }),
    ).rejects.toMatchObject(refusal('ScopeDoesNotExistException', 'Invalid scope requested: api/read'))
    await expect(update({ ...oauth, AllowedOAuthFlows: ['client_credentials'] }, clientId)).rejects.toMatchObject(
      refusal(
        'InvalidOAuthFlowException',
        'client_credentials flow can not be selected if client does not have a client secret.',
      ),
    )
    expect(await describeClient()).toEqual(client)
  })

  test('refuses choice-based sign-in on LITE', async () => {
    const { call, poolId, clientId } = await place({ pool: { UserPoolTier: 'LITE' } })

    await expect(
      call('UpdateUserPoolClient', { UserPoolId: poolId, ClientId: clientId, ExplicitAuthFlows: ['ALLOW_USER_AUTH'] }),
    ).rejects.toMatchObject(
      refusal(
        'FeatureUnavailableInTierException',
        'The following feature is not available for the LITE pricing tier configured: Choice-Based Authentication',
      ),
    )
  })

  test('refuses an unknown client and an unknown pool', async () => {
    const { call, poolId, clientId } = await place()

    await expect(call('UpdateUserPoolClient', { UserPoolId: poolId, ClientId: 'nobody' })).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'User pool client nobody does not exist.'),
    )
    await expect(call('UpdateUserPoolClient', { UserPoolId: unknownPool, ClientId: clientId })).rejects.toMatchObject(
      noSuchPool,
    )
  })
})
