import { type KeyObject, sign } from 'node:crypto'
import { bits, der, integer, nothing, oid, sequence, set, time, utf8 } from '../../src/base/der.ts'

/** A certificate for a name, signed with its own key: base64 of its DER. */
export function selfSigned(commonName: string, keys: { publicKey: KeyObject; privateKey: KeyObject }): string {
  const algorithm = sequence(oid('1.2.840.113549.1.1.11'), nothing)
  const name = sequence(set(sequence(oid('2.5.4.3'), utf8(commonName))))
  const years = sequence(time(Date.now() - 1000), time(Date.now() + 31_536_000_000))
  const key = keys.publicKey.export({ type: 'spki', format: 'der' })
  const version = der(0xa0, integer(Buffer.from([2])))
  const body = sequence(version, integer(Buffer.from([1])), algorithm, name, years, name, key)
  return sequence(body, algorithm, bits(sign('sha256', body, keys.privateKey))).toString('base64')
}
