import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

describe('CreateResourceServer', () => {
  test('makes a resource server with its scopes', async () => {
    const { call, poolId } = await place()
    const Scopes = [{ ScopeName: 'read', ScopeDescription: 'may read' }]
    const server = { UserPoolId: poolId, Identifier: 'https://api.example.com/v1', Name: 'api', Scopes }

    expect(await call('CreateResourceServer', server)).toEqual({ ResourceServer: server })
  })

  test('makes one without scopes', async () => {
    const { call, poolId } = await place()

    const { ResourceServer } = await call('CreateResourceServer', {
      UserPoolId: poolId,
      Identifier: 'api',
      Name: 'api',
    })

    expect(ResourceServer!.Scopes).toEqual([])
  })

  test('refuses an identifier that the pool has, and takes it in another pool', async () => {
    const { call, poolId } = await place()
    const { UserPool: garden } = await call('CreateUserPool', { PoolName: 'garden' })
    const create = (UserPoolId: string) => call('CreateResourceServer', { UserPoolId, Identifier: 'api', Name: 'api' })
    await create(poolId)

    await expect(create(poolId)).rejects.toMatchObject(invalid(`api already exists in user pool ${poolId}.`))
    await create(garden!.Id!)
  })

  test.each(['aws.cognito', 'aws.cognito/dcr'])(
    'refuses the identifier %s of the service itself',
    async (Identifier) => {
      const { call, poolId } = await place()

      await expect(call('CreateResourceServer', { UserPoolId: poolId, Identifier, Name: 'api' })).rejects.toMatchObject(
        invalid(`The identifier ${Identifier} is reserved.`),
      )
    },
  )

  test('refuses the 26th of a pool', async () => {
    const { call, poolId } = await place()
    const create = (Identifier: string) => call('CreateResourceServer', { UserPoolId: poolId, Identifier, Name: 'api' })
    for (let i = 0; i < 25; i++) await create(`api${i}`)

    await expect(create('api25')).rejects.toMatchObject(
      refusal('LimitExceededException', 'Resource server limit exceeded.'),
    )
  })

  test('refuses an unknown pool', async () => {
    const { call } = await place()

    await expect(
      call('CreateResourceServer', { UserPoolId: unknownPool, Identifier: 'api', Name: 'api' }),
    ).rejects.toMatchObject(noSuchPool)
  })
})
