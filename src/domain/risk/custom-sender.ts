import { javaDate } from '../../base/aws-date.ts'
import type { FlowContext, TriggerEvent, TriggerTarget } from '../../context.ts'
import { triggerEvent } from '../triggers/call.ts'
import type { FeedbackOffer, Occasion } from './occasion.ts'

/** Hands a notification to the pool's own sender. That it fails changes nothing about the sign-in. */
export async function sendCustom(
  ctx: FlowContext,
  target: TriggerTarget,
  occasion: Occasion,
  feedback: FeedbackOffer,
): Promise<void> {
  try {
    await ctx.triggers.invoke(target, customSenderEvent(ctx, occasion, feedback))
    ctx.note('The notification went to the custom e-mail sender.')
  } catch (error) {
    ctx.note(`The custom e-mail sender failed: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/**
 * The event of the trigger. Observed: the public type definitions of such functions, for the attributes of this source.
 * Documented: there is never clientMetadata. Inferred: the profile is there as well, as handlers read `email` from it.
 */
function customSenderEvent(
  ctx: FlowContext,
  { pool, user, event, attributes }: Occasion,
  { token, validUrl = '', invalidUrl = '' }: FeedbackOffer,
): TriggerEvent {
  const { ipAddress, city, country, deviceName } = event.context
  return triggerEvent(ctx, pool, {
    source: 'CustomEmailSender_AccountTakeOverNotification',
    userName: user.username,
    clientId: event.clientId ?? undefined,
    request: {
      type: 'customEmailSenderRequestV1',
      code: null,
      userAttributes: {
        ...Object.fromEntries(attributes),
        EVENT_ID: event.id,
        USER_NAME: user.username,
        IP_ADDRESS: ipAddress,
        ACCOUNT_TAKE_OVER_ACTION: event.evaluation?.action ?? 'NO_ACTION',
        ONE_CLICK_LINK_VALID: validUrl,
        ONE_CLICK_LINK_INVALID: invalidUrl,
        LOGIN_TIME: javaDate(event.at),
        FEEDBACK_TOKEN: token,
        ...(city !== undefined && { CITY: city }),
        ...(country !== undefined && { COUNTRY: country }),
        ...(deviceName !== undefined && { DEVICE_NAME: deviceName }),
      },
    },
  })
}
