import { createHash, createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import type { Context, FlowContext } from '../../context.ts'
import { statement } from '../../store/database.ts'
import { poolKeys } from '../../store/schema/pools.ts'

/** What an RSA pair of a pool is for. Observed: ID and access tokens of one pool are signed under different kids. */
export type RsaUse = 'id' | 'access' | 'refresh' | 'saml'

/** An RSA pair ready for use. */
export interface RsaKey {
  readonly kid: string
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

/** The pairs of a pool that have been made so far. */
export type RsaKeys = Readonly<Partial<Record<RsaUse, RsaKey>>>

// Parsing a PEM costs more than a signature; a kid is a hash of its key, so one cache serves every emulator of the process.
const parsed = new Map<string, RsaKey>()
const parsedAtMost = 1000

/** The pool's pair for `use`, made on first use. */
export async function rsaKey(ctx: FlowContext, poolId: string, use: RsaUse): Promise<RsaKey> {
  const present = ctx.transact((inside) => findRsaKeys(inside, poolId)[use] ?? null)
  if (present) return present
  const pem = await ctx.makeRsaKey()
  return ctx.transact((inside) => {
    // Another request may have been faster while this one made its pair: the first one stays.
    const earlier = findRsaKeys(inside, poolId)[use]
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

/** All pairs of the pool that exist, by use. */
export function findRsaKeys({ tx }: Pick<Context, 'tx'>, poolId: string): RsaKeys {
  const sql = `SELECT "use", "kid", "secret" FROM "pool_keys" WHERE "poolId" = ? AND "use" <> 'feedback'`
  const rows = statement(tx, sql).all(poolId) as { use: RsaUse; kid: string; secret: Buffer }[]
  return Object.fromEntries(rows.map((row) => [row.use, parsed.get(row.kid) ?? parse(row.secret.toString())]))
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
