import { ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { LambdaConfigType } from '../../api/generated/types.ts'
import { regionOfArn } from '../../base/arn.ts'
import type { Context } from '../../context.ts'

/** Throws what the service says about functions that a pool cannot use. Observed: deployments of 2026, all four texts. */
export function requireTriggers({ settings }: Pick<Context, 'settings'>, triggers: LambdaConfigType): void {
  ensure(
    (!triggers.CustomEmailSender && !triggers.CustomSMSSender) || triggers.KMSKeyID,
    invalid('KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.'),
  )
  const { PreTokenGeneration: older, PreTokenGenerationConfig: newer } = triggers
  ensure(
    !older || !newer || older === newer.LambdaArn,
    invalid(`Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function ARN's`),
  )
  const { KMSKeyID: key, ...functions } = triggers
  const arns = Object.values(functions).map((target) => (typeof target === 'object' ? target.LambdaArn : target))
  ensure(
    arns.every((arn) => arn === undefined || regionOfArn(arn) === settings.region),
    invalid('Cross-region lambda functions are not supported'),
  )
  const keyRegion = key === undefined ? settings.region : regionOfArn(key)
  ensure(
    keyRegion === settings.region,
    invalid(`Encountered error when CreateGrant was attempted on the input KMS key - Invalid arn ${keyRegion}`),
  )
}
