import { Hono, type Context as HonoContext } from 'hono'
import { ZodError, type z } from 'zod'
import { ApiError } from '../api/errors.ts'
import { SeedError } from '../seed/seed-error.ts'
import { callRoutes } from './calls.ts'
import { changeRoutes } from './changes.ts'
import { clockRoutes } from './clock.ts'
import { type Control, ControlError, openContext } from './control.ts'
import { doctorRoutes } from './doctor.ts'
import { eventRoutes } from './events.ts'
import { explanationRoutes } from './explanations.ts'
import { exportRoutes } from './export.ts'
import { faultRoutes } from './faults.ts'
import { feedbackEffectRoutes } from './feedback-effects.ts'
import { inboxRoutes } from './inbox.ts'
import { magicRoutes } from './magic.ts'
import { notificationRoutes } from './notifications.ts'
import { openApiDocument } from './openapi.ts'
import { poolRoutes } from './pools.ts'
import { replayRoutes } from './replay.ts'
import { requestRoutes } from './requests.ts'
import { riskRoutes } from './risk.ts'
import type { Route } from './route.ts'
import { scenarioRoutes } from './scenarios.ts'
import { signInRoutes } from './sign-ins.ts'
import { snapshotRoutes } from './snapshot.ts'
import { stateRoutes } from './state.ts'

/** Every call of the control API. */
export const routes: readonly Route[] = [
  ...stateRoutes,
  ...snapshotRoutes,
  ...exportRoutes,
  ...inboxRoutes,
  ...signInRoutes,
  ...scenarioRoutes,
  ...replayRoutes,
  ...riskRoutes,
  ...eventRoutes,
  ...explanationRoutes,
  ...feedbackEffectRoutes,
  ...poolRoutes,
  ...doctorRoutes,
  ...notificationRoutes,
  ...callRoutes,
  ...magicRoutes,
  ...changeRoutes,
  ...clockRoutes,
  ...faultRoutes,
  ...requestRoutes,
]

/** The control API, to be mounted under /_emulator/api behind the guard. */
export function controlApi(control: Control, addressOf: (c: HonoContext) => string): Hono {
  const app = new Hono().basePath('/_emulator/api')
  app.get('/openapi.json', (c) => c.json(openApiDocument(routes, control.version)))
  for (const row of routes) {
    app.on(row.method.toUpperCase(), row.path, async (c) => {
      const call = {
        control,
        ctx: openContext(control, addressOf(c)),
        params: c.req.param() as Record<string, string>,
        query: row.query?.parse(c.req.query()),
        body: row.body?.parse(jsonOf(await c.req.text())),
        text: row.text ? await c.req.text() : '',
        bytes: async () => new Uint8Array(await c.req.arrayBuffer()),
        signal: c.req.raw.signal,
      }
      const answer = await row.handle(call)
      return answer instanceof Response ? answer : c.json(answer as object)
    })
  }
  app.notFound((c) =>
    c.json(errorBody('NotFound', `There is no ${c.req.method} ${c.req.path}; see /_emulator/api/openapi.json.`), 404),
  )
  app.onError((error, c) => {
    if (error instanceof ControlError) return c.json(errorBody(error.code, error.message), error.status)
    if (error instanceof ZodError) return c.json(errorBody('InvalidRequest', sentenceOf(error)), 400)
    if (error instanceof SeedError) return c.json(errorBody('InvalidSeed', error.message), 400)
    if (error instanceof ApiError && error.status < 500) {
      return c.json(errorBody(error.name, error.message), error.name === 'ResourceNotFoundException' ? 404 : 400)
    }
    control.report(error)
    return c.json(errorBody('InternalError', 'Internal error; the log of the emulator has the stack.'), 500)
  })
  return app
}

/** The JSON of a body, whatever its content type; an empty body counts as an empty object. */
function jsonOf(text: string): unknown {
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new ControlError(400, 'InvalidRequest', 'The body is not JSON.')
  }
}

function errorBody(code: string, message: string): { error: { code: string; message: string } } {
  return { error: { code, message } }
}

/** `context.ipAddress: Invalid IP address; times: …` */
function sentenceOf(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ')
}
