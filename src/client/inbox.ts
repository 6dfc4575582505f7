import { type Send, TimeoutError, withQuery } from './send.ts'
import type { InboxMessage, MessageQuery } from './types.ts'

/** What was sent to users. A message is there before the response that caused it. */
export interface InboxApi {
  /** The newest message that fits, or undefined. */
  latest(query?: MessageQuery): Promise<InboxMessage | undefined>
  /** All messages that fit, newest first. */
  list(query?: MessageQuery): Promise<InboxMessage[]>
  /** The newest message that fits, as soon as there is one; rejects after `timeoutMs` (5,000 unless given). */
  waitFor(query?: MessageQuery, options?: { timeoutMs?: number }): Promise<InboxMessage>
  /** Empties the inbox. */
  clear(): Promise<void>
}

/** How long one request waits. */
const longestMs = 60_000

/** The inbox over the control API. */
export function inboxApi(send: Send): InboxApi {
  const read = async (query: object) =>
    (await send<{ messages: InboxMessage[] }>('GET', withQuery('/inbox', { ...query }))).messages
  return {
    latest: async (query = {}) => (await read({ ...query, limit: 1 }))[0],
    list: (query = {}) => read(query),
    async waitFor(query = {}, { timeoutMs = 5000 } = {}) {
      const until = performance.now() + timeoutMs
      for (let left = timeoutMs; left >= 0; left = until - performance.now()) {
        const [message] = await read({ ...query, limit: 1, wait: Math.min(left, longestMs) / 1000 })
        if (message) return message
      }
      const wanted = `No message within ${timeoutMs} ms that fits ${JSON.stringify(query)}`
      throw new TimeoutError(`${wanted}; there are: ${shortly(await read({ limit: 5 }))}.`)
    },
    clear: async () => void (await send('DELETE', '/inbox')),
  }
}

function shortly(messages: readonly InboxMessage[]): string {
  return messages.map(({ kind, to }) => `${kind} to ${to}`).join(', ') || 'none'
}
