import type { Flow } from '../context.ts'
import { exchangeRefreshToken } from '../domain/tokens/exchange.ts'

export const GetTokensFromRefreshToken: Flow<'GetTokensFromRefreshToken'> = async (ctx, input) => ({
  AuthenticationResult: await exchangeRefreshToken(ctx, input),
})
