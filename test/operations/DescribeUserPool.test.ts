import { describe, expect, test } from 'vitest'
import { confirmedUser, place } from '../support/people.ts'
import { noSuchPool, unknownPool } from '../support/refusals.ts'

describe('DescribeUserPool', () => {
  test('shows what CreateUserPool showed', async () => {
    const { call } = await place()
    const { UserPool } = await call('CreateUserPool', { PoolName: 'garden', DeletionProtection: 'ACTIVE' })

    expect(await call('DescribeUserPool', { UserPoolId: UserPool!.Id! })).toEqual({ UserPool })
  })

  test('counts the users and names the domains', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')
    await shop.call('CreateUserPoolDomain', { UserPoolId: shop.poolId, Domain: 'shop' })
    await shop.call('CreateUserPoolDomain', {
      UserPoolId: shop.poolId,
      Domain: 'auth.shop.example.com',
      CustomDomainConfig: { CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/one' },
    })

    const { UserPool } = await shop.call('DescribeUserPool', { UserPoolId: shop.poolId })

    expect(UserPool).toMatchObject({
      EstimatedNumberOfUsers: 1,
      Domain: 'shop',
      CustomDomain: 'auth.shop.example.com',
    })
  })

  test('refuses an unknown pool', async () => {
    const { call } = await place()

    await expect(call('DescribeUserPool', { UserPoolId: unknownPool })).rejects.toMatchObject(noSuchPool)
  })
})
