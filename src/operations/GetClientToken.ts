import { ApiError, ensure } from '../api/errors.ts'
import { invalidParameter as invalid } from '../api/faults.ts'
import type { Flow } from '../context.ts'
import { findClient } from '../domain/clients/clients.ts'
import { authFlowsOf } from '../domain/clients/settings.ts'
import { getPool } from '../domain/pools/pools.ts'
import { issueMachineToken, machineScopes } from '../domain/tokens/client-credentials.ts'
import { hasSecret, invalidClient } from '../domain/tokens/exchange.ts'

// Inferred: the order of the checks. Observed: one text for a wrong secret; inferred: for an unknown client, too.
export const GetClientToken: Flow<'GetClientToken'> = async (ctx, input) => {
  const machine = ctx.transact((inside) => {
    const client = findClient(inside, input.ClientId)
    ensure(client && hasSecret(inside, client, input.Secret), () => invalidClient('NotAuthorizedException'))
    ensure(
      authFlowsOf(client).includes('ALLOW_CLIENT_TOKEN_AUTH'),
      invalid('CLIENT_TOKEN_AUTH flow not enabled for this client'),
    )
    const pool = getPool(inside, client.poolId)
    const scopes = machineScopes(inside, pool, client, input.Scopes)
    ensure(scopes, invalid('Invalid scope requested.'))
    return { pool, client, scopes }
  })
  try {
    const token = await issueMachineToken(ctx, { ...machine, clientMetadata: input.ClientMetadata })
    return { ClientAuthenticationResult: token }
  } catch (thrown) {
    throw thrown instanceof ApiError && lambdaErrors.has(thrown.name) ? undeclared(thrown) : thrown
  }
}

const lambdaErrors: ReadonlySet<string> = new Set([
  'UserLambdaValidationException',
  'UnexpectedLambdaException',
  'InvalidLambdaResponseException',
])

// Inferred: the operation declares no error of triggers, so their texts come under the one it has.
function undeclared(error: ApiError): ApiError {
  return new ApiError(
    'InvalidParameterException',
    error.message,
    error.reason === undefined ? {} : { reason: error.reason },
  )
}
