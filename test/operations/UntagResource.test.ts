import { describe, expect, test } from 'vitest'
import { poolArn } from '../support/arns.ts'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, unknownPool } from '../support/refusals.ts'

describe('UntagResource', () => {
  test('removes tags and ignores those that are not there', async () => {
    const { call, poolId } = await place({ pool: { UserPoolTags: { stage: 'test', team: 'shop' } } })

    expect(await call('UntagResource', { ResourceArn: poolArn(poolId), TagKeys: ['stage', 'cost'] })).toEqual({})

    expect(await call('ListTagsForResource', { ResourceArn: poolArn(poolId) })).toEqual({ Tags: { team: 'shop' } })
  })

  test('refuses ARNs of other things and unknown pools', async () => {
    const { call } = await place()
    const untag = (ResourceArn: string) => call('UntagResource', { ResourceArn, TagKeys: ['stage'] })
    const bucket = 'arn:aws:s3:us-east-1:123456789012:bucket'

    await expect(untag(bucket)).rejects.toMatchObject(invalid(`The resource ARN ${bucket} is not that of a user pool.`))
    await expect(untag(poolArn(unknownPool))).rejects.toMatchObject(noSuchPool)
  })
})
