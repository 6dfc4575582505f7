import { createHash, sign } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { bits, der, integer, nothing, oid, sequence, set, time, utf8 } from '../../base/der.ts'
import type { FlowContext } from '../../context.ts'
import { type Pool, poolKeys } from '../../store/schema/pools.ts'
import { type RsaKey, rsaKey } from './keys.ts'

const sha256WithRsa = sequence(oid('1.2.840.113549.1.1.11'), nothing)
const commonName = '2.5.4.3'
const yearMs = 365 * 86_400_000
const validYears = 10

/**
 * The certificate under which the pool signs SAML requests: X.509 v3, self-signed, base64 of its DER. Documented:
 * GetSigningCertificate API page; valid for ten years, a new one each year, named after the pool. Inferred: made when it is
 * first asked for, and the years count from then.
 */
export async function signingCertificate(ctx: FlowContext, pool: Pool): Promise<string> {
  const key = await rsaKey(ctx, pool.id, 'saml')
  const madeAt = ctx.transact(({ tx }) => {
    const ofKey = and(eq(poolKeys.poolId, pool.id), eq(poolKeys.kid, key.kid))
    return tx.select({ at: poolKeys.createdAt }).from(poolKeys).where(ofKey).get()!.at
  })
  const years = Math.max(0, Math.floor((ctx.clock.now() - madeAt) / yearMs))
  return selfSigned(key, pool.id, madeAt + years * yearMs).toString('base64')
}

/** The same key, name and beginning (ms since 1970) give the same bytes: nothing in it is left to chance. */
function selfSigned(key: RsaKey, name: string, from: number): Buffer {
  const distinguishedName = sequence(set(sequence(oid(commonName), utf8(name))))
  const body = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(serialNumber(key, from)),
    sha256WithRsa,
    distinguishedName,
    sequence(time(from), time(from + validYears * yearMs)),
    distinguishedName,
    key.publicKey.export({ type: 'spki', format: 'der' }),
  )
  return sequence(body, sha256WithRsa, bits(sign('sha256', body, key.privateKey)))
}

/** Eight bytes that differ from certificate to certificate. */
function serialNumber(key: RsaKey, from: number): Buffer {
  return createHash('sha256').update(`${key.kid} ${from}`).digest().subarray(0, 8)
}
