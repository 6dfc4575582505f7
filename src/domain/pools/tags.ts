import { ApiError, ensure } from '../../api/errors.ts'

// Documented: quotas page and TagResource API page.
const tagsAtMost = 50

/** Throws unless a pool may carry these tags. Documented: UserPoolTaggingException. Inferred: its texts. */
export function requireTags(tags: Readonly<Record<string, string>>): void {
  const keys = Object.keys(tags)
  ensure(keys.length <= tagsAtMost, tagging('A user pool can have at most 50 tags.'))
  ensure(!keys.some((key) => /^aws:/i.test(key)), tagging('Tag keys cannot begin with aws:.'))
}

function tagging(message: string): () => ApiError {
  return () => new ApiError('UserPoolTaggingException', message)
}
