import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../base/clock.ts'
import { authorityExtensions, certificate, pem, serverExtensions } from '../base/x509.ts'

/** Signs certificates for servers on this machine. Clients that trust it need not trust anything else. */
export interface LocalAuthority {
  /** Its certificate, as PEM. */
  readonly certificate: string
  readonly key: KeyObject
}

/** A server's key and certificate, as PEM. */
export interface ServerIdentity {
  readonly key: string
  readonly cert: string
}

const dayMs = 86_400_000
const authorityName = 'cognito-plus on this machine'
/** Beyond these the authority's own certificate makes its signatures worthless, so that trusting it is no risk. */
const loopbackRanges = [
  Buffer.from([127, 0, 0, 0, 255, 0, 0, 0]),
  Buffer.concat([Buffer.alloc(15), Buffer.from([1]), Buffer.alloc(16, 255)]),
]
/** More pools than anybody opens pages of at a time. */
const mostNames = 1000
const everyName = ['localhost', '*.localhost', '127.0.0.1', '::1']

/** A new authority, good for ten years by the clock of the machine: clients look at theirs, not at the emulator's. */
export function createAuthority(): LocalAuthority {
  const { publicKey, privateKey } = newKeys()
  const names = { subject: authorityName, issuer: authorityName, serialNumber: serialNumber(publicKey, '') }
  const years = { from: systemClock.now() - dayMs, until: systemClock.now() + 3650 * dayMs }
  const extensions = authorityExtensions(publicKey, ['localhost'], loopbackRanges)
  return { certificate: pem(certificate({ ...names, ...years, publicKey, extensions }, privateKey)), key: privateKey }
}

/** The authority in a folder: `ca.pem`, which clients are told to trust, and its key. Makes it where there is none in date. */
export function authorityIn(folder: string): LocalAuthority {
  const [certificateFile, keyFile] = [authorityFile(folder), join(folder, 'ca-key.pem')]
  if (existsSync(certificateFile) && existsSync(keyFile)) {
    const kept = { certificate: readFileSync(certificateFile, 'utf8'), key: createPrivateKey(readFileSync(keyFile)) }
    const certificate = new X509Certificate(kept.certificate)
    const lasts = Date.parse(certificate.validTo) > systemClock.now() + 30 * dayMs
    if (lasts && certificate.checkPrivateKey(kept.key)) return kept
  }
  const made = createAuthority()
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(keyFile, made.key.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  writeFileSync(certificateFile, made.certificate)
  return made
}

/** Where the authority in a folder has its certificate. */
export function authorityFile(folder: string): string {
  return join(folder, 'ca.pem')
}

/**
 * Makes identities signed by an authority: for this machine, and for any name below localhost, as some clients take no
 * certificate for `*.localhost`. Other names get the certificate for this machine, which they will not believe.
 */
export function identitiesOf(authority: LocalAuthority): (name?: string) => ServerIdentity {
  const { publicKey, privateKey } = newKeys()
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  // Apple's systems take no certificate that is good for longer than 825 days.
  const years = { from: systemClock.now() - dayMs, until: systemClock.now() + 820 * dayMs }
  const made = new Map<string, ServerIdentity>()
  const make = (name: string): ServerIdentity => {
    const names = [...new Set([name, ...everyName])]
    const extensions = serverExtensions(publicKey, authority.key, names)
    const title = { subject: 'cognito-plus', issuer: authorityName, serialNumber: serialNumber(publicKey, name) }
    return { key, cert: pem(certificate({ ...title, ...years, publicKey, extensions }, authority.key)) }
  }
  return (asked = '') => {
    const name = /^[a-z\d.-]+\.localhost$/i.test(asked) ? asked.toLowerCase() : 'localhost'
    // A browser that was told to go on regardless remembers the very certificate.
    const identity = made.get(name) ?? make(name)
    if (made.size < mostNames) made.set(name, identity)
    return identity
  }
}

function newKeys(): { publicKey: KeyObject; privateKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

function serialNumber(key: KeyObject, of: string): Buffer {
  const spki = key.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(spki).update(of).digest().subarray(0, 8)
}
