import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { deviceName, parseUserAgent } from '../../../../src/domain/risk/context/user-agent.ts'

const webkit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'
const blink = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0'

describe('browsers', () => {
  test.each([
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${blink} Safari/537.36`, 'desktop', 'Windows 10', 'Chrome 126'],
    [`Mozilla/5.0 (Windows NT 10.0) ${blink} Safari/537.36 Edg/126.0.2592.68`, 'desktop', 'Windows 10', 'Edge 126'],
    [`Mozilla/5.0 (Windows NT 10.0) ${blink} Safari/537.36 OPR/112.0.0.0`, 'desktop', 'Windows 10', 'Opera 112'],
    ['Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko', 'desktop', 'Windows 7', 'IE 11'],
    [
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Version/17.4.1 Safari/605.1.15`,
      'desktop',
      'Mac OS X 10.15.7',
      'Safari 17',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0', 'desktop', 'Linux', 'Firefox 126'],
    [
      'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0',
      'desktop',
      'Ubuntu',
      'Firefox 126',
    ],
    [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${blink} Safari/537.36`, 'desktop', 'Chrome OS 14541', 'Chrome 126'],
    [
      `Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X) ${webkit} Version/17.4.1 Mobile/15E148 Safari/604.1`,
      'mobile',
      'iOS 17.4.1',
      'Mobile Safari 17',
    ],
    [
      `Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) ${webkit} CriOS/123.0.6312.52 Mobile/15E148 Safari/604.1`,
      'tablet',
      'iOS 17.4',
      'Chrome Mobile iOS 123',
    ],
    [
      `Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) ${webkit} FxiOS/124.0 Mobile/15E148 Safari/605.1.15`,
      'mobile',
      'iOS 17.4',
      'Firefox iOS 124',
    ],
    [
      `Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36`,
      'mobile',
      'Android 14',
      'Chrome Mobile WebView 126',
    ],
    [
      'Mozilla/5.0 (Android 13; Mobile; rv:126.0) Gecko/126.0 Firefox/126.0',
      'mobile',
      'Android 13',
      'Firefox Mobile 126',
    ],
  ])('%s', (userAgent, deviceType, os, browser) => {
    expect(parseUserAgent(userAgent)).toEqual({ deviceType, os, browser })
  })

  test.each([
    ['a phone', `Mozilla/5.0 (Linux; Android 10; K) ${blink} Mobile Safari/537.36`, 'mobile', 'Chrome Mobile 126'],
    ['a tablet', `Mozilla/5.0 (Linux; Android 10; K) ${blink} Safari/537.36`, 'tablet', 'Chrome 126'],
    [
      'a phone that sounds like a bot',
      `Mozilla/5.0 (Linux; Android 10; CUBOT X30) ${blink} Mobile Safari/537.36`,
      'mobile',
      'Chrome Mobile 126',
    ],
  ])('with a reduced agent are still %s', (_, userAgent, deviceType, browser) => {
    expect(parseUserAgent(userAgent)).toEqual({ deviceType, os: 'Android 10', browser })
  })

  test.each([
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'Googlebot 2'],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/126.0.0.0 Safari/537.36', 'HeadlessChrome 126'],
    ['Mozilla/5.0 (compatible; Yahoo! Slurp)', '?'],
  ])('that nobody looks at are bots: %s', (userAgent, browser) => {
    expect(parseUserAgent(userAgent)).toMatchObject({ deviceType: 'bot', browser })
  })
})

describe('programs', () => {
  test.each([
    ['Boto3/1.23.10 Python/3.9.12 Linux/5.10.0 Botocore/1.26.10', 'bot', '?', '0 Botocore 1'],
    ['Boto3/1.34.51 md/Botocore#1.34.51 ua/2.0 os/linux#6.1.0 lang/python#3.11.2', 'bot', '?', '0 Botocore 1'],
    ['aws-cli/2.15.30 Python/3.11.8 Linux/6.1 exe/x86_64 command/cognito-idp.initiate-auth', 'bot', '?', 'aws-cli 2'],
    ['aws-cli/1.32.0 md/Botocore#1.34.0 ua/2.0 os/linux#6.1', 'bot', '?', 'aws-cli 1'],
    ['aws-sdk-js/3.600.0 ua/2.0 os/linux#5.10 lang/js md/nodejs#20.1', 'bot', '?', 'aws-sdk-js 3'],
    ['APN/1.0 HashiCorp/1.0 Terraform/1.7.0 aws-sdk-go-v2/1.26.0', 'bot', '?', 'aws-sdk-go-v2 1'],
    ['aws-sdk-iOS/2.30.0 iOS/17.0 en_US', 'mobile', 'iOS 17.0', 'aws-sdk-iOS 2'],
    ['aws-sdk-android/2.16.12 Linux/4.14 Dalvik/2.1.0/0 en_US', 'mobile', 'Android', 'aws-sdk-android 2'],
    ['amplify-swift/2.25.0 os/iOS#17.4 lang/swift', 'mobile', 'iOS 17.4', 'amplify-swift 2'],
    ['amplify-android:2.14.0 md/locale/en_US os/Android#14', 'mobile', 'Android 14', 'amplify-android 2'],
    ['aws-amplify/6.0.5 auth/1 framework/1', '?', '?', 'aws-amplify 6'],
    ['curl/8.4.0', 'bot', '?', 'curl 8'],
    ['python-requests/2.31.0', 'bot', '?', 'python-requests 2'],
    ['okhttp/4.12.0', 'mobile', '?', 'okhttp 4'],
    ['Shop/12 CFNetwork/1490.0.4 Darwin/23.2.0', 'mobile', '?', 'CFNetwork 1490'],
    ['node', 'bot', '?', 'node'],
    ['node-fetch/1.0 (+https://example.com)', 'bot', '?', 'node-fetch 1'],
  ])('%s', (userAgent, deviceType, os, browser) => {
    expect(parseUserAgent(userAgent)).toEqual({ deviceType, os, browser })
  })

  test('inside a browser give way to the browser', () => {
    const agent = `Mozilla/5.0 (Windows NT 10.0) ${blink} Safari/537.36 aws-amplify/6.0.5`

    expect(parseUserAgent(agent).browser).toBe('Chrome 126')
  })
})

describe('device names', () => {
  test.each([
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${blink} Safari/537.36`, 'Chrome 126, Windows 10'],
    ['Boto3/1.23.10 Python/3.9.12 Linux/5.10.0 Botocore/1.26.10', '0 Botocore 1, Other'],
    ['something of our own', 'Other, Other'],
    ['Dalvik/2.1.0 (Linux; U; Android 13; Pixel 7 Build/TQ3A.230805.001)', 'Other, Android 13'],
    ['', 'Other, Other'],
    [undefined, 'Other, Other'],
  ])('%s', (userAgent, name) => {
    expect(deviceName(parseUserAgent(userAgent))).toBe(name)
  })
})

