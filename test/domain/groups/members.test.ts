import { describe, expect, test } from 'vitest'
import { groupsOf } from '../../../src/domain/groups/members.ts'
import { getPool } from '../../../src/domain/pools/pools.ts'
import { getUser } from '../../../src/domain/users/users.ts'
import { confirmedUser, place } from '../../support/people.ts'

type Wanted = [name: string, precedence: number | undefined, role: string | undefined]

/** The facts of a user who is in groups of these names, precedences and roles. */
async function factsOf(wanted: Wanted[]): Promise<ReturnType<typeof groupsOf>> {
  const shop = await place()
  await confirmedUser(shop, 'alice')
  for (const [GroupName, Precedence, role] of wanted) {
    const RoleArn = role && arn(role)
    await shop.call('CreateGroup', { UserPoolId: shop.poolId, GroupName, Precedence, RoleArn })
    await shop.call('AdminAddUserToGroup', { UserPoolId: shop.poolId, GroupName, Username: 'alice' })
  }
  const ctx = shop.core.store
  return groupsOf(ctx, getUser(ctx, getPool(ctx, shop.poolId), 'alice'))
}

const arn = (role: string) => `arn:aws:iam::123456789012:role/${role}`

describe('groupsOf', () => {
  test.each<[string, Wanted[], string[], string[], string | undefined]>([
    ['nothing', [], [], [], undefined],
    ['a group without role', [['a', 1, undefined]], ['a'], [], undefined],
    [
      'the best precedence first',
      [
        ['a', 2, 'low'],
        ['b', 0, 'high'],
        ['c', undefined, 'none'],
      ],
      ['b', 'a', 'c'],
      ['high', 'low', 'none'],
      'high',
    ],
    [
      'groups without precedence last',
      [
        ['a', undefined, 'x'],
        ['b', 7, 'y'],
      ],
      ['b', 'a'],
      ['y', 'x'],
      'y',
    ],
    [
      'no preference where the best two differ',
      [
        ['a', 1, 'x'],
        ['b', 1, 'y'],
      ],
      ['a', 'b'],
      ['x', 'y'],
      undefined,
    ],
    [
      'a preference where the best two agree',
      [
        ['a', 1, 'x'],
        ['b', 1, 'x'],
        ['c', 2, 'y'],
      ],
      ['a', 'b', 'c'],
      ['x', 'y'],
      'x',
    ],
    [
      'the best group that has a role',
      [
        ['a', 0, undefined],
        ['b', 1, 'x'],
      ],
      ['a', 'b'],
      ['x'],
      'x',
    ],
  ])('answers %s', async (_name, wanted, names, roles, preferred) => {
    expect(await factsOf(wanted)).toEqual({
      groups: names,
      roles: roles.map(arn),
      preferredRole: preferred && arn(preferred),
    })
  })
})
