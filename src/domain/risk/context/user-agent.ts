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

/** Programs that are no browsers; the first match wins. Groups: name, and major version if there is one. */
const programs: readonly { pattern: RegExp; name?: string; deviceType: ParsedAgent['deviceType'] }[] = [
  { pattern: /\b(aws-cli)\/(\d+)/, deviceType: 'bot' },
  // Observed: a recorded event of 2022 names the Python SDK `0 Botocore 1`.
  { pattern: /\b(botocore)[/#](\d+)/i, name: '0 Botocore', deviceType: 'bot' },
  { pattern: /\b(Boto3)\/(\d+)/, deviceType: 'bot' },
  { pattern: /\b(aws-sdk-(?:ios|swift|android|kotlin))\/(\d+)/i, deviceType: 'mobile' },
  { pattern: /\b(amplify-(?:ios|swift|android|flutter))[/:](\d+)/i, deviceType: 'mobile' },
  // Inside a browser's agent these two say less than the browser does.
  { pattern: /^(?!Mozilla).*?\b((?:aws-)?amplify(?:-[a-z]+)?)[/:](\d+)/i, deviceType: '?' },
  { pattern: /^(?!Mozilla).*?\b(aws-sdk-[a-z0-9-]+)\/v?(\d+)/i, deviceType: 'bot' },
  { pattern: /^(node|undici|bun|deno)(?:\.js)?(?:\/v?(\d+).*)?$/i, deviceType: 'bot' },
  { pattern: /^(curl|wget|httpie|postmanruntime|insomnia|axios|got|node-fetch)\/v?(\d+)/i, deviceType: 'bot' },
  { pattern: /\b(python-(?:requests|httpx|urllib3?)|aiohttp)\/(\d+)/i, deviceType: 'bot' },
  { pattern: /^(go-http-client|java(?:-http-client)?|apache-httpclient)\/(\d+)/i, deviceType: 'bot' },
  { pattern: /\b(\w*[Bb]ot)\/(\d+)/, deviceType: 'bot' },
  { pattern: /\b(okhttp)\/(\d+)/, deviceType: 'mobile' },
  { pattern: /\b(CFNetwork)\/(\d+)/, deviceType: 'mobile' },
]

/** The system behind a program is left out, but for phones: the kernel of a server changes with every deployment. */
function parseProgram(text: string): ParsedAgent | undefined {
  for (const { pattern, name, deviceType } of programs) {
    const match = pattern.exec(text)
    if (!match) continue
    const os = deviceType === 'mobile' ? phoneSystem(text) : '?'
    return { deviceType, os, browser: joined(name ?? match[1], match[2]) }
  }
  return undefined
}

function phoneSystem(text: string): string {
  const [, name, version] = /(?<![-\w])(iOS|iPadOS|Android)(?:[/#: ]v?(\d+(?:\.\d+)*))?/i.exec(text) ?? []
  if (name) return joined(/android/i.test(name) ? 'Android' : 'iOS', version)
  if (/-(ios|swift)\b/i.test(text)) return 'iOS'
  return /-(android|kotlin)\b/i.test(text) ? 'Android' : '?'
}

const crawlers = /[Bb]ot\b|[Cc]rawl|[Ss]pider|[Ss]lurp|[Hh]eadless|PhantomJS|Lighthouse|facebookexternalhit/

function parseBrowser(text: string): ParsedAgent {
  const { browser, os, device } = new UAParser(text).getResult()
  const system = systemName(os.name, os.version)
  return {
    deviceType: crawlers.test(text) ? 'bot' : deviceType(device.type, text, system),
    os: system,
    browser: joined(browserName(browser.name, text), browser.version?.split('.')[0]),
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
const mobileVariants = /^(Chrome|Firefox|Edge|Opera)$/

function browserName(name: string | undefined, text: string): string | undefined {
  if (text.includes('CriOS/')) return 'Chrome Mobile iOS'
  if (text.includes('FxiOS/')) return 'Firefox iOS'
  if (name && mobileVariants.test(name) && text.includes('Android') && text.includes('Mobile')) return `${name} Mobile`
  if (name === 'Safari' && /\b(iPhone|iPad|iPod)\b/.test(text)) return 'Mobile Safari'
  return name && (browserNames[name] ?? name)
}

function systemName(name: string | undefined, version: string | undefined): string {
  if (name === 'Mac OS') return joined('Mac OS X', version)
  // The version of a Chromebook is its build; only the first number is worth keeping.
  if (name === 'Chromium OS' || name === 'Chrome OS') return joined('Chrome OS', version?.split('.')[0])
  // A desktop Linux says its machine where others say a version.
  return name === 'Linux' ? name : joined(name, version)
}

function deviceType(type: string | undefined, text: string, system: string): ParsedAgent['deviceType'] {
  if (type === 'tablet' || /\biPad\b|\bTablet\b/.test(text)) return 'tablet'
  // Reduced agents name no model: Android without the word Mobile is a tablet.
  if (system.startsWith('Android')) return type === 'mobile' || /\bMobile\b/.test(text) ? 'mobile' : 'tablet'
  if (type === 'mobile' || system.startsWith('iOS')) return 'mobile'
  return /^(Windows|Mac OS X|Chrome OS|Linux|Ubuntu|Debian|Fedora|\w*BSD)/.test(system) ? 'desktop' : '?'
}

function joined(name: string | undefined, version: string | undefined): string {
  if (!name) return '?'
  return version ? `${name} ${version}` : name
}
