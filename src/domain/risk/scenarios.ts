import type { RiskLevel } from '../../store/schema/events.ts'

/** A story of attempts that ends in one which the risk engine has to judge. */
export interface Scenario {
  readonly name: ScenarioName
  /** One sentence for people. */
  readonly says: string
  /** The level that the last attempt reaches, in a pool that has seen nothing else. */
  readonly expected: RiskLevel
  /** Whether its password counts as compromised. */
  readonly compromised: boolean
  /** What happens, oldest first; the last attempt is the one that counts. `now` in ms; `run` makes addresses differ. */
  steps(now: number, run: number): readonly ScenarioStep[]
}

/** One attempt of a scenario. */
export interface ScenarioStep {
  /** The part somebody plays: `victim`, `colleague-1`, …; names that do not exist are `stranger-1`, … */
  readonly role: string
  readonly password: 'right' | 'wrong' | 'leaked'
  /** Milliseconds since 1970. */
  readonly at: number
  readonly context: {
    readonly ipAddress: string
    readonly userAgent: string
    readonly deviceId?: string | undefined
    readonly timezone?: string | undefined
  }
}

/** The names of the scenarios, in the order in which they are told. */
export const scenarioNames = [
  'new-device',
  'new-country',
  'impossible-travel',
  'hosting-network',
  'tor',
  'credential-stuffing',
  'password-spray',
  'compromised-password',
  'stolen-device',
  'insider',
] as const

export type ScenarioName = (typeof scenarioNames)[number]

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36'
const torBrowser = 'Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0'
const linuxFirefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'

/** A number of the host part of an address, other for each run. */
const host = (run: number, offset = 0) => 1 + ((run * 7 + offset) % 120)
const berlin = (run: number) => `198.51.100.${host(run)}`
const seattle = (run: number) => `192.0.2.${host(run)}`
const lagos = (run: number) => `203.0.113.${host(run)}`
const bucharest = (run: number) => `203.0.113.${128 + host(run)}`
const torExit = (run: number) => `198.19.${host(run)}.9`

/** What the victim always uses: a laptop in Berlin. */
const home = (run: number): ScenarioStep['context'] => ({
  ipAddress: berlin(run),
  userAgent: chrome,
  deviceId: `laptop-${run}`,
  timezone: 'Europe/Berlin',
})

/** And every third day a telephone on the way, in the same provider's network. */
const onTheWay = (run: number, trip: number): ScenarioStep['context'] => ({
  ipAddress: `2001:db8:2:${(run * 16 + trip).toString(16)}::5`,
  userAgent: iphone,
  deviceId: `telephone-${run}`,
  timezone: 'Europe/Berlin',
})

/** Thirty mornings. */
function habits(now: number, run: number): ScenarioStep[] {
  return Array.from({ length: 30 }, (_, i) => ({
    role: 'victim',
    password: 'right' as const,
    at: now - (30 - i) * day,
    context: i % 3 === 1 ? onTheWay(run, i) : home(run),
  }))
}

/** Somebody with the right password, at home in nothing but what is given. */
function stranger(now: number, run: number, context: Partial<ScenarioStep['context']>): ScenarioStep {
  const unknown = { ...home(run), deviceId: `elsewhere-${run}` }
  return { role: 'victim', password: 'right', at: now, context: { ...unknown, ...context } }
}

/** Wrong passwords from one network, one attempt for each name, within the last quarter of an hour. */
function burst(now: number, context: ScenarioStep['context'], names: readonly string[]): ScenarioStep[] {
  return names.map((role, i) => ({
    role,
    password: 'wrong' as const,
    at: now - 15 * minute + Math.floor((i * 14 * minute) / names.length),
    context,
  }))
}

const named = (word: string, count: number) => Array.from({ length: count }, (_, i) => `${word}-${i + 1}`)

type Story = Pick<Scenario, 'says' | 'expected' | 'steps'> & { readonly compromised?: boolean }

const stories: Readonly<Record<ScenarioName, Story>> = {
  'new-device': {
    says: 'The user signs in on the way, as often, but with a new telephone.',
    expected: 'Medium',
    steps: (now, run) => [
      ...habits(now, run),
      stranger(now, run, { ...onTheWay(run, 40), deviceId: `new-telephone-${run}` }),
    ],
  },
  'new-country': {
    says: 'The user’s own laptop, its clock still at home, turns up in another country.',
    expected: 'Medium',
    steps: (now, run) => [
      ...habits(now, run),
      stranger(now, run, { ipAddress: lagos(run), deviceId: `laptop-${run}` }),
    ],
  },
  'impossible-travel': {
    says: 'An hour after signing in at home somebody signs in on another continent.',
    expected: 'High',
    steps: (now, run) => [
      ...habits(now, run),
      { role: 'victim', password: 'right', at: now - hour, context: home(run) },
      stranger(now, run, { ipAddress: seattle(run), timezone: 'America/Los_Angeles' }),
    ],
  },
  'hosting-network': {
    says: 'Somebody with the right password comes from a rented server.',
    expected: 'High',
    steps: (now, run) => [
      ...habits(now, run),
      stranger(now, run, { ipAddress: bucharest(run), userAgent: linuxFirefox }),
    ],
  },
  tor: {
    says: 'Somebody with the right password comes through Tor.',
    expected: 'High',
    steps: (now, run) => [
      ...habits(now, run),
      stranger(now, run, { ipAddress: torExit(run), userAgent: torBrowser, deviceId: undefined, timezone: 'UTC' }),
    ],
  },
  'credential-stuffing': {
    says: 'Forty names from a leaked list are tried from one network, most of them unknown here; the last one fits.',
    expected: 'High',
    steps(now, run) {
      const context = { ipAddress: bucharest(run), userAgent: chrome }
      const names = [...named('stranger', 36), ...named('colleague', 4)]
      return [
        ...habits(now, run),
        ...burst(now, context, names),
        stranger(now, run, { ...context, deviceId: undefined }),
      ]
    },
  },
  'password-spray': {
    says: 'One common password is tried on a dozen users from one network; it is right for the last one.',
    expected: 'High',
    steps(now, run) {
      const context = { ipAddress: lagos(run), userAgent: chrome }
      const attempts = burst(now, context, named('colleague', 12))
      return [...habits(now, run), ...attempts, stranger(now, run, { ...context, deviceId: undefined })]
    },
  },
  'compromised-password': {
    says: 'The user signs in at home as always, but with a password that has leaked.',
    expected: 'NoRisk',
    compromised: true,
    steps: (now, run) => [...habits(now, run), { role: 'victim', password: 'leaked', at: now, context: home(run) }],
  },
  'stolen-device': {
    says: 'The user’s laptop is used from a rented server in another country, in the middle of the night.',
    expected: 'High',
    steps: (now, run) => [
      ...habits(now, run).map((step) => ({ ...step, at: step.at - 12 * hour })),
      stranger(now, run, { ipAddress: bucharest(run), deviceId: `laptop-${run}`, timezone: 'UTC' }),
    ],
  },
  insider: {
    says: 'Somebody at the user’s own address uses another computer, which nothing gives away.',
    expected: 'NoRisk',
    steps: (now, run) => [...habits(now, run), stranger(now, run, { userAgent: linuxFirefox })],
  },
}

/** All scenarios, in the order of their names. */
export const scenarios: readonly Scenario[] = scenarioNames.map((name) => ({
  name,
  compromised: false,
  ...stories[name],
}))

/** The scenario of this name. */
export function findScenario(name: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.name === name)
}
