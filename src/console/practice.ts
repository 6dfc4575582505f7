/** A risk configuration that does what most teams begin with: watch Low, challenge Medium, block High, and tell the user. */
export const usualRiskConfiguration = {
  AccountTakeoverRiskConfiguration: {
    NotifyConfiguration: { SourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/security@shop.example' },
    Actions: {
      LowAction: { Notify: false, EventAction: 'NO_ACTION' },
      MediumAction: { Notify: true, EventAction: 'MFA_IF_CONFIGURED' },
      HighAction: { Notify: true, EventAction: 'BLOCK' },
    },
  },
  CompromisedCredentialsRiskConfiguration: {
    EventFilter: ['SIGN_IN', 'SIGN_UP', 'PASSWORD_CHANGE'],
    Actions: { EventAction: 'BLOCK' },
  },
} as const

/** What a pool can be made from with one click. */
export const templates = [
  {
    name: 'protected',
    title: 'Plus, with threat protection',
    says: 'Full-function mode, a risk configuration that challenges Medium and blocks High, an app client.',
  },
  {
    name: 'practice',
    title: 'The same, with people in it',
    says: 'And Ann, who has signed in from Berlin for months, a few colleagues, and Dora, who is new.',
  },
  {
    name: 'plain',
    title: 'Plain',
    says: 'A pool as CreateUserPool makes it on the Essentials plan, and an app client. No threat protection.',
  },
] as const

/** The name of a template. */
export type TemplateName = (typeof templates)[number]['name']

/** The seed of a template: a pool of this name, and of this domain where mails of threat protection need one. */
export function seedOf(template: TemplateName, name: string, domain: string): object {
  const isProtected = template !== 'plain'
  const flows = ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']
  return {
    pools: [
      {
        name,
        settings: { AutoVerifiedAttributes: ['email'] },
        ...(isProtected && {
          threatProtection: 'ENFORCED',
          mfa: { MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } },
          riskConfiguration: usualRiskConfiguration,
          domain,
        }),
        clients: [{ name: 'web', settings: { ExplicitAuthFlows: flows } }],
        users: template === 'practice' ? people : [],
      },
    ],
  }
}

const colleagues = { place: ['Berlin', 'Frankfurt'], device: ['Chrome on Windows', 'Safari on iPhone'], addresses: 3 }

const people = [
  {
    username: 'ann',
    password: 'Correct-Horse-1',
    email: 'ann@shop.example',
    attributes: { name: 'Ann Berg' },
    history: [
      { days: 120, perDay: 2, place: 'Berlin', device: 'Chrome on Windows', hours: '8-18' },
      { days: 60, perDay: 0.5, place: 'Berlin', device: 'Safari on iPhone', hours: '18-23', addresses: 5 },
    ],
  },
  { username: 'dora', password: 'Correct-Horse-4', email: 'dora@shop.example', attributes: { name: 'Dora Lind' } },
  {
    username: 'colleague{n}',
    repeat: 12,
    password: 'Correct-Horse-9',
    email: 'colleague{n}@shop.example',
    history: [{ days: 60, perDay: 0.4, ...colleagues }],
  },
]
