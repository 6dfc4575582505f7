import { z } from 'zod'
import type { ManualClock } from '../base/clock.ts'
import { ControlError } from './control.ts'
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
      if (now !== undefined) clock.set(requireMoment(Date.parse(now)))
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
      clock.set(requireMoment(clock.now() + Math.round(seconds * 1000)))
      return stateOf(clock)
    },
  }),
]

// Of four digits, so that everything that prints a time can.
const [first, last] = [0, Date.UTC(10_000, 0) - 1]

function requireMoment(at: number): number {
  if (at >= first && at <= last) return at
  throw new ControlError(400, 'InvalidRequest', 'The clock goes from 1970 to 9999.')
}

function stateOf(clock: ManualClock): z.output<typeof clockState> {
  return { now: iso(clock.now()), frozen: clock.frozen }
}
