import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Core } from './core.ts'

/** Listens where the configuration says and sets the core's base URL; rejects when the port is taken. */
export async function listen(core: Core): Promise<Server> {
  const server = createServer(getRequestListener(core.app.fetch))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(core.config.port, core.config.host, resolve)
  })
  core.baseUrl = `http://localhost:${(server.address() as AddressInfo).port}`
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
