import type { NotifyEmailType } from '../../api/generated/types.ts'
import { javaDate } from '../../base/aws-date.ts'
import { fillTemplate, type TemplateValues, withoutTags } from './templates.ts'

/** The three e-mails of adaptive authentication, as the risk configuration names them. */
export type NotificationName = 'BlockEmail' | 'MfaEmail' | 'NoActionEmail'

/** What a notification can tell about a sign-in. */
export interface NotificationFacts {
  readonly username: string
  readonly ipAddress: string
  readonly city?: string | undefined
  readonly country?: string | undefined
  /** Milliseconds since 1970. */
  readonly at: number
  readonly deviceName?: string | undefined
  readonly eventId: string
  readonly feedbackToken: string
  /** The one-click links; undefined for a pool without domain. */
  readonly validUrl?: string | undefined
  readonly invalidUrl?: string | undefined
}

/** A notification in the configured words, or in the default ones where no body is configured. */
export function notificationMail(
  name: NotificationName,
  configured: NotifyEmailType | undefined,
  facts: NotificationFacts,
): { subject: string; html: string | null; text: string } {
  const values = notificationValues(facts)
  const standard = notificationDefaults[name]
  // Inferred: the default bodies stand in only where neither is configured, so that a mail never says two things.
  const { HtmlBody, TextBody } = configured?.HtmlBody || configured?.TextBody ? configured : standard
  const text = TextBody ?? withoutTags(HtmlBody ?? '')
  return {
    subject: fillTemplate(configured?.Subject ?? standard.Subject, values, 'subject'),
    html: HtmlBody === undefined ? null : fillTemplate(HtmlBody, values, 'html'),
    text: fillTemplate(text, values, 'text'),
  }
}

// Documented: developer guide, message templates, for the names of the places.
function notificationValues(facts: NotificationFacts): TemplateValues {
  return {
    username: facts.username,
    'ip-address': facts.ipAddress,
    // Inferred: auth events print an unknown city as the word null; a reader is told that it is unknown.
    city: facts.city ?? 'Unknown',
    country: facts.country ?? 'Unknown',
    // Inferred: the form that exported logs show.
    'login-time': javaDate(facts.at),
    'device-name': facts.deviceName ?? 'Unknown',
    // Inferred: nothing takes the place of a link that cannot be made.
    'one-click-link-valid': facts.validUrl ?? '',
    'one-click-link-invalid': facts.invalidUrl ?? '',
    'event-id': facts.eventId,
    'feedback-token': facts.feedbackToken,
  }
}

// Documented: the samples of SetRiskConfiguration (API page and command line), for subjects, facts and places. Inferred:
// that these are the defaults. The words are ours.
/** What is sent, and shown by DescribeRiskConfiguration, where a NotifyConfiguration says nothing of its own. */
export const notificationDefaults: Readonly<Record<NotificationName, Required<NotifyEmailType>>> = {
  BlockEmail: standardEmail(
    'Blocked sign-in attempt',
    'We stopped a sign-in to your account that we did not recognize:',
  ),
  MfaEmail: standardEmail('New sign-in attempt', 'A sign-in to your account had to be confirmed with a second factor:'),
  NoActionEmail: standardEmail('New sign-in attempt', 'We noticed a sign-in to your account that looked unusual:'),
}

function standardEmail(subject: string, opening: string): Required<NotifyEmailType> {
  const facts = ['Time: {login-time}', 'Device: {device-name}', 'Location: {city}, {country}']
  const notYou = 'If this was not you, change your password now and tell us by opening'
  const you = 'If this was you, tell us by opening'
  return {
    Subject: subject,
    HtmlBody: `<!DOCTYPE html>
<html>
<head>
<title>${subject}</title>
<meta charset="utf-8">
</head>
<body>
<pre>
${opening}
<ul>
${facts.map((fact) => `<li>${fact}</li>`).join('\n')}
</ul>
${notYou} <a href={one-click-link-invalid}>this link</a>.
${you} <a href={one-click-link-valid}>this link</a>.
</pre>
</body>
</html>`,
    TextBody: `${opening}

${facts.join('\n')}

${notYou}
{one-click-link-invalid}

${you}
{one-click-link-valid}
`,
  }
}
