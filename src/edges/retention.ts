import { setImmediate as turn } from 'node:timers/promises'
import type { Clock } from '../base/clock.ts'
import { forgetOldCounters, forgetOldEvents } from '../domain/risk/retention.ts'
import { forgetOldSessions } from '../domain/sign-in/retention.ts'
import { forgetOldFamilies } from '../domain/tokens/retention.ts'
import type { Store } from '../store/database.ts'

/** What takes old events, sessions and sign-ins out of the database, now and then and in small steps, so that no request has to wait. */
export interface Retention {
  start(): void
  /** One whole pass. */
  sweep(): Promise<void>
  stop(): void
}

const firstMs = 5_000
const everyMs = 3_600_000

/** Sweeps a store a little after the start, and every hour. */
export function retention(store: Pick<Store, 'transact'>, clock: Clock): Retention {
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  async function sweep(): Promise<void> {
    while (!stopped && store.transact((tx) => forgetOldEvents(tx, clock.now()))) await turn()
    if (!stopped) store.transact((tx) => forgetOldCounters(tx, clock.now()))
    while (!stopped && store.transact((tx) => forgetOldSessions(tx, clock.now()))) await turn()
    for (let after: string | undefined = ''; !stopped && after !== undefined; await turn()) {
      const from: string = after
      after = store.transact((tx) => forgetOldFamilies(tx, clock.now(), from))
    }
  }

  function schedule(afterMs: number): void {
    timer = setTimeout(() => void sweep().then(() => !stopped && schedule(everyMs)), afterMs).unref()
  }

  return {
    start: () => schedule(firstMs),
    sweep,
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
