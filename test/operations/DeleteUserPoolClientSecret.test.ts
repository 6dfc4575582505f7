import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

describe('DeleteUserPoolClientSecret', () => {
  test('leaves the newer secret, which the client shows from then on', async () => {
    const { call, poolId, clientId } = await place({ client: { GenerateSecret: true } })
    const ids = { UserPoolId: poolId, ClientId: clientId }
    const added = await call('AddUserPoolClientSecret', ids)
    const { ClientSecrets } = await call('ListUserPoolClientSecrets', ids)

    expect(
      await call('DeleteUserPoolClientSecret', { ...ids, ClientSecretId: ClientSecrets![0]!.ClientSecretId! }),
    ).toEqual({})

    const { UserPoolClient } = await call('DescribeUserPoolClient', ids)
    expect(UserPoolClient!.ClientSecret).toBe(added.ClientSecretDescriptor!.ClientSecretValue)
  })

  test('refuses the last secret', async () => {
    const { call, poolId, clientId } = await place({ client: { GenerateSecret: true } })
    const ids = { UserPoolId: poolId, ClientId: clientId }
    const { ClientSecrets } = await call('ListUserPoolClientSecrets', ids)

    await expect(
      call('DeleteUserPoolClientSecret', { ...ids, ClientSecretId: ClientSecrets![0]!.ClientSecretId! }),
    ).rejects.toMatchObject(invalid('The last secret of a client cannot be deleted.'))
  })

  test('refuses an unknown secret, an unknown client and an unknown pool', async () => {
    const { call, poolId, clientId } = await place({ client: { GenerateSecret: true } })
    const remove = (UserPoolId: string, ClientId: string) =>
      call('DeleteUserPoolClientSecret', { UserPoolId, ClientId, ClientSecretId: 'none' })

    await expect(remove(poolId, clientId)).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'Client secret none does not exist.'),
    )
    await expect(remove(poolId, 'nobody')).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'User pool client nobody does not exist.'),
    )
    await expect(remove(unknownPool, clientId)).rejects.toMatchObject(noSuchPool)
  })
})
