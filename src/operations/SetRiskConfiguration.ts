import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { describeRiskConfiguration, setRiskConfiguration } from '../domain/risk/risk-configuration.ts'

export const SetRiskConfiguration: Operation<'SetRiskConfiguration'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  setRiskConfiguration(ctx, pool, input)
  return { RiskConfiguration: describeRiskConfiguration(ctx, pool, input.ClientId) }
}
