import type { Context as HonoContext } from 'hono'

// Observed: HTTP captures of 2023. The list that browser clients read the error type through.
const exposed = 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date'

/** The AWS API is open to every origin, as the service is; without credentials. */
export function awsCorsHeaders(c: HonoContext): Record<string, string> {
  if (c.req.header('origin') === undefined) return {}
  return { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': exposed }
}

/** Inferred: a sibling service on the same front end echoes what the preflight asks for and lets it be kept two days. */
export function awsPreflight(c: HonoContext, requestId: string): Response {
  const headers: Record<string, string> = {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': exposed,
    'Access-Control-Max-Age': '172800',
    'x-amzn-RequestId': requestId,
  }
  const method = c.req.header('access-control-request-method')
  const requested = c.req.header('access-control-request-headers')
  if (method) headers['Access-Control-Allow-Methods'] = method
  if (requested) headers['Access-Control-Allow-Headers'] = requested
  return new Response(null, { status: 200, headers })
}
