import { javaDate } from '../../base/aws-date.ts'
import type { Context, FlowContext } from '../../context.ts'
import type { AuthEvent } from '../../store/schema/events.ts'
import type { User } from '../../store/schema/users.ts'
import { type NotificationName, notificationMail } from '../messages/notification-texts.ts'
import { writeMessage } from '../messages/outbox.ts'
import { addressOfIdentity } from '../messages/senders.ts'
import { feedbackLinks } from './feedback-links.ts'
import { makeFeedbackToken } from './feedback-token.ts'
import { type FeedbackOffer, findOccasion, type Notice, type Occasion } from './occasion.ts'

export type { Notice } from './occasion.ts'

/** Writes the notification e-mail of an event. To be awaited after the transaction that made the notice. */
export async function notify(ctx: FlowContext, notice: Notice): Promise<void> {
  const occasion = ctx.transact((inside) => findOccasion(inside, notice) ?? null)
  if (!occasion) return
  const { pool, user, event, attributes } = occasion
  const address = attributes.get('email')
  // Documented: whether the address is verified does not matter. Inferred: without one nothing can be sent.
  if (!address) return ctx.note('Nobody was notified: the user has no e-mail address.')
  const token = await makeFeedbackToken(ctx, { poolId: pool.id, sub: user.sub, eventId: event.id })
  const links = ctx.transact((inside) => feedbackLinks(inside, pool, user, event.id, token))
  const feedback = { eventId: event.id, token, ...links }
  ctx.transact((inside) => writeNotification(inside, occasion, address, notice.email, feedback))
}

function writeNotification(
  ctx: Context,
  { pool, user, event, configuration }: Occasion,
  address: string,
  name: NotificationName,
  feedback: FeedbackOffer,
): void {
  const { context, at } = event
  const { token: feedbackToken, ...offered } = feedback
  const mail = notificationMail(name, configuration[name], {
    ...{ username: user.username, at, feedbackToken, ...offered },
    ...{ ipAddress: context.ipAddress, city: context.city, country: context.country, deviceName: context.deviceName },
  })
  writeMessage(
    ctx,
    {
      poolId: pool.id,
      userId: user.id,
      username: user.username,
      channel: 'email',
      kind: 'AccountTakeOverNotification',
      to: address,
      // Documented: the pool's own mailer is not used. Inferred: without From the SES identity itself is the sender.
      from: configuration.From ?? addressOfIdentity(configuration.SourceArn),
      replyTo: configuration.ReplyTo ?? null,
      ...mail,
      feedback,
    },
    {
      pool,
      name: user.username,
      clientId: event.clientId ?? undefined,
      attributes: customAttributes(event, user, feedback),
    },
  )
  ctx.note(`${name} was written to ${pool.id}/${user.sub}.`)
}

/** Observed: the public type definitions of custom senders name these attributes of this source. */
function customAttributes(
  { id, at, context, evaluation }: AuthEvent,
  user: User,
  { token, validUrl = '', invalidUrl = '' }: FeedbackOffer,
): Record<string, string> {
  const { ipAddress, city, country, deviceName } = context
  return {
    EVENT_ID: id,
    USER_NAME: user.username,
    IP_ADDRESS: ipAddress,
    ACCOUNT_TAKE_OVER_ACTION: evaluation?.action ?? 'NO_ACTION',
    ONE_CLICK_LINK_VALID: validUrl,
    ONE_CLICK_LINK_INVALID: invalidUrl,
    LOGIN_TIME: javaDate(at),
    FEEDBACK_TOKEN: token,
    ...(city !== undefined && { CITY: city }),
    ...(country !== undefined && { COUNTRY: country }),
    ...(deviceName !== undefined && { DEVICE_NAME: deviceName }),
  }
}
