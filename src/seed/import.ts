import { clientSettingsFrom, type Described, mfaFrom, poolSettingsFrom, riskFrom } from './from-aws.ts'
import type { SeedInput } from './schema.ts'

/** Thrown for an answer of the AWS command line that cannot be used; the message says why. */
export class ImportError extends Error {}

/** One answer of the AWS command line: what was in the file, and whose it is where the answer does not say. */
export interface AwsAnswer {
  readonly name: string
  readonly content: unknown
  /** For admin-list-user-auth-events: the username. */
  readonly user?: string | undefined
}

/**
 * A seed of what the AWS command line printed: describe-user-pool, describe-user-pool-client, get-user-pool-mfa-config,
 * describe-risk-configuration, list-groups, list-users and admin-list-user-auth-events, in any order. Passwords and
 * secrets of authenticators are not in there: users get `password` if it is given, or none.
 */
export function seedFromAws(answers: readonly AwsAnswer[], options: { password?: string | undefined } = {}): SeedInput {
  const read = (member: string) =>
    answers.flatMap(({ content }) => (isStructure(content) && content[member] !== undefined ? [content[member]] : []))
  for (const answer of answers) requireKnown(answer)
  const [pool, ...others] = read('UserPool') as Described[]
  if (!pool || others.length > 0) throw new ImportError('Exactly one answer of describe-user-pool is needed.')
  const risks = read('RiskConfiguration') as Described[]
  const ofPool = risks.find(({ ClientId }) => ClientId === undefined || ClientId === null)
  const clients = read('UserPoolClient') as Described[]
  const events = eventsByUser(answers)
  return {
    pools: [
      {
        id: String(pool['Id']),
        name: String(pool['Name']),
        ...(typeof pool['UserPoolTier'] === 'string' && { tier: pool['UserPoolTier'] as 'PLUS' }),
        settings: poolSettingsFrom(pool),
        ...mfaOf(answers),
        ...(ofPool && { riskConfiguration: riskFrom(ofPool) }),
        ...(typeof pool['Domain'] === 'string' && { domain: pool['Domain'] }),
        clients: (clients.length > 0 || events.size === 0 ? clients : [{ ClientName: 'imported' }]).map((client) =>
          clientOf(client, risks),
        ),
        groups: (read('Groups') as Described[][]).flat().map((group) => ({
          name: String(group['GroupName']),
          ...(group['Description'] !== undefined && { description: String(group['Description']) }),
          ...(group['Precedence'] !== undefined && { precedence: Number(group['Precedence']) }),
        })),
        users: (read('Users') as Described[][]).flat().map((user) => userOf(user, pool, events, options.password)),
      },
    ],
  }
}

const kinds = ['UserPool', 'UserPoolClient', 'RiskConfiguration', 'Groups', 'Users', 'AuthEvents', 'MfaConfiguration']

function requireKnown({ name, content, user }: AwsAnswer): void {
  if (!isStructure(content) || !kinds.some((kind) => kind in content)) {
    throw new ImportError(`${name} is no answer that can be used: none of ${kinds.join(', ')} is in it.`)
  }
  if ('AuthEvents' in content && user === undefined) {
    throw new ImportError(`${name} has the events of one user and does not say whose: write USERNAME=${name}.`)
  }
}

function mfaOf(answers: readonly AwsAnswer[]): object {
  const found = answers.find(({ content }) => isStructure(content) && 'MfaConfiguration' in content)
  return found ? { mfa: mfaFrom(found.content as Described) } : {}
}

function clientOf(client: Described, risks: readonly Described[]) {
  const own = risks.find(({ ClientId }) => ClientId !== undefined && ClientId === client['ClientId'])
  return {
    ...(client['ClientId'] !== undefined && { id: String(client['ClientId']) }),
    name: String(client['ClientName']),
    ...(typeof client['ClientSecret'] === 'string' && { secret: client['ClientSecret'] }),
    settings: clientSettingsFrom(client),
    ...(own && { riskConfiguration: riskFrom(own) }),
  }
}

function userOf(user: Described, pool: Described, events: Map<string, Described[]>, password: string | undefined) {
  const attributes = new Map(
    ((user['Attributes'] ?? []) as { Name: string; Value: string }[]).map(({ Name, Value }) => [Name, Value]),
  )
  const sub = attributes.get('sub')
  attributes.delete('sub')
  attributes.delete('identities')
  const stored = String(user['Username'])
  const named = ((pool['UsernameAttributes'] ?? []) as string[]).map((name) => attributes.get(name)).find(Boolean)
  const past = [stored, sub, named].map((name) => events.get(name ?? '')).find(Boolean) ?? []
  return {
    username: stored === sub && named !== undefined ? named : stored,
    ...(sub !== undefined && { sub }),
    ...(user['UserStatus'] !== undefined && { status: user['UserStatus'] as 'CONFIRMED' }),
    ...(user['Enabled'] === false && { enabled: false }),
    ...(user['UserCreateDate'] !== undefined && { createdAt: isoOf(user['UserCreateDate']) }),
    attributes: Object.fromEntries(attributes),
    ...(password !== undefined && { password }),
    ...(past.length > 0 && { history: past.map(eventOf) }),
  }
}

function eventsByUser(answers: readonly AwsAnswer[]): Map<string, Described[]> {
  const found = new Map<string, Described[]>()
  for (const { content, user } of answers) {
    if (!isStructure(content) || !Array.isArray(content['AuthEvents']) || user === undefined) continue
    found.set(user, [...(found.get(user) ?? []), ...(content['AuthEvents'] as Described[])])
  }
  return found
}

/** Device names such as "Chrome 126, Windows 10" are all that the service tells about the client. */
function eventOf(event: Described) {
  const context = (event['EventContextData'] ?? {}) as Record<string, string | undefined>
  const risk = (event['EventRisk'] ?? {}) as Record<string, unknown>
  const feedback = (event['EventFeedback'] ?? {}) as Record<string, unknown>
  const challenges = (event['ChallengeResponses'] ?? []) as { ChallengeName?: string; ChallengeResponse?: string }[]
  const [browser, os] = (context['DeviceName'] ?? '').split(/,\s*/)
  return {
    ...(isUuid(event['EventId']) && { id: event['EventId'] }),
    at: isoOf(event['CreationDate']),
    type: event['EventType'] as 'SignIn',
    response: event['EventResponse'] as 'Pass',
    level: (risk['RiskLevel'] ?? 'NoRisk') as 'NoRisk',
    address: context['IpAddress'] ?? '0.0.0.0',
    ...(known(context['City']) && { city: context['City'] }),
    ...(known(context['Country']) && { country: context['Country'] }),
    ...(browser && { device: `${browser}/${os ?? ''}` }),
    verified: challenges.some((one) => one.ChallengeName === 'Mfa' && one.ChallengeResponse === 'Success'),
    compromised: risk['CompromisedCredentialsDetected'] === true,
    ...(typeof feedback['FeedbackValue'] === 'string' && { feedback: feedback['FeedbackValue'] as 'Valid' }),
  }
}

function known(text: string | undefined): text is string {
  return text !== undefined && text !== 'null' && text !== ''
}

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
}

/** The command line prints ISO 8601 or, where told so, seconds since 1970. */
function isoOf(value: unknown): string {
  return new Date(typeof value === 'number' ? value * 1000 : String(value)).toISOString()
}

function isStructure(value: unknown): value is Described {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
