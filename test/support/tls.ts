import { request as send } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'

/** Like browsers, and unlike Node, it knows that names below localhost mean this machine. */
const lookup: LookupFunction = (_name, { all }, answer) =>
  all ? answer(null, [{ address: '127.0.0.1', family: 4 }]) : answer(null, '127.0.0.1', 4)

/** A `fetch` that believes what an authority (PEM) has signed, and nothing else. Redirects are not followed. */
export function fetchTrusting(ca: string | undefined): (address: string, init?: RequestInit) => Promise<Response> {
  return async (address, init) => {
    const request = new Request(address, init)
    const body = Buffer.from(await request.arrayBuffer())
    return new Promise((resolve, reject) => {
      const headers = { ...Object.fromEntries(request.headers), 'content-length': body.length }
      // The name in the certificate is that of the address, whatever the header `host` says.
      const { hostname } = new URL(address)
      const servername = isIP(hostname) === 0 ? hostname : ''
      const options = { ca, method: request.method, headers, lookup, agent: false, servername } as const
      const outgoing = send(address, options, (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('end', () => {
          const answered = new Headers()
          for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
            answered.append(incoming.rawHeaders[at]!, incoming.rawHeaders[at + 1]!)
          }
          const status = incoming.statusCode!
          resolve(new Response(status === 204 ? null : Buffer.concat(chunks), { status, headers: answered }))
        })
      })
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  }
}
