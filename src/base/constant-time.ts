import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether two texts are equal, in a time that tells nothing about where they differ; they may differ in length. */
export function safeEqual(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b))
}

/** Both sides are hashed first, because the comparison itself wants equal lengths. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
