import type { Message } from '../../store/schema/messages.ts'
import type { Pool } from '../../store/schema/pools.ts'

// Documented: developer guide, user pool e-mail.
const defaultSender = 'no-reply@verificationemail.com'

/** Who a pool's e-mails come from and where answers go. */
export function emailSender(pool: Pool): Pick<Message, 'from' | 'replyTo'> {
  const { From, ReplyToEmailAddress, SourceArn } = pool.settings.EmailConfiguration ?? {}
  // Documented: EmailConfigurationType. Without From the verified identity is the sender.
  const from = From ?? (SourceArn === undefined ? defaultSender : addressOfIdentity(SourceArn))
  return { from, replyTo: ReplyToEmailAddress ?? null }
}

/** The address behind the ARN of an SES identity. Ours: of a domain, which has none, one that is made up. */
export function addressOfIdentity(arn: string): string {
  const identity = arn.slice(arn.indexOf('/') + 1)
  return identity.includes('@') ? identity : `no-reply@${identity}`
}

/** Who a pool's text messages come from. Inferred: the service's numbers have no name; this one shows what sent it. */
export function smsSender(pool: Pool): string {
  return pool.settings.SmsConfiguration?.EumsSms?.OriginationIdentity ?? 'Cognito'
}

/** Whether an e-mail comes from the address that all pools share. */
export const isDefaultSender = (from: string): boolean => from === defaultSender
