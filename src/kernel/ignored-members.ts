import type { Context } from '../context.ts'

/** Input members that are taken and have no effect at all, by their path, with the reason. Each warns once when it is given. */
export const ignoredMembers: Readonly<Record<string, string>> = {
  AnalyticsMetadata: 'there is no Amazon Pinpoint here that events could go to',
}

/**
 * Input members that are kept and shown as they were given, and that nothing on one machine could act upon, by the end of
 * their path, with the reason.
 */
export const shownMembers: Readonly<Record<string, string>> = {
  'AnalyticsConfiguration.UserDataShared': 'there is no Amazon Pinpoint here that events could go to',
  CloudWatchLogsRoleArn: 'there is no IAM here; what an import did is told by its job',
  'CustomDomainConfig.SecurityPolicy': 'domains are served without TLS',
  'EmailConfiguration.ConfigurationSet': 'there is no SES here',
  'EumsSms.ConfigurationSetName': 'no text message leaves the machine',
  'EumsSms.InEntityId': 'no text message leaves the machine',
  'EumsSms.InTemplateId': 'no text message leaves the machine',
  'KeyConfiguration.KmsKeyArn': 'there is no KMS here that could hold the keys',
  'Routing.Failover': 'there are no health checks here that would fail over',
  'Scopes.ScopeDescription': 'it is only shown by the service as well',
}

/** Input members that have a single value, or no effect that the service would show either, by the end of their path. */
export const inertMembers: Readonly<Record<string, string>> = {
  'ConfirmSignUp.UserContextData': 'the event of a sign-up is rated by the context of SignUp',
  'ContextData.ServerName': 'no documented effect: the address and the user agent are what is rated',
  'ContextData.ServerPath': 'no documented effect: the address and the user agent are what is rated',
  'CreateTerms.Enforcement': 'it has one value',
  'CreateTerms.TermsSource': 'it has one value',
  'LimitDefinition.LimitClass': 'it has one value',
  'UpdateTerms.Enforcement': 'it has one value',
  'UpdateTerms.TermsSource': 'it has one value',
}

/** Warns of members that are given and ignored, once each. */
export function warnOfIgnored(ctx: Pick<Context, 'warn'>, input: object): void {
  for (const [member, reason] of Object.entries(ignoredMembers)) {
    if (member in input) ctx.warn(`${member} is accepted and ignored: ${reason}.`)
  }
}
