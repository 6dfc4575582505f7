import { describe, expect, test } from 'vitest'
import { poolArn } from '../support/arns.ts'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, unknownPool } from '../support/refusals.ts'

describe('ListTagsForResource', () => {
  test('shows the tags of a pool', async () => {
    const { call, poolId } = await place({ pool: { UserPoolTags: { stage: 'test' } } })

    expect(await call('ListTagsForResource', { ResourceArn: poolArn(poolId) })).toEqual({ Tags: { stage: 'test' } })
  })

  test('shows an empty map where there are none', async () => {
    const { call, poolId } = await place()

    expect(await call('ListTagsForResource', { ResourceArn: poolArn(poolId) })).toEqual({ Tags: {} })
  })

  test('refuses ARNs of other things and unknown pools', async () => {
    const { call } = await place()
    const bucket = 'arn:aws:s3:us-east-1:123456789012:bucket'

    await expect(call('ListTagsForResource', { ResourceArn: bucket })).rejects.toMatchObject(
      invalid(`The resource ARN ${bucket} is not that of a user pool.`),
    )
    await expect(call('ListTagsForResource', { ResourceArn: poolArn(unknownPool) })).rejects.toMatchObject(noSuchPool)
  })
})
