import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A web app of one page on an origin of its own, `http://localhost:<port>/`, for the time of one test; returns its URL. */
export async function appPage(
  html: string | (() => string),
  scripts: Readonly<Record<string, string>> = {},
): Promise<string> {
  const server = createServer((request, response) => {
    const script = scripts[request.url ?? '']
    if (script !== undefined) response.setHeader('content-type', 'text/javascript; charset=utf-8').end(script)
    else if (/^\/(?:\?|$)/.test(request.url ?? '')) {
      const text = typeof html === 'string' ? html : html()
      response.setHeader('content-type', 'text/html; charset=utf-8').end(text)
    } else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://localhost:${(server.address() as AddressInfo).port}/`
}

/** The bundle of amazon-cognito-identity-js for browsers, as it is published. */
export function identityBundle(): string {
  return readFileSync('node_modules/amazon-cognito-identity-js/dist/amazon-cognito-identity.min.js', 'utf8')
}
