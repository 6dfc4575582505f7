import { Hono } from 'hono'
import type { Control } from '../control/control.ts'
import { type GuardSettings, guard } from '../control/guard.ts'
import { metrics } from '../control/metrics.ts'
import { deviceDataScriptName, deviceDataScriptResponse } from '../oauth/device-data-script.ts'
import { answerOnDomain } from '../oauth/domain-app.ts'
import { wellKnown } from '../oauth/well-known.ts'
import { type AwsJson, awsJson } from './aws-json.ts'
import { keyService } from './key-service.ts'
import { lazily } from './lazily.ts'
import { importFile } from './uploads.ts'

/** What the HTTP surface is made of. */
export interface Server extends AwsJson {
  readonly control: Control
  readonly guard: GuardSettings
}

/** The whole HTTP surface on one port. */
export function createApp(server: Server): Hono {
  const app = new Hono()
  const pages = { ...server, addressOf: server.peer.addressOf }
  app.use((c, next) => answerOnDomain(pages, c, next))
  app.post('/', (c, next) => keyService(server, c) ?? next())
  app.on(['POST', 'OPTIONS'], '/', (c) => awsJson(server, c))
  app.get(
    '/:poolId/.well-known/:name',
    (c, next) => wellKnown(pages, c, c.req.param('poolId'), c.req.param('name')) ?? next(),
  )
  app.get('/health', (c) => c.json({ status: 'ok', version: server.control.version }))
  // Before the guard: pages under test load it, wherever they come from.
  app.get(`/_emulator/assets/${deviceDataScriptName}`, () => deviceDataScriptResponse())
  app.use('/_emulator/*', guard(server.guard))
  app.on(['PUT', 'GET'], '/_emulator/uploads/:jobId', (c) => importFile(server, c, c.req.param('jobId')))
  app.get('/_emulator/metrics', (c) => metrics(server.control, c, server.peer.addressOf(c)))
  app.all(
    '/_emulator/api/*',
    lazily(async () => (await import('../control/api.ts')).controlApi(server.control, server.peer.addressOf)),
  )
  app.all(
    '/_emulator/*',
    lazily(async () => (await import('../console/app.tsx')).consoleApp(server.control, server.peer.addressOf)),
  )
  // Observed: Stack Overflow 47664727, for a path that is neither the API nor a document of a pool.
  app.notFound((c) =>
    c.json(
      {
        code: 'BadRequest',
        message: 'The server did not understand the operation that was requested.',
        type: 'client',
      },
      // Inferred: 404 for other methods on the path of the API, which clients do not use.
      c.req.path === '/' ? 404 : 400,
    ),
  )
  return app
}
