import type { Chance } from '../chance.ts'
import type { AgentNames } from '../login.ts'

const day = 86_400_000

/** A browser on a system, as far as its owner chose it; the versions follow from the date. */
export interface Client {
  readonly type: AgentNames['dt']
  readonly system: 'Windows' | 'Mac OS X' | 'Linux' | 'Chrome OS' | 'Android' | 'iOS'
  readonly browser: string
  /** Android: version and model of the device. */
  readonly android: number
  readonly model: string
  /** How many days the owner lags behind the releases. */
  readonly lag: number
}

/** A user agent and what it says. */
export interface Agent {
  readonly ua: string
  readonly names: AgentNames
}

const desktops = [
  [['Windows', 'Chrome'], 34],
  [['Windows', 'Edge'], 14],
  [['Windows', 'Firefox'], 7],
  [['Windows', 'Opera'], 2],
  [['Mac OS X', 'Safari'], 16],
  [['Mac OS X', 'Chrome'], 15],
  [['Mac OS X', 'Firefox'], 2],
  [['Chrome OS', 'Chrome'], 6],
  [['Linux', 'Chrome'], 3],
  [['Linux', 'Firefox'], 3],
] as const
const phones = [
  [['iOS', 'Mobile Safari'], 45],
  [['iOS', 'Chrome Mobile iOS'], 12],
  [['Android', 'Chrome Mobile'], 25],
  [['Android', 'Samsung Internet'], 9],
  [['Android', 'Chrome Mobile WebView'], 5],
  [['Android', 'Firefox Mobile'], 4],
] as const
const models = ['SM-A546B', 'SM-S921B', 'SM-A155F', 'SM-G991B', 'Pixel 8', 'Pixel 7a', 'CPH2581', 'M2101K6G']
const tabletModels = ['SM-X210', 'SM-X510', 'SM-T733']

/** A client as people have them; `type` is chosen by the caller. */
export function makeClient(type: Client['type'], chance: Chance): Client {
  const [system, browser] = chance.weighted<readonly [Client['system'], string]>(type === 'desktop' ? desktops : phones)
  const android = chance.weighted([
    [12, 12],
    [13, 22],
    [14, 36],
    [15, 30],
  ] as const)
  return {
    type,
    system,
    browser,
    android,
    model: chance.pick(type === 'tablet' ? tabletModels : models),
    lag: Math.min(300, chance.exponential(35)),
  }
}

/** What the client sends at a moment (ms). */
export function agentAt(client: Client, t: number): Agent {
  const at = t - client.lag * day
  const { system, browser } = client
  if (system === 'iOS') return iosAgent(client, at)
  if (system === 'Android') return androidAgent(client, at)
  return desktopAgent(system, browser, at)
}

function desktopAgent(system: 'Windows' | 'Mac OS X' | 'Linux' | 'Chrome OS', browser: string, at: number): Agent {
  const places = {
    Windows: ['Windows NT 10.0; Win64; x64', 'Windows 10'],
    'Mac OS X': ['Macintosh; Intel Mac OS X 10_15_7', 'Mac OS X 10.15.7'],
    Linux: ['X11; Linux x86_64', 'Linux'],
    'Chrome OS': ['X11; CrOS x86_64 14541.0.0', 'Chrome OS 14541'],
  } as const
  const [place, os] = places[system]
  const chrome = chromeAt(at)
  if (browser === 'Firefox') {
    const version = chrome + 2
    return agent(`(${place}; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`, `Firefox ${version}`, os, 'desktop')
  }
  if (browser === 'Safari') {
    const version = iosAt(at)
    return agent(
      `(${place}) AppleWebKit/605.1.15 Version/${version} Safari/605.1.15`,
      `Safari ${version}`,
      os,
      'desktop',
    )
  }
  const base = `(${place}) Chrome/${chrome}.0.0.0 Safari/537.36`
  if (browser === 'Edge') return agent(`${base} Edg/${chrome}.0.0.0`, `Edge ${chrome}`, os, 'desktop')
  if (browser === 'Opera') return agent(`${base} OPR/${chrome - 15}.0.0.0`, `Opera ${chrome - 15}`, os, 'desktop')
  return agent(base, `Chrome ${chrome}`, os, 'desktop')
}

function iosAgent({ type, browser }: Client, at: number): Agent {
  const version = iosAt(at)
  const place = type === 'tablet' ? 'iPad; CPU OS' : 'iPhone; CPU iPhone OS'
  const base = `(${place} ${version.replace('.', '_')} like Mac OS X) AppleWebKit/605.1.15`
  const os = `iOS ${version}`
  if (browser === 'Mobile Safari') {
    return agent(`${base} Version/${version} Mobile Safari/604.1`, `Mobile Safari ${version}`, os, type)
  }
  const chrome = chromeAt(at)
  return agent(`${base} CriOS/${chrome} Mobile Safari/604.1`, `Chrome Mobile iOS ${chrome}`, os, type)
}

function androidAgent({ type, browser, android, model }: Client, at: number): Agent {
  const chrome = chromeAt(at)
  const os = `Android ${android}`
  const mobile = type === 'tablet' ? '' : ' Mobile'
  if (browser === 'Firefox Mobile') {
    const version = chrome + 2
    const word = type === 'tablet' ? 'Tablet' : 'Mobile'
    return agent(
      `(Android ${android}; ${word}; rv:${version}.0) Gecko/${version}.0 Firefox/${version}.0`,
      `${type === 'tablet' ? 'Firefox' : 'Firefox Mobile'} ${version}`,
      os,
      type,
    )
  }
  if (browser === 'Samsung Internet') {
    const version = Math.floor((chrome - 131) / 4) + 27
    return agent(
      `(Linux; ${os}; ${model}) SamsungBrowser/${version}.0 Chrome/${chrome - 8}.0${mobile} Safari/537.36`,
      `Samsung Internet ${version}`,
      os,
      type,
    )
  }
  if (browser === 'Chrome Mobile WebView') {
    return agent(
      `(Linux; ${os}; ${model}; wv) Version/4.0 Chrome/${chrome}.0${mobile} Safari/537.36`,
      `Chrome Mobile WebView ${chrome}`,
      os,
      type,
    )
  }
  // The system's version is frozen in what Chrome sends.
  return agent(
    `(Linux; ${os}; K) Chrome/${chrome}.0.0.0${mobile} Safari/537.36`,
    `${type === 'tablet' ? 'Chrome' : 'Chrome Mobile'} ${chrome}`,
    os,
    type,
  )
}

/** What the user agents made so far say. */
const made = new Map<string, AgentNames>()

/** The names in a user agent that this module made. */
export function namesIn(ua: string): AgentNames {
  return made.get(ua)!
}

function agent(rest: string, br: string, os: string, dt: AgentNames['dt']): Agent {
  const ua = `Mozilla/5.0 ${rest}`
  const names = { br, os, dt }
  made.set(ua, names)
  return { ua, names }
}

/** Chrome's major version: 131 at the start of 2025, another one every four weeks. */
function chromeAt(at: number): number {
  return 131 + Math.floor((at - Date.UTC(2025, 0, 1)) / (28 * day))
}

/** The version of Apple's systems: 18.1 at the start of 2025, another one every six weeks. */
function iosAt(at: number): string {
  const step = Math.floor((at - Date.UTC(2025, 0, 1)) / (42 * day))
  return step < -1 ? `17.${Math.max(0, 8 + step)}` : `18.${step + 1}`
}
