import type { MessageKind } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { fillTemplate, type TemplateValues, withoutTags } from './templates.ts'

/** A message before its placeholders are filled in. Bodies of e-mails are HTML. */
export interface MessageTemplate {
  /** Undefined for text messages. */
  readonly subject: string | undefined
  readonly body: string
}

/** Where a code can be announced. */
export type Channel = 'email' | 'sms'

// Inferred: the defaults; the invitation's text is confirmed by a public dump of a pool (amplify-js#8469).
const defaults = {
  code: { subject: 'Your verification code', body: 'Your verification code is {####}.' },
  link: {
    subject: 'Your verification link',
    body: 'Please click the link below to verify your email address. {##Verify Email##}',
  },
  authentication: { subject: 'Your authentication code', body: 'Your authentication code is {####}.' },
  invitation: {
    subject: 'Your temporary password',
    body: 'Your username is {username} and temporary password is {####}.',
    passwordless: 'Your username is {username}.',
  },
} as const

/** The pool's text for a code, its default where none is configured. `byLink` chooses the template with a link. */
export function codeTemplate(pool: Pool, kind: MessageKind, channel: Channel, byLink = false): MessageTemplate {
  if (kind === 'Authentication') return authenticationTemplate(pool, channel)
  // Documented: VerificationMessageTemplateType; the older members of the pool mirror it.
  const { settings } = pool
  const template = settings.VerificationMessageTemplate ?? {}
  if (channel === 'sms') {
    return { subject: undefined, body: template.SmsMessage ?? settings.SmsVerificationMessage ?? defaults.code.body }
  }
  if (byLink) {
    return {
      subject: template.EmailSubjectByLink ?? defaults.link.subject,
      body: template.EmailMessageByLink ?? defaults.link.body,
    }
  }
  return {
    subject: template.EmailSubject ?? settings.EmailVerificationSubject ?? defaults.code.subject,
    body: template.EmailMessage ?? settings.EmailVerificationMessage ?? defaults.code.body,
  }
}

/** The pool's text for an invitation. Documented: without a temporary password the text speaks of none. */
export function invitationTemplate(pool: Pool, channel: Channel, withPassword: boolean): MessageTemplate {
  const template = pool.settings.AdminCreateUserConfig?.InviteMessageTemplate ?? {}
  const standard = withPassword ? defaults.invitation.body : defaults.invitation.passwordless
  if (channel === 'sms') return { subject: undefined, body: template.SMSMessage ?? standard }
  return {
    subject: template.EmailSubject ?? defaults.invitation.subject,
    body: template.EmailMessage ?? standard,
  }
}

/** The parts of an e-mail, filled in: values cannot add HTML of their own. */
export function filledEmail(
  { subject, body }: MessageTemplate,
  values: TemplateValues,
): { subject: string | null; html: string; text: string } {
  return {
    subject: subject === undefined ? null : fillTemplate(subject, values, 'subject'),
    html: fillTemplate(body, values, 'html'),
    text: fillTemplate(withoutTags(body), values, 'text'),
  }
}

function authenticationTemplate({ settings }: Pool, channel: Channel): MessageTemplate {
  if (channel === 'sms') {
    return { subject: undefined, body: settings.SmsAuthenticationMessage ?? defaults.authentication.body }
  }
  const template = settings.EmailMfaConfiguration ?? {}
  return {
    subject: template.Subject ?? defaults.authentication.subject,
    body: template.Message ?? defaults.authentication.body,
  }
}
