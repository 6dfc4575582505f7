import { userAgentNamed } from './device-names.ts'
import { clientSettingsFrom, type Described, inputFrom, mfaFrom, poolSettingsFrom, riskFrom } from './from-aws.ts'
import type { SeedInput } from './schema.ts'

/** Thrown for an answer of the AWS command line that cannot be used; the message says why. */
export class ImportError extends Error {}

/** One answer of the AWS command line: what was in the file, and whose it is where the answer does not say. */
export interface AwsAnswer {
  readonly name: string
  readonly content: unknown
  /** For admin-list-user-auth-events and admin-list-groups-for-user: the username. */
  readonly user?: string | undefined
}

/**
 * A seed of what the AWS command line printed, in any order: about the pool, its clients, second factors, risk
 * configurations, groups, identity providers, resource servers, domains, log delivery, users, their groups and auth
 * events. Passwords and secrets of authenticators are not in there: users get `password` if it is given, or none.
 */
export function seedFromAws(answers: readonly AwsAnswer[], options: { password?: string | undefined } = {}): SeedInput {
  const read: Read = (member) => readFrom(answers, member)
  for (const answer of answers) requireKnown(answer)
  const [pool, ...others] = read('UserPool') as Described[]
  if (!pool || others.length > 0) throw new ImportError('Exactly one answer of describe-user-pool is needed.')
  const risks = read('RiskConfiguration') as Described[]
  const ofPool = risks.find(({ ClientId }) => ClientId === undefined || ClientId === null)
  const clients = read('UserPoolClient') as Described[]
  const events = byUser(answers, 'AuthEvents')
  const memberships = byUser(answers, 'Groups')
  const groups = answers.filter(({ user }) => user === undefined)
  const domains = read('DomainDescription') as Described[]
  return {
    pools: [
      {
        id: String(pool['Id']),
        name: String(pool['Name']),
        ...(typeof pool['UserPoolTier'] === 'string' && { tier: pool['UserPoolTier'] as 'PLUS' }),
        settings: poolSettingsFrom(pool),
        ...mfaOf(answers),
        ...(ofPool && { riskConfiguration: riskFrom(ofPool) }),
        ...(typeof pool['Domain'] === 'string' && domains.length === 0 && { domain: pool['Domain'] }),
        calls: callsFrom(read, domains),
        clients: (clients.length > 0 || events.size === 0 ? clients : [{ ClientName: 'imported' }]).map((client) =>
          clientOf(client, risks),
        ),
        groups: (readFrom(groups, 'Groups') as Described[][]).flat().map((group) => ({
          name: String(group['GroupName']),
          ...(typeof group['Description'] === 'string' && { description: group['Description'] }),
          ...(typeof group['Precedence'] === 'number' && { precedence: group['Precedence'] }),
          ...(typeof group['RoleArn'] === 'string' && { roleArn: group['RoleArn'] }),
        })),
        users: (read('Users') as Described[][])
          .flat()
          .map((user) => userOf(user, pool, { events, memberships, password: options.password })),
      },
    ],
  }
}

/** Region and account of the pool in the answers, as its ARN has them. */
export function homeOf(answers: readonly AwsAnswer[]): { region: string; account: string } | undefined {
  const [pool] = readFrom(answers, 'UserPool') as Described[]
  const [, region, account] = /^arn:[\w-]+:cognito-idp:([\w-]+):(\d{12}):/.exec(String(pool?.['Arn'])) ?? []
  return region === undefined || account === undefined ? undefined : { region, account }
}

type Read = (member: string) => unknown[]

function readFrom(answers: readonly AwsAnswer[], member: string): unknown[] {
  return answers.flatMap(({ content }) =>
    isStructure(content) && content[member] !== undefined ? [content[member]] : [],
  )
}

/** What a seed has no words of its own for. */
function callsFrom(read: Read, domains: readonly Described[]): ImportedCall[] {
  const call = (operation: ImportedCall['operation'], described: Described) => ({
    operation,
    input: inputFrom(operation, described, ['UserPoolId']),
  })
  const servers = [...read('ResourceServer'), ...read('ResourceServers').flat()] as Described[]
  return [
    ...domains.map((domain) => call('CreateUserPoolDomain', withoutEmpty(domain))),
    ...servers.map((server) => call('CreateResourceServer', server)),
    ...(read('IdentityProvider') as Described[]).map((provider) => call('CreateIdentityProvider', provider)),
    ...(read('LogDeliveryConfiguration') as Described[]).map((logs) => call('SetLogDeliveryConfiguration', logs)),
  ]
}

