import { Hono } from 'hono'
import { type AwsJson, awsJson } from './aws-json.ts'

/** The whole HTTP surface on one port. */
export function createApp(server: AwsJson): Hono {
  const app = new Hono()
  app.on(['POST', 'OPTIONS'], '/', (c) => awsJson(server, c))
  app.get('/health', (c) => c.json({ status: 'ok' }))
  // Observed: Stack Overflow 47664727, for a path that is neither the API nor a document of a pool.
  app.notFound((c) =>
    c.json(
      {
        code: 'BadRequest',
        message: 'The server did not understand the operation that was requested.',
        type: 'client',
      },
      400,
    ),
  )
  return app
}
