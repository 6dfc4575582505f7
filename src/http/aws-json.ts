import type { Context as HonoContext } from 'hono'
import { ApiError } from '../api/errors.ts'
import { operationNames } from '../api/generated/model.ts'
import type { OperationName } from '../api/generated/types.ts'
import { errorHeaders } from '../api/protocol.ts'
import { type Answer, isSigned, type Kernel, perform, refuse } from '../kernel/perform.ts'
import { type Body, readBody } from './body.ts'
import { awsCorsHeaders, awsPreflight } from './cors.ts'
import type { Peer } from './peer.ts'
import { type SignatureCheck, signedRegion } from './sigv4.ts'

const targetPrefix = 'AWSCognitoIdentityProviderService.'
const contentType = 'application/x-amz-json-1.1'
const names: ReadonlySet<string> = new Set(operationNames)

/** What the AWS JSON API needs from the outside. */
export interface AwsJson {
  readonly kernel: Kernel
  readonly peer: Peer
  readonly signature: SignatureCheck
  /** A new value for x-amzn-RequestId. */
  requestId(): string
}

/** POST / of the AWS JSON protocol: route → signature → decode, then `perform` does the rest. */
export async function awsJson(server: AwsJson, c: HonoContext): Promise<Response> {
  const id = server.requestId()
  if (c.req.method === 'OPTIONS') return awsPreflight(c, id)

  // Inferred: a sibling service on the same front end answers other content types with XML and 404.
  if (!isAwsJson(c.req.header('content-type'))) {
    return new Response('<UnknownOperationException/>\n', {
      status: 404,
      headers: { 'content-type': 'application/xml', 'x-amzn-RequestId': id, ...awsCorsHeaders(c) },
    })
  }
  return respond(c, id, await answer(server, c, id))
}

async function answer(server: AwsJson, c: HonoContext, id: string): Promise<Answer> {
  try {
    const operation = requireOperation(c.req.header('x-amz-target'))
    const body = await readBody(c.req.raw)
    if (isSigned(operation)) await server.signature(c.req.raw, body.bytes)
    const request = {
      id,
      operation,
      ipAddress: server.peer.addressOf(c),
      // In a browser the first names the browser and the second the SDK; elsewhere both name the SDK.
      userAgent: c.req.header('user-agent') ?? c.req.header('x-amz-user-agent'),
      region: signedRegion(c.req.header('authorization')),
    }
    return await perform(server.kernel, request, decode(body))
  } catch (error) {
    if (error instanceof ApiError) return refuse(error)
    throw error
  }
}

// Inferred: a sibling service answers a missing, unknown or misspelt target with this error and no message.
function requireOperation(target: string | undefined): OperationName {
  const name = target?.startsWith(targetPrefix) ? target.slice(targetPrefix.length) : ''
  if (!names.has(name)) throw new ApiError('UnknownOperationException', '', { messageKey: 'none' })
  return name as OperationName
}

function isAwsJson(header: string | undefined): boolean {
  return header?.split(';')[0]?.trim().toLowerCase() === contentType
}

// Observed: amplify-js#6014. A body that is no JSON object is refused without a message.
function decode(body: Body): unknown {
  try {
    const decoded: unknown = JSON.parse(body.text())
    if (typeof decoded === 'object' && decoded !== null) return decoded
  } catch {
    // Falls through to the same refusal.
  }
  throw new ApiError('SerializationException', '', { messageKey: 'none' })
}

function respond(c: HonoContext, id: string, answer: Answer): Response {
  const headers: Record<string, string> = {
    'content-type': contentType,
    'x-amzn-RequestId': id,
    ...awsCorsHeaders(c),
  }
  if (answer.error) Object.assign(headers, errorHeaders(answer.error))
  return new Response(answer.body, { status: answer.status, headers })
}
