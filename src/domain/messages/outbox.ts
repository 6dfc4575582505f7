import type { Context, TriggerTarget } from '../../context.ts'
import { type Message, type MessageOrigin, messages } from '../../store/schema/messages.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { functionOf } from '../pools/functions.ts'

/** A message as its author writes it; the rest of the row is the outbox's own. */
export type NewMessage = Pick<Message, 'poolId' | 'username' | 'channel' | 'kind' | 'to' | 'from' | 'text'> &
  Partial<Pick<Message, 'userId' | 'replyTo' | 'subject' | 'html' | 'code' | 'link' | 'feedback'>>

/** Where a message comes from, for the functions of its pool that word or send it. */
export type MessageSource = Omit<MessageOrigin, 'userAgent'> & { readonly pool: Pool }

/**
 * Writes a message, in the transaction of the fact it announces. It is a draft while the pool's CustomMessage function
 * has to be asked for its words, and waits for delivery where e-mail is relayed or a custom sender takes it.
 */
export function writeMessage(ctx: Context, message: NewMessage, source?: MessageSource): Message {
  const drafted =
    source !== undefined && isWorded(message) && functionOf(ctx, source.pool, 'CustomMessage') !== undefined
  const sender = source && customSender(ctx, source.pool, message.channel)
  const id = ctx.ids.uuid()
  ctx.wrote(id)
  return ctx.tx
    .insert(messages)
    .values({
      ...message,
      id,
      requestId: ctx.request.id,
      origin: drafted || sender ? originOf(ctx, source!) : null,
      createdAt: ctx.clock.now(),
      status: drafted ? 'drafted' : sender || isRelayed(ctx, message.channel) ? 'pending' : 'delivered',
      attempts: 0,
    })
    .returning()
    .get()
}

/** The function that sends messages of this channel instead of the service. */
export function customSender(
  ctx: Pick<Context, 'settings'>,
  pool: Pool,
  channel: Message['channel'],
): TriggerTarget | undefined {
  return functionOf(ctx, pool, channel === 'email' ? 'CustomEmailSender' : 'CustomSMSSender')
}

/** Whether messages of this channel leave by the mail relay. */
export function isRelayed({ settings }: Pick<Context, 'settings'>, channel: Message['channel']): boolean {
  return settings.relaysMail && channel === 'email'
}

/** Documented: CustomMessage page. Its sources do not include the notifications of threat protection. */
function isWorded({ kind }: NewMessage): boolean {
  return kind !== 'AccountTakeOverNotification'
}

function originOf({ request }: Context, { name, clientId, clientMetadata, attributes }: MessageSource): MessageOrigin {
  return { name, clientId, clientMetadata, attributes, userAgent: request.userAgent }
}
