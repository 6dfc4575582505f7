import { describe, expect, test } from 'vitest'
import { testNow } from '../support/emulator.ts'
import { attributes, confirmedUser, type Place, place } from '../support/people.ts'

interface Query {
  Filter?: string
  Limit?: number
  PaginationToken?: string
  AttributesToGet?: string[]
}

const list = (shop: Place, query: Query = {}) => shop.call('ListUsers', { UserPoolId: shop.poolId, ...query })

async function names(shop: Place, Filter: string): Promise<(string | undefined)[]> {
  return ((await list(shop, { Filter })).Users ?? []).map((user) => user.Username)
}

async function withPeople(): Promise<Place> {
  const shop = await place({ pool: { Schema: [{ Name: 'plan', AttributeDataType: 'String' }] } })
  await confirmedUser(shop, 'carol', { email: 'carol@example.com', given_name: 'Carol', 'custom:plan': 'gold' })
  await confirmedUser(shop, 'alice', { email: 'Alice@example.com', given_name: 'alice', nickname: 'al' })
  await confirmedUser(shop, 'bob', { email: 'bob@example.com', given_name: 'Al"ex' })
  await shop.call('AdminCreateUser', { UserPoolId: shop.poolId, Username: 'dave' })
  await shop.call('AdminDisableUser', { UserPoolId: shop.poolId, Username: 'bob' })
  return shop
}

