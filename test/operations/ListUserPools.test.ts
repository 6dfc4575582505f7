import { describe, expect, test } from 'vitest'
import { testEmulator, testNow } from '../support/emulator.ts'
import { invalid } from '../support/refusals.ts'

describe('ListUserPools', () => {
  test('shows five members of each pool', async () => {
    const { call } = testEmulator()
    const { UserPool } = await call('CreateUserPool', { PoolName: 'shop' })

    expect(await call('ListUserPools', { MaxResults: 60 })).toEqual({
      UserPools: [
        {
          Id: UserPool!.Id,
          Name: 'shop',
          LambdaConfig: {},
          LastModifiedDate: new Date(testNow),
          CreationDate: new Date(testNow),
        },
      ],
    })
  })

  test('pages one by one through pools made in the same moment', async () => {
    const { call } = testEmulator()
    for (const PoolName of ['one', 'two', 'three']) await call('CreateUserPool', { PoolName })

    const names: unknown[] = []
    let NextToken: string | undefined
    do {
      const page = await call('ListUserPools', { MaxResults: 1, NextToken })
      names.push(...page.UserPools!.map(({ Name }) => Name))
      NextToken = page.NextToken
    } while (NextToken)

    expect(names.toSorted()).toEqual(['one', 'three', 'two'])
  })

  test('refuses a token that it did not issue', async () => {
    const { call } = testEmulator()

    await expect(call('ListUserPools', { MaxResults: 1, NextToken: 'mine' })).rejects.toMatchObject(
      invalid('Invalid pagination token given.'),
    )
  })
})
