import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { describe, expect, onTestFinished, test } from 'vitest'
import { certificate, pem, serverExtensions } from '../src/base/x509.ts'
import { createAuthority, identitiesOf } from '../src/edges/local-authority.ts'
import { startEmulator } from '../src/emulator.ts'
import type { EmulatorOptions } from '../src/options.ts'
import { hostedShop } from './support/hosted-running.ts'
import { fetchTrusting } from './support/tls.ts'

async function started(options: EmulatorOptions) {
  const emulator = await startEmulator(options)
  onTestFinished(() => emulator.close())
  return emulator
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'cognito-plus-tls-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

describe('with --tls', () => {
  test('it answers by https only, to whoever trusts its authority', async () => {
    const { url, certificate } = await started({ tls: true })

    expect(url).toMatch(/^https:\/\/localhost:\d+$/)
    for (const host of ['localhost', '127.0.0.1', 'shop.localhost', 'login.shop.example.localhost']) {
      const health = await fetchTrusting(certificate)(`${url.replace('localhost', host)}/health`)
      expect(await health.json(), host).toMatchObject({ status: 'ok' })
    }
    await expect(fetchTrusting(createAuthority().certificate)(`${url}/health`)).rejects.toThrow('certificate')
    await expect(fetch(url.replace('https', 'http'))).rejects.toThrow()
  })

  test('its authority is worth nothing for other names, even if somebody stole its key', async () => {
    const authority = createAuthority()
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const names = { subject: 'bank.example', issuer: 'cognito-plus on this machine', serialNumber: Buffer.from([9]) }
    const days = { from: Date.now() - 86_400_000, until: Date.now() + 86_400_000 }
    const extensions = serverExtensions(publicKey, authority.key, ['bank.example'])
    const cert = pem(certificate({ ...names, ...days, publicKey, extensions }, authority.key))
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const { url } = await started({ tls: { cert, key } })

    const refused = new Promise<string>((resolve) => {
      const port = Number(new URL(url).port)
      const socket = connect({ port, servername: 'bank.example', ca: authority.certificate })
      socket.once('secureConnect', () => resolve('believed')).once('error', ({ message }) => resolve(message))
      onTestFinished(() => void socket.destroy())
    })

    expect(await refused).toBe('permitted subtree violation')
  })

  test('every address that it hands out begins with https', async () => {
    const shop = await hostedShop({ emulator: { tls: true } })
    const { emulator, userPoolId } = shop
    const get = fetchTrusting(emulator.certificate)

    const issuer = emulator.issuer(userPoolId)
    const document = (await (await get(`${issuer}/.well-known/openid-configuration`)).json()) as Record<string, string>

    expect(issuer).toBe(`${emulator.url}/${userPoolId}`)
    expect(document).toMatchObject({ issuer, jwks_uri: `${issuer}/.well-known/jwks.json` })
    const addresses = Object.entries(document).filter(([name]) => /_(endpoint|uri)$/.test(name))
    for (const [name, address] of addresses) expect(address, name).toMatch(/^https:/)
    expect(shop.domain).toMatch(/^https:\/\/shop\.localhost:/)
  })

  test('cookies of the pages are secure', async () => {
    const shop = await hostedShop({ emulator: { tls: true } })
    const get = fetchTrusting(shop.emulator.certificate)

    const login = await get(shop.authorizeUrl().replace('/oauth2/authorize', '/login'))

    expect(login.status).toBe(200)
    expect(login.headers.getSetCookie().map((line) => line.split('; ').includes('Secure'))).toEqual([true])
  })

  test.each<[number, Record<string, string>]>([
    [200, {}],
    [200, { origin: 'https://localhost' }],
    [403, { origin: 'https://evil.example' }],
    [403, { origin: 'https://localhost:1' }],
    [403, { host: 'shop.localhost' }],
    [403, { host: 'evil.example' }],
  ])('the control API answers %i to %o', async (status, headers) => {
    const { url, certificate } = await started({ tls: true })
    const { host } = new URL(url)
    const own = headers['origin'] === 'https://localhost' ? { origin: `https://${host}` } : headers

    const answer = await fetchTrusting(certificate)(`${url}/_emulator/api/clock`, { headers: own })

    expect(answer.status).toBe(status)
  })

  test('nothing is written where everything is kept in memory, and the authority is kept with the data', async () => {
    const data = folder()
    await started({ tls: true, data })
    expect(existsSync(join(data, 'tls'))).toBe(false)

    const first = await started({ tls: true, memory: false, data: join(data, 'kept') })
    await first.close()
    const second = await started({ tls: true, memory: false, data: join(data, 'kept') })

    expect(second.certificate).toBe(first.certificate)
  })
})

describe('a certificate of one’s own', () => {
  const identity = () => {
    const authority = createAuthority()
    return { authority, ...identitiesOf(authority)() }
  }

  test('is given as PEM', async () => {
    const { authority, cert, key } = identity()

    const { url, certificate } = await started({ tls: { cert, key } })

    expect((await fetchTrusting(authority.certificate)(`${url}/health`)).status).toBe(200)
    expect(certificate).toBeUndefined()
  })

  test('is read from files', async () => {
    const place = folder()
    const { authority, cert, key } = identity()
    writeFileSync(join(place, 'cert.pem'), cert)
    writeFileSync(join(place, 'key.pem'), key)

    const { url } = await started({ tlsCert: join(place, 'cert.pem'), tlsKey: join(place, 'key.pem') })

    expect((await fetchTrusting(authority.certificate)(`${url}/health`)).status).toBe(200)
  })

  test.each<[string, () => EmulatorOptions, string]>([
    ['without its key', () => ({ tlsCert: 'cert.pem' }), 'Settings tlsCert and tlsKey: one needs the other.'],
    ['that is not there', () => ({ tlsCert: 'no.pem', tlsKey: 'no.pem' }), 'The file no.pem cannot be read.'],
    [
      'with the key of another',
      () => {
        const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
        const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
        return { tls: { cert: identity().cert, key } }
      },
      'The certificate and the key for TLS are no PEM, or do not belong together.',
    ],
  ])('%s is refused with a sentence', async (_, options, sentence) => {
    await expect(startEmulator(options())).rejects.toThrow(sentence)
  })
})
