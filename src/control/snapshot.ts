import { z } from 'zod'
import { route } from './route.ts'

const type = 'application/vnd.sqlite3'

/** Everything there is, to be taken away and brought back. */
export const snapshotRoutes = [
  route({
    method: 'get',
    path: '/snapshot',
    says: 'Everything there is, the clock included, as one SQLite file.',
    answer: z.unknown().describe('the bytes of an SQLite file'),
    answerType: type,
    handle: ({ control }) =>
      new Response(Buffer.from(control.snapshot()), {
        headers: { 'content-type': type, 'content-disposition': 'attachment; filename="cognito-plus.sqlite"' },
      }),
  }),
  route({
    method: 'put',
    path: '/snapshot',
    says: 'Back to what a snapshot holds.',
    bodyType: type,
    answer: z.object({ status: z.literal('ok') }),
    async handle({ control, bytes }) {
      control.restore(await bytes())
      return { status: 'ok' as const }
    },
  }),
]
