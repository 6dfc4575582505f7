import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { certificate } from '../../base/x509.ts'
import type { Context, FlowContext } from '../../context.ts'
import type { IdentityProvider } from '../../store/schema/identity-providers.ts'
import { type Pool, poolKeys } from '../../store/schema/pools.ts'
import { encryptionUse } from '../identity-providers/providers.ts'
import { type RsaKey, type RsaUse, rsaKey, rsaKeyNow } from './keys.ts'

const yearMs = 365 * 86_400_000
const validYears = 10

/** The certificate under which the pool signs SAML requests: X.509 v3, self-signed, base64 of its DER. */
export async function signingCertificate(ctx: FlowContext, pool: Pool): Promise<string> {
  const key = await rsaKey(ctx, pool.id, 'saml')
  return ctx.transact((inside) => certificateOf(inside, pool.id, 'saml', key))
}

/**
 * The certificate for which a SAML provider may encrypt, in the same form. Documented: SAML signing and encryption page,
 * each provider has a pair of its own. Observed: two providers in one deployment of 2024, both named after the pool.
 */
export function encryptionCertificate(ctx: Context, provider: IdentityProvider): string {
  const use = encryptionUse(provider)
  return certificateOf(ctx, provider.poolId, use, rsaKeyNow(ctx, provider.poolId, use))
}

/**
 * Documented: GetSigningCertificate API page; valid for ten years, a new one each year, named after the pool. Inferred:
 * made when it is first asked for, and the years count from then.
 */
function certificateOf({ tx, clock }: Context, poolId: string, use: RsaUse, key: RsaKey): string {
  const ofKey = and(eq(poolKeys.poolId, poolId), eq(poolKeys.use, use), eq(poolKeys.kid, key.kid))
  const { madeAt } = tx.select({ madeAt: poolKeys.createdAt }).from(poolKeys).where(ofKey).get()!
  const years = Math.max(0, Math.floor((clock.now() - madeAt) / yearMs))
  return selfSigned(key, poolId, madeAt + years * yearMs).toString('base64')
}

/** The same key, name and beginning (ms since 1970) give the same bytes: nothing in it is left to chance. */
function selfSigned(key: RsaKey, name: string, from: number): Buffer {
  const { publicKey } = key
  const names = { subject: name, issuer: name, serialNumber: serialNumber(key, from) }
  return certificate({ ...names, from, until: from + validYears * yearMs, publicKey }, key.privateKey)
}

/** Eight bytes that differ from certificate to certificate. */
function serialNumber(key: RsaKey, from: number): Buffer {
  return createHash('sha256').update(`${key.kid} ${from}`).digest().subarray(0, 8)
}