describe('ListUsers', () => {
  test('prints every user of the pool, oldest first', async () => {
    const shop = await place()
    const sub = await confirmedUser(shop, 'carol')
    await confirmedUser(shop, 'alice')
    await shop.call('CreateUserPool', { PoolName: 'other' })

    const { Users, PaginationToken } = await list(shop)

    expect(Users?.map((user) => user.Username)).toEqual(['carol', 'alice'])
    expect(Users?.[0]).toEqual({
      Username: 'carol',
      Attributes: attributes({ sub, email: 'carol@example.com', email_verified: 'true' }),
      UserCreateDate: new Date(testNow),
      UserLastModifiedDate: new Date(testNow),
      Enabled: true,
      UserStatus: 'CONFIRMED',
      MFAOptions: undefined,
    })
    expect(PaginationToken).toBeUndefined()
  })

  test.each([
    ['', ['carol', 'alice', 'bob', 'dave']],
    ['username = "alice"', ['alice']],
    ['username = "Alice"', []],
    ['username ^= "a"', ['alice']],
    ['"username"^="c"', ['carol']],
    ['username ^= ""', ['alice', 'bob', 'carol', 'dave']],
    ['email = "alice@example.com"', ['alice']],
    ['email ^= "A"', ['alice']],
    ['given_name ^= "al"', ['bob', 'alice']],
    ['given_name = "Al\\"ex"', ['bob']],
    ['given_name = "nobody"', []],
    ['status = "Disabled"', ['bob']],
    ['status = "disabled"', []],
    ['status ^= "En"', ['carol', 'alice', 'dave']],
    ['cognito:user_status = "CONFIRMED"', ['carol', 'alice', 'bob']],
    ['cognito:user_status = "Force_Change_Password"', ['dave']],
    ['cognito:user_status ^= "c"', ['carol', 'alice', 'bob']],
    ['cognito:user_status = "NONSENSE"', []],
  ])('answers the filter %s', async (filter, expected) => {
    expect(await names(await withPeople(), filter)).toEqual(expected)
  })

  test('finds by sub', async () => {
    const shop = await place()
    const sub = await confirmedUser(shop, 'alice')

    expect(await names(shop, `sub = "${sub}"`)).toEqual(['alice'])
    expect(await names(shop, `sub ^= "${sub.slice(0, 8)}"`)).toEqual(['alice'])
  })

  test.each([
    ['custom:plan = "gold"', 'Invalid search attribute: custom:plan'],
    ['nickname = "al"', 'Invalid search attribute: nickname'],
    ['username = alice', 'Error while parsing filter'],
    ["username = 'alice'", 'Error while parsing filter'],
    ['username == "alice"', 'Error while parsing filter'],
    ['username = "alice" and email = "x"', 'Error while parsing filter'],
    ['username > "alice"', 'Error while parsing filter'],
    ['= "alice"', 'Error while parsing filter'],
  ])('refuses the filter %s', async (Filter, message) => {
    await expect(list(await withPeople(), { Filter })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message,
    })
  })

  describe('in pages', () => {
    async function everyPage(shop: Place, query: Query): Promise<(string | undefined)[]> {
      const seen: (string | undefined)[] = []
      let PaginationToken: string | undefined
      do {
        const page: Awaited<ReturnType<typeof list>> = await list(shop, {
          ...query,
          ...(PaginationToken === undefined ? {} : { PaginationToken }),
        })
        expect(page.Users!.length).toBeLessThanOrEqual(query.Limit!)
        seen.push(...page.Users!.map((user) => user.Username))
        PaginationToken = page.PaginationToken
      } while (PaginationToken !== undefined)
      return seen
    }

    test.each([
      ['', ['carol', 'alice', 'bob', 'dave']],
      ['username ^= ""', ['alice', 'bob', 'carol', 'dave']],
      ['email ^= ""', ['alice', 'bob', 'carol']],
      ['status ^= "E"', ['carol', 'alice', 'dave']],
      ['cognito:user_status ^= ""', ['carol', 'alice', 'bob', 'dave']],
    ])('shows everybody once with the filter %s', async (Filter, expected) => {
      const shop = await withPeople()

      expect(await everyPage(shop, { Filter, Limit: 1 })).toEqual(expected)
      expect(await everyPage(shop, { Filter, Limit: 2 })).toEqual(expected)
    })

    test('keeps users apart who have the same value', async () => {
      const shop = await place()
      for (const name of ['a', 'b', 'c']) await confirmedUser(shop, name, { family_name: name === 'b' ? 'doe' : 'Doe' })

      expect(await everyPage(shop, { Filter: 'family_name = "DOE"', Limit: 1 })).toEqual(['a', 'b', 'c'])
    })

    test('takes 60 for a limit of 0', async () => {
      const shop = await place()
      for (let user = 0; user < 61; user++) {
        await shop.call('AdminCreateUser', { UserPoolId: shop.poolId, Username: `user-${user}` })
      }

      expect((await list(shop, { Limit: 0 })).Users).toHaveLength(60)
      expect((await list(shop)).Users).toHaveLength(60)
    })

    test('refuses a token of another list, a damaged one, and one after an hour', async () => {
      const shop = await withPeople()
      const { PaginationToken = '' } = await list(shop, { Limit: 1 })
      const refusal = { name: 'InvalidParameterException', message: 'Invalid pagination token given.' }

      await expect(list(shop, { PaginationToken, Filter: 'username ^= "a"' })).rejects.toMatchObject(refusal)
      await expect(list(shop, { PaginationToken: `${PaginationToken}x` })).rejects.toMatchObject(refusal)
      shop.clock.advance({ hours: 1 })
      await expect(list(shop, { PaginationToken })).rejects.toMatchObject(refusal)
    })
  })

  describe('AttributesToGet', () => {
    test('chooses attributes', async () => {
      const shop = await withPeople()

      const { Users } = await list(shop, { Filter: 'username = "carol"', AttributesToGet: ['email', 'custom:plan'] })

      expect(Users?.[0]?.Attributes).toEqual(attributes({ email: 'carol@example.com', 'custom:plan': 'gold' }))
    })

    test('lets users lack what can be searched', async () => {
      const shop = await withPeople()

      const { Users } = await list(shop, { AttributesToGet: ['given_name'] })

      expect(Users?.map((user) => user.Attributes?.length)).toEqual([1, 1, 1, 0])
    })

    test.each([['nickname'], ['custom:plan'], ['custom:unknown']])(
      'refuses %s, which not every user has',
      async (name) => {
        await expect(list(await withPeople(), { AttributesToGet: [name] })).rejects.toMatchObject({
          name: 'InvalidParameterException',
          message: 'One or more requested attributes do not exist.',
        })
      },
    )
  })

  test.each([
    '',
    'username ^= "a"',
    'sub ^= "a"',
    'email ^= "a"',
    'status = "Disabled"',
    'cognito:user_status = "CONFIRMED"',
  ])('reads a page by an index and sorts nothing, with the filter %s', async (Filter) => {
    const shop = await place()
    for (const name of ['ab', 'ac', 'ad']) await confirmedUser(shop, name)
    const { $client } = shop.core.store.tx
    const { PaginationToken } = await list(shop, { Filter, Limit: 1 })
    const queries: string[] = []
    const prepare = $client.prepare.bind($client)
    $client.prepare = (sql: string) => {
      queries.push(sql)
      return prepare(sql)
    }

    await list(shop, { Filter, Limit: 1, ...(PaginationToken === undefined ? {} : { PaginationToken }) })

    const plans = queries
      .filter((sql) => sql.startsWith('select'))
      .flatMap((sql) => {
        const plan = prepare(`EXPLAIN QUERY PLAN ${sql}`)
        return (plan.all(...Array(sql.split('?').length - 1).fill(null)) as { detail: string }[]).map(
          (row) => row.detail,
        )
      })
    expect(plans.length).toBeGreaterThan(0)
    expect(plans.filter((step) => step.startsWith('SCAN') || step.includes('TEMP B-TREE'))).toEqual([])
  })

  test('refuses an unknown pool', async () => {
    const { call } = await place()

    await expect(call('ListUsers', { UserPoolId: 'us-east-1_nowhere00' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'User pool us-east-1_nowhere00 does not exist.',
    })
  })
})