type ImportedCall = NonNullable<SeedInput['pools'][number]['calls']>[number]

/** The service says of a prefix domain that its configuration is empty. */
function withoutEmpty(described: Described): Described {
  return Object.fromEntries(
    Object.entries(described).filter(([, value]) => !isStructure(value) || Object.keys(value).length > 0),
  )
}

const kinds = [
  ...['UserPool', 'UserPoolClient', 'RiskConfiguration', 'MfaConfiguration', 'Groups', 'Users', 'AuthEvents'],
  ...['IdentityProvider', 'ResourceServer', 'ResourceServers', 'DomainDescription', 'LogDeliveryConfiguration'],
]

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

interface About {
  readonly events: ReadonlyMap<string, Described[]>
  readonly memberships: ReadonlyMap<string, Described[]>
  readonly password: string | undefined
}

function userOf(user: Described, pool: Described, { events, memberships, password }: About) {
  const attributes = new Map(
    ((user['Attributes'] ?? []) as { Name: string; Value: string }[]).map(({ Name, Value }) => [Name, Value]),
  )
  const sub = attributes.get('sub')
  attributes.delete('sub')
  const identities = identitiesFrom(attributes.get('identities'))
  attributes.delete('identities')
  const stored = String(user['Username'])
  const named = ((pool['UsernameAttributes'] ?? []) as string[]).map((name) => attributes.get(name)).find(Boolean)
  const of = (all: ReadonlyMap<string, Described[]>) =>
    [stored, sub, named].map((name) => all.get(name ?? '')).find(Boolean) ?? []
  const past = of(events)
  const groups = of(memberships).map((group) => String(group['GroupName']))
  const isFederated = user['UserStatus'] === 'EXTERNAL_PROVIDER'
  return {
    username: stored === sub && named !== undefined ? named : stored,
    ...(sub !== undefined && { sub }),
    ...(user['UserStatus'] !== undefined && { status: user['UserStatus'] as 'CONFIRMED' }),
    ...(user['Enabled'] === false && { enabled: false }),
    ...(user['UserCreateDate'] !== undefined && { createdAt: isoOf(user['UserCreateDate']) }),
    attributes: Object.fromEntries(attributes),
    ...(password !== undefined && !isFederated && { password }),
    ...(groups.length > 0 && { groups }),
    ...(identities.length > 0 && { identities }),
    ...(past.length > 0 && { history: past.map(eventOf) }),
  }
}

/** What answers about one user each have in `member`. */
function byUser(answers: readonly AwsAnswer[], member: string): Map<string, Described[]> {
  const found = new Map<string, Described[]>()
  for (const { content, user } of answers) {
    if (!isStructure(content) || !Array.isArray(content[member]) || user === undefined) continue
    found.set(user, [...(found.get(user) ?? []), ...(content[member] as Described[])])
  }
  return found
}

/** The accounts elsewhere that an attribute lists. */
function identitiesFrom(attribute: string | undefined) {
  if (attribute === undefined) return []
  const listed = JSON.parse(attribute) as { userId: string; providerName: string; primary?: boolean | string }[]
  return listed.map(({ userId, providerName, primary }) => ({
    provider: providerName,
    value: String(userId),
    ...(String(primary) === 'true' && { primary: true }),
  }))
}

/** A name such as "Chrome 126, Windows 10" and a time zone are all that the service tells about the client. */
function eventOf(event: Described) {
  const context = (event['EventContextData'] ?? {}) as Record<string, string | undefined>
  const risk = (event['EventRisk'] ?? {}) as Record<string, unknown>
  const feedback = (event['EventFeedback'] ?? {}) as Record<string, unknown>
  const challenges = (event['ChallengeResponses'] ?? []) as { ChallengeName?: string; ChallengeResponse?: string }[]
  const device = userAgentNamed(context['DeviceName'] ?? '')
  return {
    ...(isUuid(event['EventId']) && { id: event['EventId'] }),
    at: isoOf(event['CreationDate']),
    type: event['EventType'] as 'SignIn',
    response: event['EventResponse'] as 'Pass',
    level: (risk['RiskLevel'] ?? 'NoRisk') as 'NoRisk',
    address: context['IpAddress'] ?? '0.0.0.0',
    ...(known(context['City']) && { city: context['City'] }),
    ...(known(context['Country']) && { country: context['Country'] }),
    ...(device !== undefined && { device }),
    // Time zones come with the data of client libraries, which have device ids as well.
    ...(known(context['Timezone']) ? { timezone: context['Timezone'] } : { deviceId: false as const }),
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
