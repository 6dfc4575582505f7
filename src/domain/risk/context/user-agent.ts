import UAParser from 'ua-parser-js'

/** What a user agent says about a device; what it does not say is `?`. */
export interface ParsedAgent {
  readonly deviceType: 'desktop' | 'mobile' | 'tablet' | 'bot' | '?'
  /** Name and version, e.g. `Windows 10`. */
  readonly os: string
  /** Family and major version, e.g. `Chrome 133`. */
  readonly browser: string
}

const unknown: ParsedAgent = { deviceType: '?', os: '?', browser: '?' }

/** Longer agents are cut here: what comes later names nothing, and costs time. */
const maxLength = 500
const cacheSize = 2_000
const cache = new Map<string, ParsedAgent>()

/** Reads a User-Agent header; the last 2,000 different ones are remembered. */
export function parseUserAgent(userAgent: string | undefined): ParsedAgent {
  const text = userAgent?.trim().slice(0, maxLength)
  if (!text) return unknown
  const known = cache.get(text)
  if (known) return known
  const parsed = parseProgram(text) ?? parseBrowser(text)
  const oldest = cache.keys().next().value
  if (cache.size >= cacheSize && oldest !== undefined) cache.delete(oldest)
  cache.set(text, parsed)
  return parsed
}

/** A device as auth events name it: `Chrome 126, Windows 10`. */
export function deviceName({ browser, os }: ParsedAgent): string {
  // Documented: AdminListUserAuthEvents samples. `Other` stands for what is not known.
  return `${browser === '?' ? 'Other' : browser}, ${os === '?' ? 'Other' : os}`
}

/** Programs that are no browsers, first match wins: pattern (name and major version, if it has groups) and device type. */
const programs: readonly { pattern: RegExp; name?: string; deviceType: ParsedAgent['deviceType'] }[] = [
  { pattern: /\b(aws-cli)\/(\d+)/i, deviceType: 'bot' },
  // Observed: a recorded event of 2022 names the Python SDK `0 Botocore 1`.
  { pattern: /\b(botocore)[/#](\d+)/i, name: '0 Botocore', deviceType: 'bot' },
  { pattern: /\b(boto3)\/(\d+)/i, name: 'Boto3', deviceType: 'bot' },
  { pattern: /\b(aws-sdk-(?:ios|swift|android|kotlin))\/(\d+)/i, deviceType: 'mobile' },
  { pattern: /\b(amplify-(?:ios|swift|android|flutter))[/:](\d+)/i, deviceType: 'mobile' },
  // The browser around these two is parsed as a browser; alone they are programs.
  { pattern: /^(?!mozilla).*\b((?:aws-)?amplify(?:-[a-z]+)?)[/:](\d+)/i, deviceType: '?' },
  { pattern: /^(?!mozilla).*\b(aws-sdk-[a-z0-9-]+)\/v?(\d+)/i, deviceType: 'bot' },
  { pattern: /^(curl|wget|httpie|postmanruntime|insomnia|axios|got|undici|node-fetch|deno|bun)\/v?(\d+)/i, deviceType: 'bot' },
  { pattern: /^(node)(?:\.js)?(?:\/v?(\d+).*)?$/i, deviceType: 'bot' },
  { pattern: /\b(python-(?:requests|httpx|urllib3?)|aiohttp)\/(\d+)/i, deviceType: 'bot' },
  { pattern: /^(go-http-client|java(?:-http-client)?|apache-httpclient)\/(\d+)/i, deviceType: 'bot' },
  { pattern: /\b(okhttp)\/(\d+)/i, deviceType: 'mobile' },
  { pattern: /\b(cfnetwork)\/(\d+)/i, name: 'CFNetwork', deviceType: 'mobile' },
]

/** The version of the system behind a program is left out, but for phones: kernels change with every deployment. */
function parseProgram(text: string): ParsedAgent | undefined {
  for (const { pattern, name, deviceType } of programs) {
    const match = pattern.exec(text)
    if (!match) continue
    const [, family = '', major] = match
    const browser = [name ?? family, major].filter(Boolean).join(' ')
    return { deviceType, os: deviceType === 'mobile' ? phoneSystem(text) : '?', browser }
  }
  return undefined
}

function phoneSystem(text: string): string {
  const match = /\b(iOS|iPadOS|Android)[/#: ]v?(\d+(?:\.\d+)*)/i.exec(text)
  if (!match) return '?'
  return `${/android/i.test(match[1] ?? '') ? 'Android' : 'iOS'} ${match[2]}`
}

const bots = /bot\b|bot[/;]|crawl|spider|slurp|headless|phantomjs|lighthouse|facebookexternalhit|monitor/i

function parseBrowser(text: string): ParsedAgent {
  const { browser, os, device } = new UAParser(text).getResult()
  const system = systemName(os.name, os.version)
  return {
    deviceType: bots.test(text) ? 'bot' : deviceType(device.type, text, system),
    os: system,
    browser: [browserName(browser.name, text), browser.version?.split('.')[0]].filter(Boolean).join(' ') || '?',
  }
}

/** Names as the public user-agent regexes spell them, which the service's own device names follow. */
const browserNames: Readonly<Record<string, string>> = {
  'Mobile Chrome': 'Chrome Mobile',
  'Chrome WebView': 'Chrome Mobile WebView',
  'Chrome Headless': 'HeadlessChrome',
  'Mobile Firefox': 'Firefox Mobile',
  'Opera Mobi': 'Opera Mobile',
}

function browserName(name: string | undefined, text: string): string | undefined {
  if (text.includes('CriOS/')) return 'Chrome Mobile iOS'
  if (text.includes('FxiOS/')) return 'Firefox iOS'
  return name && (browserNames[name] ?? name)
}

function systemName(name: string | undefined, version: string | undefined): string {
  if (name === 'Mac OS') return ['Mac OS X', version].filter(Boolean).join(' ')
  // The version of a Chromebook is its build; only the first number is worth keeping.
  if (name === 'Chromium OS' || name === 'Chrome OS') return ['Chrome OS', version?.split('.')[0]].filter(Boolean).join(' ')
  // A desktop Linux says its machine where others say a version.
  if (name === 'Linux') return 'Linux'
  return [name, version].filter(Boolean).join(' ') || '?'
}

function deviceType(type: string | undefined, text: string, system: string): ParsedAgent['deviceType'] {
  if (type === 'tablet' || /\biPad\b|\bTablet\b/i.test(text)) return 'tablet'
  // Reduced agents name no model: Android without the word Mobile is a tablet.
  if (system.startsWith('Android')) return /\bMobile\b/i.test(text) || type === 'mobile' ? 'mobile' : 'tablet'
  if (type === 'mobile' || system.startsWith('iOS')) return 'mobile'
  if (/^(Windows|Mac OS X|Chrome OS|Linux|Ubuntu|Debian|Fedora|\w*BSD)/.test(system)) return 'desktop'
  return '?'
}
