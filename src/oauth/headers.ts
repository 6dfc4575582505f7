/** The headers of every answer of a domain. Observed: captures of 2022. Ours: none that would force TLS on localhost. */
export function commonHeaders(requestId: string): readonly (readonly [name: string, value: string])[] {
  return [
    ['x-amz-cognito-request-id', requestId],
    ['x-content-type-options', 'nosniff'],
    ['x-xss-protection', '1; mode=block'],
    ['x-frame-options', 'DENY'],
    ['cache-control', 'no-cache, no-store, max-age=0, must-revalidate'],
    ['pragma', 'no-cache'],
    ['expires', '0'],
    ['referrer-policy', 'no-referrer'],
  ]
}

/** Sends the browser elsewhere. */
export function redirect(location: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 302, headers })
}

/** A JSON answer in the service's words. Observed: captures, the type. */
export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
  })
}
