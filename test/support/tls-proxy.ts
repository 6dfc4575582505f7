import { generateKeyPairSync } from 'node:crypto'
import { request as forward } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { selfSigned } from './self-signed.ts'

/** A proxy that ends TLS in front of a local server, for the time of one test; returns `localhost:<port>`. */
export async function tlsProxy(target: string): Promise<string> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const cert = `-----BEGIN CERTIFICATE-----\n${selfSigned('localhost', keys)}\n-----END CERTIFICATE-----`
  const key = keys.privateKey.export({ type: 'pkcs8', format: 'pem' })
  const server = createServer({ key, cert }, (request, response) => {
    const headers = { ...request.headers, 'x-forwarded-proto': 'https' }
    const outgoing = forward(new URL(request.url!, target), { method: request.method!, headers }, (incoming) => {
      response.writeHead(incoming.statusCode!, incoming.headers)
      incoming.pipe(response)
    })
    request.pipe(outgoing)
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `localhost:${(server.address() as AddressInfo).port}`
}
