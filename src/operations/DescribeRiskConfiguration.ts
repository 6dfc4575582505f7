import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { describeRiskConfiguration } from '../domain/risk/risk-configuration.ts'

export const DescribeRiskConfiguration: Operation<'DescribeRiskConfiguration'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  return { RiskConfiguration: describeRiskConfiguration(ctx, pool, input.ClientId) }
}
