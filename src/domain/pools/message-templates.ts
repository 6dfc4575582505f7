import { ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { PoolSettings } from '../../store/schema/pools.ts'

/**
 * Throws what the service says about texts that lack a placeholder and still have the form that the model asks for.
 * Documented: CreateUserPool API page; a code and a link may not both be given. Observed: Terraform's acceptance tests give
 * both.
 */
export function requireTemplates(settings: PoolSettings): void {
  const byLink = settings.VerificationMessageTemplate?.EmailMessageByLink
  // Observed: aws-cdk#6811 and aws-cli#8280, for {####} in place of the link.
  ensure(byLink === undefined || /\{##(?!##\})[^{}]+##\}/.test(byLink), invalid('The message is invalid.'))
  if (!isPasswordless(settings)) requireInvitations(settings)
}

// Documented: MessageTemplateType; who creates users without passwords may leave the placeholder out.
function isPasswordless({ Policies }: PoolSettings): boolean {
  const factors = Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? []
  return factors.includes('EMAIL_OTP') || factors.includes('SMS_OTP')
}

// Observed: deployments of 2026, the member under this name and both patterns.
const invitations = [
  [
    'EmailMessage',
    'emailMessage',
    '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*\\{####\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*',
  ],
  ['SMSMessage', 'smsMessage', '(?s).*\\{####\\}(?s).*'],
] as const

function requireInvitations({ AdminCreateUserConfig }: PoolSettings): void {
  const template = AdminCreateUserConfig?.InviteMessageTemplate ?? {}
  const found = invitations.flatMap(([member, name, pattern]) => {
    const text = template[member]
    if (text === undefined || text.includes('{####}')) return []
    const path = `adminCreateUserConfig.inviteMessage.${name}`
    return [
      `Value '${text}' at '${path}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
    ]
  })
  const errors = found.length === 1 ? 'error' : 'errors'
  ensure(found.length === 0, invalid(`${found.length} validation ${errors} detected: ${found.join('; ')}`))
  // Documented: developer guide, invitation messages; both placeholders. Inferred: the text.
  const named = invitations.every(([member]) => template[member]?.includes('{username}') ?? true)
  ensure(named, invalid('The message is invalid.'))
}