describe('the sample of agents', () => {
  const sample = JSON.parse(readFileSync(new URL('../../../fixtures/user-agents.json', import.meta.url), 'utf8')) as {
    [userAgent: string]: { br: string; os: string; dt: string }
  }
  const family = (name: string) => name.replace(/ [\d.]+$/, '')

  test('is read as its makers meant', () => {
    for (const [userAgent, meant] of Object.entries(sample)) {
      const parsed = parseUserAgent(userAgent)
      expect(parsed.os).toBe(meant.os)
      expect(family(parsed.browser)).toBe(family(meant.br))
      // The sample counts Opera's versions by the Chrome inside it.
      if (!meant.br.startsWith('Opera')) expect(parsed.browser).toBe(meant.br.replace(/(\d+)\.\d+$/, '$1'))
    }
  })

  test('agrees on the type of device but for phones that the sample calls tablets', () => {
    const others = Object.entries(sample).filter(
      ([userAgent, meant]) => parseUserAgent(userAgent).deviceType !== meant.dt,
    )

    expect(others.every(([userAgent, meant]) => meant.dt === 'tablet' && userAgent.includes('Mobile'))).toBe(true)
    expect(others.length).toBeLessThan(Object.keys(sample).length * 0.03)
  })
})

test('endless agents cost no more than long ones', () => {
  const start = performance.now()

  expect(parseUserAgent(`${'('.repeat(100_000)}Chrome/1`).browser).toBe('?')
  expect(performance.now() - start).toBeLessThan(100)
})

test('the parser stays at its permissively licensed version', () => {
  const manifest = createRequire(import.meta.url)('ua-parser-js/package.json') as { version: string; license: string }

  expect(manifest.version).toMatch(/^1\./)
  expect(manifest.license).toBe('MIT')
})
