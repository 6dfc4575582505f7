import { z } from 'zod'
import { route } from './route.ts'

const report = z.object({
  loaded: z.boolean().describe('false for a file that this database holds already'),
  pools: z.number(),
  users: z.number(),
  events: z.number(),
})

/** Whether everything is there, and what is in it. */
export const stateRoutes = [
  route({
    method: 'get',
    path: '/health',
    says: 'Answers once the database is migrated and the seeds are loaded.',
    answer: z.object({ status: z.literal('ok'), version: z.string() }),
    handle: ({ control }) => ({ status: 'ok' as const, version: control.version }),
  }),
  route({
    method: 'post',
    path: '/reset',
    says: 'Back to the seeds, or to nothing with {"seed": false}. Faults, requests and the clock start anew, too.',
    body: z.strictObject({ seed: z.boolean().default(true) }),
    answer: z.object({ status: z.literal('ok') }),
    async handle({ control, body }) {
      await control.reset(body)
      return { status: 'ok' as const }
    },
  }),
  route({
    method: 'post',
    path: '/seed',
    says: 'Loads a seed file; the body is its text, YAML or JSON.',
    text: true,
    answer: report,
    handle: ({ control, text }) => control.seed(text, 'request body'),
  }),
]
