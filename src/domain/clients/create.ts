import { count, eq } from 'drizzle-orm'
import { ApiError, ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { ClientTypeType, CreateUserPoolClientRequest } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { type Client, clients } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { requireClientSettings } from './requirements.ts'
import { insertSecret } from './secrets.ts'
import { completeClientSettings } from './settings.ts'

// Documented: quotas page, app clients of a pool.
const clientsAtMost = 1000

/** Makes an app client, with a secret where one is given or asked for, or throws the service's refusal. DCR: it registered itself. */
export function createClient(
  ctx: Context,
  pool: Pool,
  request: Omit<CreateUserPoolClientRequest, 'UserPoolId'>,
  type: ClientTypeType = 'REGULAR',
): Client {
  // Documented: CreateUserPoolClient API page. Inferred: the text.
  ensure(
    !request.GenerateSecret || request.ClientSecret === undefined,
    invalid('ClientSecret and GenerateSecret cannot be specified together.'),
  )
  const settings = completeClientSettings(request, type)
  const confidential = request.GenerateSecret === true || request.ClientSecret !== undefined
  requireClientSettings(ctx, pool, settings, { confidential })
  const present = ctx.tx.select({ count: count() }).from(clients).where(eq(clients.poolId, pool.id)).get()!.count
  // Documented: quotas page. Inferred: the text.
  ensure(present < clientsAtMost, () => new ApiError('LimitExceededException', 'User pool client limit exceeded.'))

  const now = ctx.clock.now()
  const client: Client = {
    id: ctx.ids.clientId(),
    poolId: pool.id,
    name: request.ClientName,
    settings,
    ssoMinutes: null,
    createdAt: now,
    modifiedAt: now,
  }
  ctx.tx.insert(clients).values(client).run()
  if (confidential) insertSecret(ctx, client, request.ClientSecret ?? ctx.ids.clientSecret())
  return client
}
