import { encryptMessage, type KeyWrapper, rawAesWrapper } from '../../base/encryption-message.ts'
import type { Context, TriggerEvent, TriggerTarget } from '../../context.ts'
import type { Message } from '../../store/schema/messages.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { customSender } from '../messages/outbox.ts'
import { findPool } from '../pools/pools.ts'
import { findUserById } from '../users/users.ts'
import { triggerEvent } from './call.ts'
import { keyServiceWrapper } from './key-service.ts'
import { triggerAttributes } from './user-attributes.ts'

type Sealing = Pick<Context, 'tx' | 'settings' | 'random' | 'warn'>

/** The event that hands a message to the pool's own sender; undefined where the pool has none for its channel. */
export function senderCall(ctx: Sealing, message: Message): { target: TriggerTarget; event: TriggerEvent } | undefined {
  const pool = findPool(ctx, message.poolId)
  const target = pool && customSender(ctx, pool, message.channel)
  if (!target || !message.origin) return undefined
  const { kind, username, channel, code, origin } = message
  const request = { userAgent: origin.userAgent }
  const event = triggerEvent({ ...ctx, request }, pool, {
    source: `${target.trigger}_${kind}`,
    userName: username,
    clientId: origin.clientId,
    // Observed: the event of a published function; there is no response, and null for metadata that was not given.
    request: {
      type: channel === 'email' ? 'customEmailSenderRequestV1' : 'customSMSSenderRequestV1',
      code: code === null ? null : sealedCode(ctx, pool, code),
      // Documented: custom e-mail sender page. Never for notifications of threat protection.
      clientMetadata: origin.attributes ? undefined : (origin.clientMetadata ?? null),
      // Inferred: such a notification has the profile as well, as published functions read the address from it.
      userAttributes: { ...recipient(ctx, message), ...origin.attributes },
    },
  })
  return { target, event }
}

/** Inferred: an address that waits for its code is in the event already, since functions send where the attributes say. */
function recipient(ctx: Pick<Context, 'tx'>, { userId, channel, to }: Message): Record<string, string> {
  const user = userId === null ? undefined : findUserById(ctx, userId)
  return { ...(user && triggerAttributes(ctx, user)), [channel === 'email' ? 'email' : 'phone_number']: to }
}

/** The namespace in which a raw AES keyring knows the key of the setting `senderKey`; its name is the pool's KMSKeyID. */
export const keyNamespace = 'cognito-plus'

// Documented: custom sender pages. The code is encrypted as the AWS Encryption SDK does. Ours: the key is a local one, and
// without any the code is merely encoded.
function sealedCode(ctx: Sealing, pool: Pool, code: string): string {
  const wrap = wrapperOf(ctx, pool)
  if (wrap) return encryptMessage(ctx.random, code, { 'userpool-id': pool.id }, wrap).toString('base64')
  ctx.warn('Custom senders get their codes in plain base64: the setting senderKey is not given.')
  return Buffer.from(code).toString('base64')
}

function wrapperOf(ctx: Sealing, pool: Pool): KeyWrapper | undefined {
  const { senderKey, region, accountId } = ctx.settings
  const name = pool.settings.LambdaConfig?.KMSKeyID
  if (senderKey === 'kms')
    return keyServiceWrapper(ctx, name ?? `arn:aws:kms:${region}:${accountId}:key/${keyNamespace}`)
  return senderKey && rawAesWrapper(ctx.random, senderKey, keyNamespace, name ?? keyNamespace)
}
