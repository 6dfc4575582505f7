import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'
import { noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

describe('DescribeUserPoolClient', () => {
  test('shows what CreateUserPoolClient showed, the secret included', async () => {
    const { call, poolId } = await place()
    const { UserPoolClient } = await call('CreateUserPoolClient', {
      UserPoolId: poolId,
      ClientName: 'app',
      GenerateSecret: true,
    })

    const described = await call('DescribeUserPoolClient', { UserPoolId: poolId, ClientId: UserPoolClient!.ClientId! })

    expect(described).toEqual({ UserPoolClient })
    expect(described.UserPoolClient!.ClientSecret).toBeDefined()
  })

  test('refuses an unknown client, a client of another pool and an unknown pool', async () => {
    const { call, poolId, clientId } = await place()
    const other = await call('CreateUserPool', { PoolName: 'garden' })
    const describeIn = (UserPoolId: string, ClientId: string) =>
      call('DescribeUserPoolClient', { UserPoolId, ClientId })

    await expect(describeIn(poolId, 'nobody')).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'User pool client nobody does not exist.'),
    )
    await expect(describeIn(other.UserPool!.Id!, clientId)).rejects.toMatchObject(
      refusal('ResourceNotFoundException', `User pool client ${clientId} does not exist.`),
    )
    await expect(describeIn(unknownPool, clientId)).rejects.toMatchObject(noSuchPool)
  })
})
