import { ApiError, ensure } from '../../../api/errors.ts'
import * as faults from '../../../api/faults.ts'
import { verifySecretHash } from '../../../base/secret-hash.ts'
import type { Context } from '../../../context.ts'
import type { Client } from '../../../store/schema/clients.ts'
import { secretsOf } from '../../clients/clients.ts'
import { findRsaKeys } from '../../tokens/keys.ts'
import { askOnRefresh, type Bearer, getBearer, refreshTokens } from '../../tokens/refresh.ts'
import { openRefreshToken } from '../../tokens/refresh-token.ts'
import { enterFlow, type Flow } from '../flow.ts'
import { requireParameter } from '../parameters.ts'

/** New tokens for a refresh token. Documented: neither address lists nor risk apply to it. */
export const REFRESH_TOKEN_AUTH: Flow = {
  callers: 'both',
  switchedOnBy: ['ALLOW_REFRESH_TOKEN_AUTH'],
  disabled: (client) => (rotates(client) ? refusedByRotation() : faults.flowIsNotEnabled('REFRESH_TOKEN_AUTH')()),
  async begin(ctx, request) {
    const enter = (inside: Context) => enterFlow(inside, request, REFRESH_TOKEN_AUTH)
    const { pool, client, key, text } = ctx.transact((inside) => {
      const entered = enter(inside)
      ensure(!rotates(entered.client), refusedByRotation)
      const sealed = requireParameter(request, 'REFRESH_TOKEN')
      return { ...entered, key: findRsaKeys(inside, entered.pool.id).refresh, text: sealed }
    })
    const token = await openRefreshToken(key, text)
    const findBearer = (inside: Context) => {
      const bearer = getBearer(inside, pool, client, { token, deviceKey: request.parameters['DEVICE_KEY'] })
      requireHashOfBearer(inside, client, bearer, request.parameters['SECRET_HASH'])
      return bearer
    }
    const changes = await askOnRefresh(ctx, { pool, client, source: 'RefreshTokens' }, findBearer)
    return ctx.transact((inside) => {
      const entered = enter(inside)
      return { tokens: refreshTokens(inside, entered.pool, entered.client, findBearer(inside), changes) }
    })
  },
}

// Observed: an emulator's tests against the service. The hash is made over the username or over the name of the sign-in.
function requireHashOfBearer(ctx: Context, client: Client, { user, family }: Bearer, hash: string | undefined): void {
  const secrets = secretsOf(ctx, client.id)
  if (secrets.length === 0) return
  ensure(hash !== undefined, faults.secretHashNotReceived(client.id))
  const names = [user.username, family.carried.signInName ?? user.username]
  const right = secrets.some((secret) => names.some((name) => verifySecretHash(hash, secret, name, client.id)))
  ensure(right, faults.secretHashDoesNotMatch(client.id))
}

function rotates(client: Client): boolean {
  return client.settings.RefreshTokenRotation?.Feature === 'ENABLED'
}

// Documented: refresh token page, the rule. Inferred: error and text, never captured.
const refusedByRotation = () =>
  new ApiError(
    'UnsupportedOperationException',
    'REFRESH_TOKEN_AUTH is not supported for clients with refresh token rotation. Use GetTokensFromRefreshToken.',
  )
