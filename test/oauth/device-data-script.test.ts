import { createHmac } from 'node:crypto'
import { createContext, runInContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeContextData } from '../../src/domain/risk/context/encoded-data.ts'
import { deviceDataScript } from '../../src/oauth/device-data-script.ts'
import { testEmulator } from '../support/emulator.ts'

type GetData = (username: unknown, userPoolId: unknown, clientId: unknown) => string | undefined

/** A page that has loaded the script. What it keeps is in `storage`; without one it may keep nothing. */
function page({ storage, minutesWest = 420 }: { storage?: Map<string, string>; minutesWest?: number } = {}) {
  class PageDate extends Date {
    override getTimezoneOffset() {
      return minutesWest
    }
  }
  const refuse = () => {
    throw new Error('SecurityError')
  }
  const globals = createContext({
    navigator: { userAgent: 'Browser/1.0 ü', language: 'de-DE', platform: 'Win32', plugins: [{ name: 'PDF' }] },
    localStorage: {
      getItem: (key: string) => (storage ? (storage.get(key) ?? null) : refuse()),
      setItem: (key: string, value: string) => (storage ? storage.set(key, value) : refuse()),
    },
    ...{ crypto, btoa, TextEncoder, Date: PageDate },
  })
  runInContext(deviceDataScript, globals)
  return (globals['AmazonCognitoAdvancedSecurityData'] as { getData: GetData }).getData
}

const decoded = (data: string | undefined, poolId = 'us-east-1_Pool1') => {
  const found = decodeContextData(data!, 'client1', poolId)
  if (!found.valid) throw new Error(found.reason)
  return found
}

describe('the script for pages under test', () => {
  test('makes data that threat protection believes', () => {
    const data = decoded(page({ storage: new Map() })('jörg', 'us-east-1_Pool1', 'client1'))

    expect(data).toMatchObject({ username: 'jörg', userPoolId: 'us-east-1_Pool1', timestamp: expect.any(Number) })
    expect(data.contextData).toEqual({
      UserAgent: 'Browser/1.0 ü',
      DeviceId: expect.stringMatching(/^[0-9a-z]{20}:\d{13}$/),
      DeviceLanguage: 'de-DE',
      DeviceFingerprint: 'Browser/1.0 üPDF:de-DE',
      DevicePlatform: 'Win32',
      ClientTimezone: '-07:00',
    })
  })

  test('signs whatever it is given as every HMAC of SHA-256 does', () => {
    const getData = page()

    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary', maxLength: 300 }),
        (clientId, username) => {
          const envelope = JSON.parse(Buffer.from(getData(username, '', clientId)!, 'base64').toString())
          const expected = createHmac('sha256', clientId)
            .update(envelope.version + envelope.payload)
            .digest('base64')
          return envelope.signature === expected
        },
      ),
      { numRuns: 100 },
    )
  })

  test('knows its device again while the page may keep something', () => {
    const storage = new Map<string, string>()
    const first = decoded(page({ storage })('ann', '', 'client1')).contextData['DeviceId']

    expect(decoded(page({ storage })('ben', '', 'client1')).contextData['DeviceId']).toBe(first)
    expect(decoded(page({ storage: new Map() })('ann', '', 'client1')).contextData['DeviceId']).not.toBe(first)
    expect(decoded(page()('ann', '', 'client1')).contextData['DeviceId']).toMatch(/^[0-9a-z]{20}:/)
  })

  test.each([
    [-120, '02:00'],
    [0, '00:00'],
    [210, '-03:30'],
    [-345, '05:45'],
  ])('writes an offset of %i minutes as %s', (minutesWest, text) => {
    expect(decoded(page({ minutesWest })('ann', '', 'client1')).contextData['ClientTimezone']).toBe(text)
  })
})

describe('GET /_emulator/assets/amazon-cognito-advanced-security-data.min.js', () => {
  test('gives the script to pages of every origin', async () => {
    const { core } = testEmulator()
    const url = 'http://localhost:4590/_emulator/assets/amazon-cognito-advanced-security-data.min.js'

    const answer = await core.app.request(url, { headers: { origin: 'http://localhost:3000' } })

    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(await answer.text()).toBe(deviceDataScript)
  })
})
