import { describe, expect, test } from 'vitest'
import { poolArn } from '../support/arns.ts'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

describe('TagResource', () => {
  test('adds tags to those that the pool has, newer values winning', async () => {
    const { call, poolId } = await place({ pool: { UserPoolTags: { stage: 'test', team: 'shop' } } })

    expect(await call('TagResource', { ResourceArn: poolArn(poolId), Tags: { stage: 'live', cost: '7' } })).toEqual({})

    const { UserPool } = await call('DescribeUserPool', { UserPoolId: poolId })
    expect(UserPool!.UserPoolTags).toEqual({ stage: 'live', team: 'shop', cost: '7' })
  })

  test('refuses more than 50 tags in all, and tags of the service itself', async () => {
    const { call, poolId } = await place({ pool: { UserPoolTags: { stage: 'test' } } })
    const tag = (Tags: Record<string, string>) => call('TagResource', { ResourceArn: poolArn(poolId), Tags })

    await expect(tag(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`tag${i}`, ''])))).rejects.toMatchObject(
      invalid('A user pool can have at most 50 tags.'),
    )
    await expect(tag({ 'aws:stack': 'one' })).rejects.toMatchObject(invalid('Tag keys cannot begin with aws:.'))
  })

  test('refuses ARNs of other things, other accounts and unknown pools', async () => {
    const { call, poolId } = await place()
    const tag = (ResourceArn: string) => call('TagResource', { ResourceArn, Tags: { stage: 'test' } })
    const bucket = 'arn:aws:s3:us-east-1:123456789012:bucket'

    await expect(tag(bucket)).rejects.toMatchObject(invalid(`The resource ARN ${bucket} is not that of a user pool.`))
    await expect(tag(poolArn(poolId).replace('123456789012', '999999999999'))).rejects.toMatchObject(
      refusal('ResourceNotFoundException', `User pool ${poolId} does not exist.`),
    )
    await expect(tag(poolArn(unknownPool))).rejects.toMatchObject(noSuchPool)
  })
})
