import { createHash, createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import type { Context, FlowContext } from '../../context.ts'
import { statement } from '../../store/database.ts'
import { type EncryptionUse, poolKeys } from '../../store/schema/pools.ts'

/** What an RSA pair of a pool is for. Observed: ID and access tokens of one pool are signed under different kids. */
export type RsaUse = 'id' | 'access' | 'refresh' | 'saml' | EncryptionUse

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
  const present = ctx.transact((inside) => findRsaKey(inside, poolId, use) ?? null)
  if (present) return present
  const pem = await ctx.makeRsaKey()
  // Another request may have been faster while this one made its pair: the first one stays.
  return ctx.transact((inside) => findRsaKey(inside, poolId, use) ?? keep(inside, poolId, use, pem))
}

/** The same where nothing can be awaited: everything stands still while a pair is made. */
export function rsaKeyNow(ctx: Context, poolId: string, use: RsaUse): RsaKey {
  return findRsaKey(ctx, poolId, use) ?? keep(ctx, poolId, use, ctx.makeRsaKeyNow())
}

function keep({ tx, clock }: Context, poolId: string, use: RsaUse, pem: string): RsaKey {
  const key = parse(pem)
  const createdAt = clock.now()
  tx.insert(poolKeys)
    .values({ poolId, use, kid: key.kid, secret: Buffer.from(pem), createdAt })
    .run()
  return key
}

/** The pool's own pairs that exist, by use; those of its SAML providers are not among them. */
export function findRsaKeys({ tx }: Pick<Context, 'tx'>, poolId: string): RsaKeys {
  const uses = `('id', 'access', 'refresh', 'saml')`
  const sql = `SELECT "use", "kid", "secret" FROM "pool_keys" WHERE "poolId" = ? AND "use" IN ${uses}`
  const rows = statement(tx, sql).all(poolId) as KeyRow[]
  return Object.fromEntries(rows.map((row) => [row.use, keyOf(row)]))
}

interface KeyRow {
  readonly use: RsaUse
  readonly kid: string
  readonly secret: Buffer
}

function findRsaKey({ tx }: Pick<Context, 'tx'>, poolId: string, use: RsaUse): RsaKey | undefined {
  const sql = `SELECT "use", "kid", "secret" FROM "pool_keys" WHERE "poolId" = ? AND "use" = ?`
  const row = statement(tx, sql).get(poolId, use) as KeyRow | undefined
  return row && keyOf(row)
}

function keyOf({ kid, secret }: KeyRow): RsaKey {
  return parsed.get(kid) ?? parse(secret.toString())
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
