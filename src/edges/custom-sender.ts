import type { Context, Triggers } from '../context.ts'
import type { Message } from '../domain/messages/deliveries.ts'
import { senderCall } from '../domain/triggers/custom-sender.ts'
import { TriggerFailure } from '../domain/triggers/failure.ts'
import type { MailRelay } from './smtp.ts'

/** What handing messages to functions needs from the rest of the program. */
export interface SenderParts {
  readonly triggers: Triggers
  /** Where the messages of pools without a sender of their own go; undefined where they stay. */
  readonly relay: MailRelay | undefined
  /** One transaction. */
  transact<T>(work: (ctx: Pick<Context, 'tx' | 'settings' | 'random' | 'warn'>) => T): T
}

/** A relay that hands messages to their pool's custom sender, and the rest to the mail relay behind it. */
export function senderRelay({ triggers, relay, transact }: SenderParts): MailRelay {
  return {
    async send(message: Message) {
      const call = transact((ctx) => senderCall(ctx, message))
      if (call) await invoke(triggers, call)
      else if (message.channel === 'email') await relay?.send(message)
    },
    close: () => relay?.close(),
  }
}

/** Inferred: what a sender returns does not matter. A failure says in the message's row what happened. */
async function invoke(
  triggers: Triggers,
  { target, event }: NonNullable<ReturnType<typeof senderCall>>,
): Promise<void> {
  try {
    await triggers.invoke(target, event)
  } catch (error) {
    if (!(error instanceof TriggerFailure)) throw error
    throw new Error(`${target.trigger}: ${error.reason ?? error.message}`, { cause: error })
  }
}
