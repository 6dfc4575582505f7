import type { Operation } from '../context.ts'
import { getTaggedPool, removeTags } from '../domain/pools/tags.ts'

export const UntagResource: Operation<'UntagResource'> = (ctx, input) => {
  removeTags(ctx, getTaggedPool(ctx, input.ResourceArn), input.TagKeys)
  return {}
}
