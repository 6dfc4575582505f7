import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, unknownPool } from '../support/refusals.ts'

describe('DeleteUserPoolDomain', () => {
  test('frees the name for other pools', async () => {
    const { call, poolId } = await place()
    const { UserPool: garden } = await call('CreateUserPool', { PoolName: 'garden' })
    await call('CreateUserPoolDomain', { UserPoolId: poolId, Domain: 'shop' })

    expect(await call('DeleteUserPoolDomain', { UserPoolId: poolId, Domain: 'shop' })).toEqual({})

    await call('CreateUserPoolDomain', { UserPoolId: garden!.Id!, Domain: 'shop' })
  })

  test('refuses an unknown domain, a domain of another pool and an unknown pool', async () => {
    const { call, poolId } = await place()
    const { UserPool: garden } = await call('CreateUserPool', { PoolName: 'garden' })
    await call('CreateUserPoolDomain', { UserPoolId: garden!.Id!, Domain: 'garden' })
    const remove = (UserPoolId: string, Domain: string) => call('DeleteUserPoolDomain', { UserPoolId, Domain })
    const noSuchDomain = invalid('No such domain or user pool exists.')

    await expect(remove(poolId, 'nowhere')).rejects.toMatchObject(noSuchDomain)
    await expect(remove(poolId, 'garden')).rejects.toMatchObject(noSuchDomain)
    await expect(remove(unknownPool, 'garden')).rejects.toMatchObject(noSuchPool)
  })
})
