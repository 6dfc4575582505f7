import { setTimeout as wait } from 'node:timers/promises'
import { pathOf } from './paths.ts'
import { type Send, TimeoutError, withQuery } from './send.ts'
import type { EventQuery, EventView, UserRef } from './types.ts'

/** The auth events of users, explained. */
export interface EventsApi {
  /** The user's events that fit, newest first. */
  list(user: UserRef, query?: EventQuery): Promise<EventView[]>
  /** The user's newest event that fits, or undefined. */
  latest(user: UserRef, query?: EventQuery): Promise<EventView | undefined>
  /** One event of the user. */
  get(user: UserRef, eventId: string): Promise<EventView>
  /** The user's newest event that fits, as soon as there is one; rejects after `timeoutMs` (5,000 unless given). */
  waitFor(user: UserRef, query?: EventQuery, options?: { timeoutMs?: number }): Promise<EventView>
}

const everyMs = 25

/** The events over the control API. */
export function eventsApi(send: Send): EventsApi {
  const list: EventsApi['list'] = async (user, query = {}) =>
    (await send<{ events: EventView[] }>('GET', withQuery(`${pathOf(user)}/events`, { ...query }))).events
  const latest: EventsApi['latest'] = async (user, query = {}) => (await list(user, { ...query, limit: 1 }))[0]
  return {
    list,
    latest,
    get: (user, eventId) => send('GET', `${pathOf(user)}/events/${encodeURIComponent(eventId)}`),
    async waitFor(user, query = {}, { timeoutMs = 5000 } = {}) {
      const until = performance.now() + timeoutMs
      for (;;) {
        const event = await latest(user, query)
        if (event) return event
        if (performance.now() >= until) break
        await wait(everyMs)
      }
      const wanted = `No event of ${user.username} within ${timeoutMs} ms that fits ${JSON.stringify(query)}`
      throw new TimeoutError(`${wanted}; there are: ${shortly(await list(user, { limit: 5 }))}.`)
    },
  }
}

function shortly(events: readonly EventView[]): string {
  const each = events.map(({ authEvent, evaluation }) =>
    [authEvent.EventType, authEvent.EventResponse, evaluation?.level].filter(Boolean).join(' '),
  )
  return each.join(', ') || 'none'
}
