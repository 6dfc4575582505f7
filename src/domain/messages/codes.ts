import type { ClientMetadataType, CodeDeliveryDetailsType } from '../../api/generated/types.ts'
import type { Context, MessageKind } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { domainUrlOf } from '../pools/domains.ts'
import { attributesOf } from '../users/users.ts'
import { codeTemplate, filledEmail } from './code-texts.ts'
import { requireEmailQuota } from './email-quota.ts'
import { type ContactAttribute, deliveryDetails } from './masks.ts'
import { writeMessage } from './outbox.ts'
import { emailSender, smsSender } from './senders.ts'
import { fillTemplate } from './templates.ts'

/** A code on its way to a user. */
export interface CodeMessage {
  readonly pool: Pool
  readonly user: User
  readonly kind: MessageKind
  readonly attribute: ContactAttribute
  readonly code: string
  /** Where it goes instead of the attribute's value: a new value that waits for the code. */
  readonly destination?: string | undefined
  /** The app client of the request, for the link of a sign-up message. */
  readonly client?: Client | undefined
  readonly clientMetadata?: ClientMetadataType | undefined
}

/** Writes the message that carries a code, in the pool's words, and tells where it went. */
export function sendCode(ctx: Context, message: CodeMessage): CodeDeliveryDetailsType {
  const { pool, user, kind, attribute, code, client, clientMetadata } = message
  const destination = message.destination ?? attributesOf(ctx, user).get(attribute) ?? ''
  const common = { poolId: pool.id, userId: user.id, username: user.username, kind, to: destination, code }
  const link = confirmationLink(ctx, message)
  const values = { '####': code, username: user.username, link }
  const source = { pool, name: user.username, clientId: client?.id, clientMetadata }
  if (attribute === 'phone_number') {
    const { body } = codeTemplate(pool, kind, 'sms')
    writeMessage(
      ctx,
      { ...common, channel: 'sms', from: smsSender(pool), text: fillTemplate(body, values, 'text') },
      source,
    )
  } else {
    const sender = emailSender(pool)
    requireEmailQuota(ctx, sender.from)
    const email = filledEmail(codeTemplate(pool, kind, 'email', link !== undefined), values)
    writeMessage(ctx, { ...common, ...sender, channel: 'email', ...email, link: link ?? null }, source)
  }
  return deliveryDetails(attribute, destination)
}

// Documented: developer guide, customising verification messages. Inferred: a pool without a domain sends the code instead.
function confirmationLink(ctx: Context, { pool, user, kind, client, code }: CodeMessage): string | undefined {
  const byLink = pool.settings.VerificationMessageTemplate?.DefaultEmailOption === 'CONFIRM_WITH_LINK'
  if (!byLink || !client || (kind !== 'SignUp' && kind !== 'ResendCode')) return undefined
  const domain = domainUrlOf(ctx, pool)
  if (domain === undefined) return undefined
  const query = new URLSearchParams({ client_id: client.id, user_name: user.username, confirmation_code: code })
  return `${domain}/confirmUser?${query}`
}
