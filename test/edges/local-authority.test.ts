import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../src/base/clock.ts'
import { certificate, pem } from '../../src/base/x509.ts'
import { authorityIn, createAuthority, identitiesOf } from '../../src/edges/local-authority.ts'

const day = 86_400_000

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'cognito-plus-tls-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return join(path, 'tls')
}

describe('an authority of one machine', () => {
  test('signs for this machine', () => {
    const authority = createAuthority()

    const { cert, key } = identitiesOf(authority)()

    const [signed, ca] = [new X509Certificate(cert), new X509Certificate(authority.certificate)]
    expect(signed.checkIssued(ca)).toBe(true)
    expect(signed.verify(ca.publicKey)).toBe(true)
    expect([ca.ca, signed.ca]).toEqual([true, false])
    expect(key).toContain('PRIVATE KEY')
    expect(signed.checkHost('localhost')).toBeDefined()
    for (const address of ['127.0.0.1', '::1']) expect(signed.checkIP(address)).toBeDefined()
    expect(signed.checkHost('example.com')).toBeUndefined()
    expect(Date.parse(signed.validTo) - Date.parse(signed.validFrom)).toBeLessThanOrEqual(825 * day)
  })

  test('names what is asked for below localhost, however deep, and nothing else', () => {
    const identityOf = identitiesOf(createAuthority())
    const hostsOf = (name: string) => new X509Certificate(identityOf(name).cert).subjectAltName

    expect(hostsOf('login.shop.example.localhost')).toContain('DNS:login.shop.example.localhost, DNS:localhost')
    expect(new X509Certificate(identityOf('shop.localhost').cert).checkHost('shop.localhost')).toBeDefined()
    expect(hostsOf('bank.example')).not.toContain('bank')
    expect(hostsOf('a, DNS:bank.example.localhost')).not.toContain('bank')
  })

  test('signs the same certificate for a name each time, as browsers remember exceptions by it', () => {
    const identityOf = identitiesOf(createAuthority())

    expect(identityOf('shop.localhost')).toBe(identityOf('SHOP.localhost'))
    expect(identityOf('bank.example')).toBe(identityOf())
  })

  test('is kept in its folder, its key for the owner only', () => {
    const place = folder()

    const first = authorityIn(place)
    const second = authorityIn(place)

    expect(second.certificate).toBe(first.certificate)
    expect(second.key.equals(first.key)).toBe(true)
    expect(readFileSync(join(place, 'ca.pem'), 'utf8')).toBe(first.certificate)
    expect(statSync(join(place, 'ca-key.pem')).mode & 0o077).toBe(0)
    expect(readdirSync(place)).toEqual(['ca-key.pem', 'ca.pem'])
  })

  test.each([
    ['soon out of date', systemClock.now() + 29 * day, true],
    ['in date', systemClock.now() + 31 * day, false],
  ])('that is %s', (_, until, isReplaced) => {
    const place = folder()
    const { key } = authorityIn(place)
    const names = { subject: 'old', issuer: 'old', serialNumber: Buffer.from([1]) }
    const old = pem(certificate({ ...names, from: systemClock.now() - day, until, publicKey: key }, key))
    writeFileSync(join(place, 'ca.pem'), old)

    expect(authorityIn(place).certificate !== old).toBe(isReplaced)
  })

  test('whose key is another one is replaced', () => {
    const place = folder()
    const { certificate: mine } = authorityIn(place)
    writeFileSync(join(place, 'ca-key.pem'), createAuthority().key.export({ type: 'pkcs8', format: 'pem' }))

    expect(authorityIn(place).certificate).not.toBe(mine)
  })
})
