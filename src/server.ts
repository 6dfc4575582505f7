import { createServer, type Server as PlainServer } from 'node:http'
import type { Server as SecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { localUrl, speaksTls } from './config.ts'
import type { Core } from './core.ts'

/** A server that listens. */
export type Server = PlainServer | SecureServer

/** Listens where the configuration says and sets the core's base URL; rejects when the port is taken. */
export async function listen(core: Core): Promise<Server> {
  const server = await serverFor(core)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(core.config.port, core.config.host, resolve)
  })
  core.baseUrl = localUrl(core.config, (server.address() as AddressInfo).port)
  return server
}

async function serverFor(core: Core): Promise<Server> {
  const listener = getRequestListener(core.app.fetch)
  if (!speaksTls(core.config)) return createServer(listener)
  // Loaded only by those who want it: the program must start fast.
  const { createTlsServer } = await import('./tls.ts')
  const { server, authority } = createTlsServer(core.config, listener)
  core.authority = authority
  return server
}

/** Stops listening, lets requests under way finish and lets go of idle connections; after `graceMs` of all. */
export async function stop(server: Server, graceMs = 2000): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const impatience = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(impatience)
}
