import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { linkIdentity, localProvider, readIdentity } from '../domain/users/identities.ts'
import { getUser } from '../domain/users/users.ts'

export const AdminLinkProviderForUser: Operation<'AdminLinkProviderForUser'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const { provider, value } = readIdentity(input.DestinationUser, 'DestinationUser')
  // Documented: AdminLinkProviderForUser API page. A user of the pool goes by the username, one from elsewhere by its form.
  const user = getUser(ctx, pool, provider === localProvider ? value : `${provider}_${value}`)
  linkIdentity(ctx, pool, user, readIdentity(input.SourceUser, 'SourceUser'))
  return {}
}
