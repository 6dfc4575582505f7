import type { Call } from './emulator.ts'
import type { Known } from './fuzz.ts'

/** Sets up a pool with all that random requests should be able to hit, and returns the values by member name. */
export async function knownValues(call: Call): Promise<Known> {
  const { UserPool } = await call('CreateUserPool', {
    PoolName: 'fuzzed',
    UserPoolTier: 'PLUS',
    UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
    AutoVerifiedAttributes: ['email'],
  })
  const poolId = UserPool!.Id!
  const { UserPoolClient } = await call('CreateUserPoolClient', {
    UserPoolId: poolId,
    ClientName: 'fuzzed',
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  })
  const clientId = UserPoolClient!.ClientId!
  const usernames = ['ann', 'bob', 'Cleopatra']
  for (const Username of usernames) {
    const email = { Name: 'email', Value: `${Username}@example.com` }
    await call('AdminCreateUser', { UserPoolId: poolId, Username, UserAttributes: [email], MessageAction: 'SUPPRESS' })
    await call('AdminSetUserPassword', { UserPoolId: poolId, Username, Password: 'Correct-Horse-1', Permanent: true })
  }
  const { AuthenticationResult } = await call('InitiateAuth', {
    ClientId: clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: 'ann', PASSWORD: 'Correct-Horse-1' },
  })
  const { AuthEvents } = await call('AdminListUserAuthEvents', { UserPoolId: poolId, Username: 'ann' })
  return {
    UserPoolId: [poolId],
    ClientId: [clientId],
    Username: [...usernames, 'nobody'],
    USERNAME: usernames,
    PASSWORD: ['Correct-Horse-1', 'wrong'],
    Password: ['Correct-Horse-2'],
    AccessToken: [AuthenticationResult!.AccessToken],
    REFRESH_TOKEN: [AuthenticationResult!.RefreshToken],
    RefreshToken: [AuthenticationResult!.RefreshToken],
    EventId: [AuthEvents![0]!.EventId],
    AuthFlow: ['USER_PASSWORD_AUTH', 'ADMIN_USER_PASSWORD_AUTH', 'REFRESH_TOKEN_AUTH'],
    ResourceArn: [UserPool!.Arn],
  }
}
