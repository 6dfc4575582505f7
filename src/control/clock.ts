import { z } from 'zod'
import type { ManualClock } from '../base/clock.ts'
import { route } from './route.ts'
import { iso, moment } from './schemas.ts'

const clockState = z.object({ now: moment, frozen: z.boolean() })

/** The injected clock. */
export const clockRoutes = [
  route({
    method: 'get',
    path: '/clock',
    says: 'The time, and whether it stands.',
    answer: clockState,
    handle: ({ control }) => stateOf(control.clock),
  }),
  route({
    method: 'put',
    path: '/clock',
    says: 'Sets the time, stops it or lets it run.',
    body: z.strictObject({ now: moment.optional(), frozen: z.boolean().optional() }),
    answer: clockState,
    handle({ control: { clock }, body: { now, frozen } }) {
      if (now !== undefined) clock.set(Date.parse(now))
      if (frozen === true) clock.freeze()
      if (frozen === false) clock.run()
      return stateOf(clock)
    },
  }),
  route({
    method: 'post',
    path: '/clock/advance',
    says: 'Moves the time by seconds, which may be negative; it goes on running or standing as before.',
    body: z.strictObject({ seconds: z.number() }),
    answer: clockState,
    handle({ control: { clock }, body: { seconds } }) {
      clock.advance({ seconds })
      return stateOf(clock)
    },
  }),
]

function stateOf(clock: ManualClock): z.output<typeof clockState> {
  return { now: iso(clock.now()), frozen: clock.frozen }
}
