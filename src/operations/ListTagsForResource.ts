import type { Operation } from '../context.ts'
import { getTaggedPool } from '../domain/pools/tags.ts'

export const ListTagsForResource: Operation<'ListTagsForResource'> = (ctx, input) => ({
  Tags: getTaggedPool(ctx, input.ResourceArn).settings.UserPoolTags ?? {},
})
