import { lookup as resolveName } from 'node:dns'
import { request as insecureRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { LookupFunction } from 'node:net'

/** How long another server may take to answer, in ms. */
const patience = 10_000
/** How much of an answer is read, in bytes. */
const largest = 2 * 1024 * 1024

/**
 * Asks another server; redirects are not followed. Names below `localhost` mean this machine, as they do to browsers.
 * Rejects with what went wrong, in words that may be shown.
 */
export function askWeb(request: Request): Promise<Response> {
  const url = new URL(request.url)
  const send = url.protocol === 'https:' ? secureRequest : insecureRequest
  return new Promise((resolve, reject) => {
    const outgoing = send(url, { method: request.method, lookup, timeout: patience }, (incoming) => {
      const chunks: Buffer[] = []
      let size = 0
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > largest) incoming.destroy(new Error('The answer is too large'))
        else chunks.push(chunk)
      })
      incoming.on('error', reject)
      incoming.on('end', () => {
        const headers = new Headers()
        for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value))
        const status = incoming.statusCode ?? 502
        const body = [204, 205, 304].includes(status) ? null : Buffer.concat(chunks)
        resolve(new Response(body, { status, headers }))
      })
    })
    outgoing.on('timeout', () => outgoing.destroy(new Error('Read timed out')))
    outgoing.on('error', reject)
    for (const [name, value] of request.headers) outgoing.setHeader(name, value)
    request.text().then((text) => outgoing.end(text), reject)
  })
}

const lookup: LookupFunction = (name, options, answer) => {
  if (!name.endsWith('.localhost')) {
    resolveName(name, options, answer as never)
    return
  }
  if (options.all) answer(null, [{ address: '127.0.0.1', family: 4 }])
  else answer(null, '127.0.0.1', 4)
}
