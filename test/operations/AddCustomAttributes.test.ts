import { describe, expect, test } from 'vitest'
import { importInProgress, placeWhileImporting } from '../support/imports.ts'
import { attributes, attributesOf, place } from '../support/people.ts'
import { invalid, noSuchPool, unknownPool } from '../support/refusals.ts'

describe('AddCustomAttributes', () => {
  test('adds attributes behind those that the pool has', async () => {
    const { call, poolId } = await place({ pool: { Schema: [{ Name: 'plan' }] } })

    expect(
      await call('AddCustomAttributes', {
        UserPoolId: poolId,
        CustomAttributes: [{ Name: 'age', AttributeDataType: 'Number' }],
      }),
    ).toEqual({})

    const { UserPool } = await call('DescribeUserPool', { UserPoolId: poolId })
    expect(UserPool!.SchemaAttributes!.slice(21)).toEqual([
      {
        Name: 'custom:plan',
        AttributeDataType: 'String',
        DeveloperOnlyAttribute: false,
        Mutable: true,
        Required: false,
        StringAttributeConstraints: {},
      },
      {
        Name: 'custom:age',
        AttributeDataType: 'Number',
        DeveloperOnlyAttribute: false,
        Mutable: true,
        Required: false,
        NumberAttributeConstraints: {},
      },
    ])
  })

  test('users can have the attribute at once', async () => {
    const shop = await place()
    await shop.call('AddCustomAttributes', { UserPoolId: shop.poolId, CustomAttributes: [{ Name: 'plan' }] })

    await shop.call('AdminCreateUser', {
      UserPoolId: shop.poolId,
      Username: 'alice',
      UserAttributes: attributes({ 'custom:plan': 'gold' }),
    })

    expect(await attributesOf(shop, 'alice')).toMatchObject({ 'custom:plan': 'gold' })
  })

  test('refuses a name that the pool has, and one that comes twice', async () => {
    const { call, poolId } = await place({ pool: { Schema: [{ Name: 'plan' }] } })
    const add = (...names: string[]) =>
      call('AddCustomAttributes', { UserPoolId: poolId, CustomAttributes: names.map((Name) => ({ Name })) })

    await expect(add('plan')).rejects.toMatchObject(
      invalid('custom:plan: Existing attribute already has name custom:plan.'),
    )
    await expect(add('age', 'age')).rejects.toMatchObject(
      invalid('Duplicate custom attribute names custom:age are not allowed in a user pool schema.'),
    )
  })

  test('refuses required attributes and limits that are upside down', async () => {
    const { call, poolId } = await place()
    const add = (attribute: object) =>
      call('AddCustomAttributes', { UserPoolId: poolId, CustomAttributes: [{ Name: 'x', ...attribute }] })

    await expect(add({ Required: true })).rejects.toMatchObject(
      invalid('Required custom attributes are not supported currently.'),
    )
    await expect(add({ StringAttributeConstraints: { MinLength: '2', MaxLength: '1' } })).rejects.toMatchObject(
      invalid("Attribute custom:x cannot have a max length shorter than it's min length"),
    )
  })

  test('refuses the 51st custom attribute of a pool', async () => {
    const { call, poolId } = await place()
    const add = (from: number, number: number) =>
      call('AddCustomAttributes', {
        UserPoolId: poolId,
        CustomAttributes: Array.from({ length: number }, (_, i) => ({ Name: `a${from + i}` })),
      })
    await add(0, 25)
    await add(25, 25)

    await expect(add(50, 1)).rejects.toMatchObject(invalid('Number of custom attributes exceeds the limit of 50.'))
  })

  test('refuses while users are imported', async () => {
    const { call, poolId } = await placeWhileImporting()

    await expect(
      call('AddCustomAttributes', { UserPoolId: poolId, CustomAttributes: [{ Name: 'plan' }] }),
    ).rejects.toMatchObject(importInProgress)
  })

  test('refuses an unknown pool', async () => {
    const { call } = await place()

    await expect(
      call('AddCustomAttributes', { UserPoolId: unknownPool, CustomAttributes: [{ Name: 'plan' }] }),
    ).rejects.toMatchObject(noSuchPool)
  })
})
