import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { isIP } from 'node:net'
import { bits, der, integer, nothing, oid, sequence, set, time, utf8 } from './der.ts'

// The part of X.509 (RFC 5280) that self-made certificates need.

/** What a certificate says. */
export interface CertificateBody {
  /** Common names of whom it is for, and of who says so. */
  readonly subject: string
  readonly issuer: string
  readonly serialNumber: Uint8Array
  /** Milliseconds since 1970. */
  readonly from: number
  readonly until: number
  readonly publicKey: KeyObject
  readonly extensions?: readonly Buffer[]
}

/** A certificate of version 3, signed with SHA-256 by a private key (RSA or EC), as DER. */
export function certificate(body: CertificateBody, key: KeyObject): Buffer {
  const algorithm = key.asymmetricKeyType === 'ec' ? ecdsaWithSha256 : sha256WithRsa
  const { extensions = [] } = body
  const signed = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(body.serialNumber),
    algorithm,
    distinguishedName(body.issuer),
    sequence(time(body.from), time(body.until)),
    distinguishedName(body.subject),
    spki(body.publicKey),
    ...(extensions.length === 0 ? [] : [der(0xa3, sequence(...extensions))]),
  )
  return sequence(signed, algorithm, bits(sign('sha256', signed, key)))
}

/** DER as PEM. */
export function pem(certificate: Buffer): string {
  const lines = certificate.toString('base64').replace(/.{64}(?=.)/g, '$&\n')
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
}

/** The extensions of an authority that signs certificates for servers below these names and address ranges only. */
export function authorityExtensions(key: KeyObject, names: readonly string[], ranges: readonly Buffer[]): Buffer[] {
  const permitted = [...names.map(dnsName), ...ranges.map((range) => der(0x87, range))]
  return [
    extension('2.5.29.19', sequence(der(0x01, Buffer.from([0xff])), integer(Buffer.from([0]))), true),
    // keyCertSign and cRLSign.
    extension('2.5.29.15', der(0x03, Buffer.from([1, 0x06])), true),
    extension('2.5.29.30', sequence(der(0xa0, ...permitted.map((name) => sequence(name)))), true),
    extension('2.5.29.14', der(0x04, keyIdentifier(key))),
  ]
}

/** The extensions of a server's certificate for names and addresses. */
export function serverExtensions(key: KeyObject, authority: KeyObject, names: readonly string[]): Buffer[] {
  const alternative = names.map((name) => (isIP(name) === 0 ? dnsName(name) : der(0x87, addressBytes(name))))
  return [
    extension('2.5.29.19', sequence(), true),
    // digitalSignature, for the authentication of a server.
    extension('2.5.29.15', der(0x03, Buffer.from([7, 0x80])), true),
    extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', sequence(...alternative)),
    extension('2.5.29.14', der(0x04, keyIdentifier(key))),
    extension('2.5.29.35', sequence(der(0x80, keyIdentifier(authority)))),
  ]
}

const sha256WithRsa = sequence(oid('1.2.840.113549.1.1.11'), nothing)
const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'))
const commonName = '2.5.4.3'

function distinguishedName(name: string): Buffer {
  return sequence(set(sequence(oid(commonName), utf8(name))))
}

function extension(id: string, value: Buffer, critical = false): Buffer {
  return sequence(oid(id), ...(critical ? [der(0x01, Buffer.from([0xff]))] : []), der(0x04, value))
}

function dnsName(name: string): Buffer {
  return der(0x82, Buffer.from(name))
}

/** 127.0.0.1 and ::1 are the only addresses that anybody has to name. */
function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number))
  return Buffer.concat([Buffer.alloc(15), Buffer.from([1])])
}

function spki(key: KeyObject): Buffer {
  return (key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' })
}

/** Documented: RFC 7093, section 2; the leftmost 160 bits of SHA-256. */
function keyIdentifier(key: KeyObject): Buffer {
  return createHash('sha256').update(spki(key)).digest().subarray(0, 20)
}
