import { describe, expect, test } from 'vitest'
import { secretHash } from '../../src/base/secret-hash.ts'
import { testNow } from '../support/emulator.ts'
import { confirmedUser, goodPassword, place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

const ownSecret = 'chosen_by_the_owner_of_the_shop'

describe('AddUserPoolClientSecret', () => {
  test('shows a generated value once', async () => {
    const { call, poolId, clientId } = await place({ client: { GenerateSecret: true } })

    const { ClientSecretDescriptor } = await call('AddUserPoolClientSecret', { UserPoolId: poolId, ClientId: clientId })

    expect(ClientSecretDescriptor).toEqual({
      ClientSecretId: `${clientId}--${testNow + 1}`,
      ClientSecretValue: expect.stringMatching(/^[0-9a-z]{52}$/),
      ClientSecretCreateDate: new Date(testNow),
    })
  })

  test('does not repeat a value that the caller gave', async () => {
    const { call, poolId, clientId } = await place({ client: { GenerateSecret: true } })
    const ids = { UserPoolId: poolId, ClientId: clientId }

    const { ClientSecretDescriptor } = await call('AddUserPoolClientSecret', { ...ids, ClientSecret: ownSecret })

    expect(ClientSecretDescriptor).not.toHaveProperty('ClientSecretValue', expect.anything())
  })

  test('both secrets sign a user in, and the client still shows the older one', async () => {
    const shop = await place({ client: { GenerateSecret: true } })
    const ids = { UserPoolId: shop.poolId, ClientId: shop.clientId }
    await confirmedUser(shop, 'alice')
    await shop.call('AddUserPoolClientSecret', { ...ids, ClientSecret: ownSecret })

    for (const secret of [shop.clientSecret!, ownSecret]) {
      const { AuthenticationResult } = await shop.call('InitiateAuth', {
        ClientId: shop.clientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: {
          USERNAME: 'alice',
          PASSWORD: goodPassword,
          SECRET_HASH: secretHash(secret, 'alice', shop.clientId),
        },
      })
      expect(AuthenticationResult).toBeDefined()
    }
    const { UserPoolClient } = await shop.call('DescribeUserPoolClient', ids)
    expect(UserPoolClient!.ClientSecret).toBe(shop.clientSecret)
  })

  test('refuses a third secret', async () => {
    const { call, poolId, clientId } = await place({ client: { GenerateSecret: true } })
    const add = () => call('AddUserPoolClientSecret', { UserPoolId: poolId, ClientId: clientId })
    await add()

    await expect(add()).rejects.toMatchObject(refusal('LimitExceededException', 'A client can have at most 2 secrets.'))
  })

  test('refuses a client without secret, an unknown client and an unknown pool', async () => {
    const { call, poolId, clientId } = await place()
    const add = (UserPoolId: string, ClientId: string) => call('AddUserPoolClientSecret', { UserPoolId, ClientId })

    await expect(add(poolId, clientId)).rejects.toMatchObject(invalid('The client is not configured with a secret.'))
    await expect(add(poolId, 'nobody')).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'User pool client nobody does not exist.'),
    )
    await expect(add(unknownPool, clientId)).rejects.toMatchObject(noSuchPool)
  })
})
