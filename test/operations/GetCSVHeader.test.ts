import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'
import { noSuchPool, unknownPool } from '../support/refusals.ts'

describe('GetCSVHeader', () => {
  test('names the columns in the documented order, custom attributes before the last two', async () => {
    const { call, poolId } = await place({ pool: { Schema: [{ Name: 'plan', AttributeDataType: 'String' }] } })

    expect(await call('GetCSVHeader', { UserPoolId: poolId })).toEqual({
      UserPoolId: poolId,
      CSVHeader: [
        'name',
        'given_name',
        'family_name',
        'middle_name',
        'nickname',
        'preferred_username',
        'profile',
        'picture',
        'website',
        'email',
        'email_verified',
        'gender',
        'birthdate',
        'zoneinfo',
        'locale',
        'phone_number',
        'phone_number_verified',
        'address',
        'updated_at',
        'custom:plan',
        'cognito:mfa_enabled',
        'cognito:username',
      ],
    })
  })

  test('refuses an unknown pool', async () => {
    const { call } = await place()

    await expect(call('GetCSVHeader', { UserPoolId: unknownPool })).rejects.toMatchObject(noSuchPool)
  })
})
