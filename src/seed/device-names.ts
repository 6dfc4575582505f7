/** A User-Agent that is read as a device of this name: `Chrome 126, Windows 10`, as auth events have it. */
export function userAgentNamed(deviceName: string): string | undefined {
  const [browser = 'Other', os = 'Other'] = deviceName.split(/,\s*/)
  if (deviceName === '' || browser === 'Other') return undefined
  const [, name = browser, version = '1'] = /^(.*?) (\d+)$/.exec(browser) ?? []
  const make = browsers[name]
  if (!make) return `${name === '0 Botocore' ? 'Botocore' : name}/${version}`
  const addition = name.startsWith('Firefox') ? `; rv:${version}.0` : name.endsWith('WebView') ? '; wv' : ''
  return `Mozilla/5.0 (${systemOf(os, addition)}) ${make(version)}`
}

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const apple = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'

/** How browsers write themselves, by what the service calls them. */
const browsers: Readonly<Record<string, (version: string) => string>> = {
  Chrome: (v) => `${webkit} Chrome/${v}.0.0.0 Safari/537.36`,
  'Chrome Mobile': (v) => `${webkit} Chrome/${v}.0.0.0 Mobile Safari/537.36`,
  'Chrome Mobile iOS': (v) => `${apple} CriOS/${v}.0.0.0 Mobile/15E148 Safari/604.1`,
  'Chrome Mobile WebView': (v) => `${webkit} Version/4.0 Chrome/${v}.0.0.0 Mobile Safari/537.36`,
  Edge: (v) => `${webkit} Chrome/${v}.0.0.0 Safari/537.36 Edg/${v}.0.0.0`,
  'Edge Mobile': (v) => `${webkit} Chrome/${v}.0.0.0 Mobile Safari/537.36 EdgA/${v}.0.0.0`,
  Firefox: (v) => `Gecko/20100101 Firefox/${v}.0`,
  'Firefox Mobile': (v) => `Gecko/${v}.0 Firefox/${v}.0`,
  'Firefox iOS': (v) => `${apple} FxiOS/${v}.0 Mobile/15E148 Safari/605.1.15`,
  HeadlessChrome: (v) => `${webkit} HeadlessChrome/${v}.0.0.0 Safari/537.36`,
  'Mobile Safari': (v) => `${apple} Version/${v}.0 Mobile/15E148 Safari/604.1`,
  Opera: (v) => `${webkit} Chrome/${v}.0.0.0 Safari/537.36 OPR/${v}.0.0.0`,
  Safari: (v) => `${apple} Version/${v}.0 Safari/605.1.15`,
  'Samsung Internet': (v) => `${webkit} SamsungBrowser/${v}.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
}

function systemOf(os: string, addition: string): string {
  const [, name = os, version = ''] = /^(.*?) ([\d.]+)$/.exec(os) ?? []
  const underscored = version.replaceAll('.', '_')
  switch (name) {
    case 'Windows':
      return `Windows NT ${windowsVersions[version] ?? '10.0'}; Win64; x64${addition}`
    case 'Mac OS X':
      return `Macintosh; Intel Mac OS X ${underscored || '10_15_7'}${addition}`
    case 'iOS':
      return `iPhone; CPU iPhone OS ${underscored || '18_0'} like Mac OS X`
    case 'Android':
      if (addition.startsWith('; rv')) return `Android ${version || '10'}; Mobile${addition}`
      return `Linux; Android ${version || '10'}; K${addition}`
    case 'Chrome OS':
      return `X11; CrOS x86_64 ${version || '16000'}.0.0`
    default:
      return `X11; ${name === 'Other' ? 'compatible' : `${name} x86_64`}${addition}`
  }
}

const windowsVersions: Readonly<Record<string, string>> = { '7': '6.1', '8': '6.2', '8.1': '6.3' }
