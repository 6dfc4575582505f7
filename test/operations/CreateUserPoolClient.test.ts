import { describe, expect, test } from 'vitest'
import { testEmulator, testNow } from '../support/emulator.ts'

describe('CreateUserPoolClient', () => {
  test('fills in the defaults of a client that has only a name', async () => {
    const { call } = testEmulator()
    const { UserPool } = await call('CreateUserPool', { PoolName: 'shop' })

    const { UserPoolClient } = await call('CreateUserPoolClient', { UserPoolId: UserPool!.Id!, ClientName: 'web' })

    expect(JSON.parse(JSON.stringify(UserPoolClient))).toEqual({
      UserPoolId: UserPool!.Id,
      ClientName: 'web',
      ClientId: expect.stringMatching(/^[0-9a-z]{26}$/),
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
})
