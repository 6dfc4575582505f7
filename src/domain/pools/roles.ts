import { ensure } from '../../api/errors.ts'
import { invalidParameter } from '../../api/faults.ts'
import { accountOfArn } from '../../base/arn.ts'
import type { Context } from '../../context.ts'

/** Throws for a role of another account. Observed: deployments of 2026, for the sender of text messages. */
// Inferred: the same text wherever a role is handed to the service.
export function requireOwnRole({ settings }: Pick<Context, 'settings'>, roleArn: string | null | undefined): void {
  const own = !roleArn || accountOfArn(roleArn) === settings.accountId
  ensure(own, invalidParameter('Cross-account pass role is not allowed.'))
}
