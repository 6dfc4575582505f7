import type { Context } from '../../context.ts'
import { type Message, messages } from '../../store/schema/messages.ts'
import type { Pool } from '../../store/schema/pools.ts'

/** A message as its author writes it; the rest of the row is the outbox's own. */
export type NewMessage = Pick<Message, 'poolId' | 'username' | 'channel' | 'kind' | 'to' | 'from' | 'text'> &
  Partial<Pick<Message, 'userId' | 'replyTo' | 'subject' | 'html' | 'code' | 'link' | 'feedback'>>

/** Writes a message, in the transaction of the fact it announces. It waits for delivery only where e-mail is relayed. */
export function writeMessage(ctx: Context, message: NewMessage): Message {
  const leaves = ctx.settings.relaysMail && message.channel === 'email'
  return ctx.tx
    .insert(messages)
    .values({
      ...message,
      id: ctx.ids.uuid(),
      requestId: ctx.request.id,
      createdAt: ctx.clock.now(),
      status: leaves ? 'pending' : 'delivered',
      attempts: 0,
    })
    .returning()
    .get()
}

/** Who a pool's e-mails come from and where answers go. */
export function emailSender(pool: Pool): Pick<Message, 'from' | 'replyTo'> {
  const { From, ReplyToEmailAddress } = pool.settings.EmailConfiguration ?? {}
  // Documented: developer guide, user pool e-mail. The default sender.
  return { from: From ?? 'no-reply@verificationemail.com', replyTo: ReplyToEmailAddress ?? null }
}

/** Who a pool's text messages come from. Inferred: the service's numbers have no name; this one shows what sent it. */
export const smsSender = 'Cognito'
