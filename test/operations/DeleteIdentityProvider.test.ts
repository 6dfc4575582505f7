import { describe, expect, test } from 'vitest'
import { certificateIn, noSuchProvider, oidc, saml } from '../support/identity-providers.ts'
import { place } from '../support/people.ts'
import { noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

describe('DeleteIdentityProvider', () => {
  test('deletes a provider; clients keep its name', async () => {
    const { call, poolId } = await place()
    await call('CreateIdentityProvider', { UserPoolId: poolId, ...oidc })
    const { UserPoolClient } = await call('CreateUserPoolClient', {
      UserPoolId: poolId,
      ClientName: 'app',
      SupportedIdentityProviders: ['Corporate'],
    })
    const ids = { UserPoolId: poolId, ProviderName: 'Corporate' }

    expect(await call('DeleteIdentityProvider', ids)).toBeUndefined()

    await expect(call('DescribeIdentityProvider', ids)).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'Identity provider Corporate does not exist.'),
    )
    const client = { UserPoolId: poolId, ClientId: UserPoolClient!.ClientId! }
    expect((await call('DescribeUserPoolClient', client)).UserPoolClient!.SupportedIdentityProviders).toEqual([
      'Corporate',
    ])
  })

  test('forgets the key of a SAML provider', async () => {
    const { call, poolId } = await place()
    const make = async () => {
      const { IdentityProvider } = await call('CreateIdentityProvider', { UserPoolId: poolId, ...saml })
      return certificateIn(IdentityProvider!.ProviderDetails!).publicKey
    }
    const before = await make()
    await call('DeleteIdentityProvider', { UserPoolId: poolId, ProviderName: 'Acme' })

    expect((await make()).equals(before)).toBe(false)
  })

  test('refuses an unknown provider and an unknown pool', async () => {
    const { call, poolId } = await place()
    const remove = (UserPoolId: string) => call('DeleteIdentityProvider', { UserPoolId, ProviderName: 'Nobody' })

    await expect(remove(poolId)).rejects.toMatchObject(noSuchProvider)
    await expect(remove(unknownPool)).rejects.toMatchObject(noSuchPool)
  })
})
