import { ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { EmailConfigurationType, SmsConfigurationType } from '../../api/generated/types.ts'
import { regionOfArn } from '../../base/arn.ts'
import type { Context } from '../../context.ts'
import type { PoolSettings } from '../../store/schema/pools.ts'
import { requireOwnRole } from './roles.ts'

type Where = Pick<Context, 'settings'>

/** Throws what the service says about e-mail and SMS settings. Observed: deployments of 2026, unless a line says otherwise. */
export function requireSenders(ctx: Where, settings: PoolSettings): void {
  requireEmailSender(ctx, settings.EmailConfiguration ?? {})
  if (settings.SmsConfiguration) requireSmsSender(ctx, settings.SmsConfiguration)
  ensure(
    !settings.EmailMfaConfiguration || settings.EmailConfiguration?.EmailSendingAccount === 'DEVELOPER',
    emailMfaNeedsSender,
  )
}

/** The refusal of e-mail MFA in a pool that sends through the service's own address. */
export const emailMfaNeedsSender = invalid(
  'Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount of COGNITO_DEFAULT.',
)

/** The refusal of an identity that is in none of the Regions that `isSesRegion` knows. */
export const otherSesRegion =
  'Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.'

/** Whether a pool can send through an SES identity, by its Region. */
export function isSesRegion({ settings: { region } }: Where, sourceArn: string): boolean {
  // Documented: user pool e-mail settings page; besides these three the pool's own Region serves.
  return ['eu-west-1', 'us-east-1', 'us-west-2', region].includes(regionOfArn(sourceArn))
}

/** Throws unless SMS messages can leave as the settings say. */
export function requireSmsSender(ctx: Where, sms: SmsConfigurationType): void {
  const { SnsCallerArn, SnsRegion, EumsSms } = sms
  // Documented: botocore 1.43.67, one of the two. Inferred: type and text of the refusal.
  ensure(
    Boolean(SnsCallerArn) !== Boolean(EumsSms),
    invalid('Exactly one of SnsCallerArn and EumsSms is required in SmsConfiguration.'),
  )
  requireOwnRole(ctx, SnsCallerArn || EumsSms?.CallerArn)
  const { region } = ctx.settings
  const wrong = [SnsRegion, EumsSms?.Region].find((given) => given !== undefined && given !== region)
  ensure(wrong === undefined, invalid(`Invalid snsRegion. Allowed SNS region for ${region} is ${region}`))
}

function requireEmailSender(ctx: Where, email: EmailConfigurationType): void {
  const { EmailSendingAccount, SourceArn, From } = email
  ensure(
    EmailSendingAccount !== 'DEVELOPER' || SourceArn,
    invalid('Source ARN is required to use DEVELOPER email sending owner'),
  )
  ensure(!SourceArn || isSesRegion(ctx, SourceArn), invalid(otherSesRegion))
  // Documented: EmailConfigurationType; an address, or a name with the address in angle brackets.
  ensure(
    !From || /^(?:[^<>@]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(From),
    invalid('Provided From email address is invalid'),
  )
}
