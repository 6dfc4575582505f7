import type { Flow } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { signingCertificate } from '../domain/tokens/certificate.ts'

export const GetSigningCertificate: Flow<'GetSigningCertificate'> = async (ctx, input) => {
  const pool = ctx.transact((inside) => getPool(inside, input.UserPoolId))
  return { Certificate: await signingCertificate(ctx, pool) }
}
