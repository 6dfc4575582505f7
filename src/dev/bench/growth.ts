import { statSync } from 'node:fs'
import { join } from 'node:path'
import { type Figure, inTurn } from './measure.ts'
import { makeWorld } from './world.ts'

/** The same sign-in at 1,000 and at `events` stored events, in turn. */
export async function growth(events: number): Promise<Figure[]> {
  const started = performance.now()
  const large = await makeWorld({ users: 500, events }, (done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${events} events stored`)
  })
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  const perEvent = (performance.now() - started) / events
  const small = await makeWorld({ users: 500, events: 1000 })
  try {
    const times = await inTurn(300, { small: () => small.signIn(), large: () => large.signIn() })
    const megabytes = statSync(join(large.folder, 'cognito-plus.sqlite')).size / 1e6
    return [
      { name: `storing and learning an event, in bulk, up to ${events}`, value: perEvent, unit: 'ms' },
      { name: `database at ${events} events`, value: megabytes, unit: 'MB' },
      { name: 'sign-in at 1,000 stored events (median)', value: times.small, unit: 'ms' },
      { name: `sign-in at ${events} stored events (median)`, value: times.large, unit: 'ms' },
      {
        name: `sign-in at ${events} over sign-in at 1,000 events`,
        value: times.large / times.small,
        unit: 'x',
        atMost: 1.2,
      },
    ]
  } finally {
    small.close()
    large.close()
  }
}
