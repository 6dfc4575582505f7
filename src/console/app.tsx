import { Hono, type Context as HonoContext } from 'hono'
import { safeEqual } from '../base/constant-time.ts'
import { systemRandom } from '../base/random.ts'
import { controlApi } from '../control/api.ts'
import type { Control } from '../control/control.ts'
import { type Ask, askOf, Refused } from './ask.ts'
import { asset } from './assets.ts'
import { createNotices, type Notices } from './notices.ts'
import { pages } from './pages.ts'
import { createPreviews, type Previews } from './previews.ts'
import { problemPage } from './problem.tsx'
import type { Visit } from './visit.ts'

/** What all pages share. */
interface Desk {
  readonly ask: Ask
  readonly notices: Notices
  readonly previews: Previews
  readonly token: string
}

/** The console, to be mounted under /_emulator behind the guard. */
export function consoleApp(control: Control, addressOf: (c: HonoContext) => string): Hono {
  const app = new Hono().basePath('/_emulator')
  const desk: Desk = {
    ask: askOf(controlApi(control, addressOf)),
    notices: createNotices(),
    previews: createPreviews(),
    // Real chance even where the emulator's is repeatable: nobody else may know what forms carry.
    token: systemRandom.bytes(18).toString('base64url'),
  }
  app.get('/assets/:name{console\\.css|console\\.js|world\\.svg}', (c) => asset(c, c.req.param('name')))
  for (const row of pages) {
    app.on(row.method.toUpperCase(), row.path, async (c) => {
      const form = row.method === 'post' ? new URLSearchParams(await c.req.text()) : new URLSearchParams()
      const visit = await visitOf(desk, c, form)
      if (row.method === 'post' && !safeEqual(form.get('token') ?? '', desk.token)) {
        const text = 'This form is not from this console, or it is older than its last start. Open the page again.'
        return problemPage(visit, 403, 'The form was refused', text)
      }
      return await row.handle(visit)
    })
  }
  app.notFound(async (c) =>
    problemPage(await visitOf(desk, c), 404, 'There is no such page', 'The menu has all pages of the console.'),
  )
  app.onError(async (error, c) => {
    const visit = await visitOf(desk, c)
    if (error instanceof Refused && error.status < 500) {
      return problemPage(visit, error.status, error.status === 404 ? 'It is not there' : error.code, error.message)
    }
    control.report(error)
    return problemPage(visit, 500, 'Something went wrong', 'The log of the emulator has the details.')
  })
  return app
}

async function visitOf(
  { ask, notices, previews, token }: Desk,
  c: HonoContext,
  form = new URLSearchParams(),
): Promise<Visit> {
  const clock = await ask.get<{ now: string; frozen: boolean }>('/clock')
  return {
    c,
    ask,
    clock: { now: Date.parse(clock.now), frozen: clock.frozen },
    token,
    notices,
    previews,
    notice: notices.take(c.req.query('notice')),
    param: (name) => c.req.param(name) ?? '',
    query: (name) => c.req.query(name)?.trim() || undefined,
    field: (name) => form.get(name)?.trim() || undefined,
    text: (name) => (form.get(name)?.trim() ? form.get(name)?.replaceAll('\r\n', '\n') : undefined),
    fields: (name) => form.getAll(name),
  }
}
