import type { Operation } from '../context.ts'
import { addTags, getTaggedPool } from '../domain/pools/tags.ts'

export const TagResource: Operation<'TagResource'> = (ctx, input) => {
  addTags(ctx, getTaggedPool(ctx, input.ResourceArn), input.Tags)
  return {}
}
