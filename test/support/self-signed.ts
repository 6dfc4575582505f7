import type { KeyObject } from 'node:crypto'
import { certificate } from '../../src/base/x509.ts'

/** A certificate for a name, signed with its own key: base64 of its DER. */
export function selfSigned(commonName: string, keys: { publicKey: KeyObject; privateKey: KeyObject }): string {
  const names = { subject: commonName, issuer: commonName, serialNumber: Buffer.from([1]) }
  const years = { from: Date.now() - 1000, until: Date.now() + 31_536_000_000 }
  return certificate({ ...names, ...years, publicKey: keys.publicKey }, keys.privateKey).toString('base64')
}
