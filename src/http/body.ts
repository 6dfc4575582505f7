import { ApiError } from '../api/errors.ts'

/** The largest request body, in bytes: over it a request is refused before it is read whole. */
export const bodyLimit = 5 * 1024 * 1024

/** A request body as it came. */
export interface Body {
  readonly bytes: Uint8Array
  text(): string
}

/** Reads a body up to the limit. Inferred: the error for more; the service's front end refuses it before any operation. */
export async function readBody(request: Request): Promise<Body> {
  const chunks: Uint8Array[] = []
  let size = 0
  if (Number(request.headers.get('content-length') ?? 0) > bodyLimit) throw tooLarge()
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > bodyLimit) throw tooLarge()
    chunks.push(chunk)
  }
  const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
  return { bytes, text: () => new TextDecoder().decode(bytes) }
}

function tooLarge(): ApiError {
  return new ApiError('RequestEntityTooLargeException', `A request may have at most ${bodyLimit} bytes.`)
}
