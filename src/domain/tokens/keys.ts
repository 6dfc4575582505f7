import { createHash, createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Context, FlowContext } from '../../context.ts'
import { poolKeys } from '../../store/schema/pools.ts'

/** What an RSA pair of a pool is for. Observed: ID and access tokens of one pool are signed under different kids. */
export type RsaUse = 'id' | 'access' | 'refresh'

/** An RSA pair ready for use. */
export interface RsaKey {
  readonly kid: string
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

// Parsing a PEM costs more than a signature; a kid is a hash of its key, so one cache serves every emulator of the process.
const parsed = new Map<string, RsaKey>()
const parsedAtMost = 1000

/** The pool's pair for `use`, made on first use. */
export async function rsaKey(ctx: FlowContext, poolId: string, use: RsaUse): Promise<RsaKey> {
  const present = ctx.transact((inside) => findRsaKey(inside, poolId, use) ?? null)
  if (present) return present
  const pem = await ctx.makeRsaKey()
  return ctx.transact((inside) => {
    // Another request may have been faster while this one made its pair: the first one stays.
    const earlier = findRsaKey(inside, poolId, use)
    if (earlier) return earlier
    const key = parse(pem)
    const createdAt = inside.clock.now()
    inside.tx
      .insert(poolKeys)
      .values({ poolId, use, kid: key.kid, secret: Buffer.from(pem), createdAt })
      .run()
    return key
  })
}

/** The pool's pair for `use`, if it has been made. */
export function findRsaKey({ tx }: Pick<Context, 'tx'>, poolId: string, use: RsaUse): RsaKey | undefined {
  const row = tx
    .select()
    .from(poolKeys)
    .where(and(eq(poolKeys.poolId, poolId), eq(poolKeys.use, use)))
    .get()
  return row && (parsed.get(row.kid) ?? parse(row.secret.toString()))
}

/** The public half as a JWKS prints it. Observed: captured key sets have these members in this order. */
export function toJwk(key: RsaKey): Record<string, string | undefined> {
  const { e, n } = key.publicKey.export({ format: 'jwk' }) as JsonWebKey
  return { alg: 'RS256', e, kid: key.kid, kty: 'RSA', n, use: 'sig' }
}

function parse(pem: string): RsaKey {
  const privateKey = createPrivateKey(pem)
  const publicKey = createPublicKey(privateKey)
  // Observed: a kid is 32 bytes in the standard base64 alphabet, with the padding.
  const kid = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64')
  const key = { kid, privateKey, publicKey }
  if (parsed.size >= parsedAtMost) parsed.clear()
  parsed.set(kid, key)
  return key
}
