import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { failDrafts, type Message, markDelivered, markFailed, pendingMessages } from '../domain/messages/deliveries.ts'
import { isPermanent, type MailRelay } from './smtp.ts'

/** What takes messages from the outbox to the outside world. */
export interface Deliveries {
  /** Sends what one request left in the outbox; gives up waiting after two seconds and leaves the rest for later. */
  deliver(requestId: string): Promise<void>
  /** Tries everything that is pending, now and every half minute. */
  start(): void
  stop(): void
}

/** What deliveries need from the rest of the program. */
export interface DeliveryParts {
  readonly relay: MailRelay
  /** One transaction. */
  transact<T>(work: (ctx: Pick<Context, 'tx'>) => T): T
  /** One line for each message that could not leave. */
  warn(text: string): void
  /** Called in the transaction in which a message is given up. */
  givenUp(ctx: Pick<Context, 'tx'>, message: Message, why: string): void
}

const patienceMs = 2000
const retryEveryMs = 30_000

/** Deliveries by way of a mail relay. */
export function relayDeliveries({ relay, transact, warn, givenUp }: DeliveryParts): Deliveries {
  const underWay = new Map<number, Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  async function send(message: Message): Promise<void> {
    try {
      await relay.send(message)
      if (!stopped) transact((ctx) => markDelivered(ctx, message))
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      if (!stopped) transact((ctx) => markFailed(ctx, message, why, isPermanent(error)) && givenUp(ctx, message, why))
      warn(`Message ${message.id} did not leave: ${why}`)
    } finally {
      underWay.delete(message.seq)
    }
  }

  function sendAll(messages: readonly Message[]): Promise<unknown> {
    for (const message of messages) {
      if (!underWay.has(message.seq)) underWay.set(message.seq, send(message))
    }
    return Promise.all(messages.map((message) => underWay.get(message.seq)))
  }

  const retry = () => void sendAll(transact((ctx) => pendingMessages(ctx)))

  return {
    async deliver(requestId) {
      const messages = transact((ctx) => pendingMessages(ctx, requestId))
      if (messages.length === 0) return
      const patience = new AbortController()
      await Promise.race([
        sendAll(messages).then(() => patience.abort()),
        wait(patienceMs, undefined, { signal: patience.signal, ref: false }).catch(() => undefined),
      ])
    },
    start() {
      transact((ctx) => failDrafts(ctx, "the program ended before the pool's function was asked for its words"))
      retry()
      timer = setInterval(retry, retryEveryMs).unref()
    },
    stop() {
      stopped = true
      clearInterval(timer)
      relay.close()
    },
  }
}
