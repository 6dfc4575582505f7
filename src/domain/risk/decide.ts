import type {
  AccountTakeoverActionsType,
  AccountTakeoverActionType,
  RiskDecisionType,
  UserPoolMfaType,
} from '../../api/generated/types.ts'
import type { Evaluation, RiskLevel } from '../../store/schema/events.ts'
import type { MfaFactor } from '../../store/schema/users.ts'
import type { RiskConfiguration } from './configuration.ts'

/** What a level of risk leads to. */
export interface Decision {
  readonly decision: RiskDecisionType
  readonly action: Evaluation['action']
  readonly demand: 'allow' | 'block' | 'mfa'
  /** The e-mail that announces it, where the configuration wants one. */
  readonly email: 'BlockEmail' | 'MfaEmail' | 'NoActionEmail' | undefined
}

/** What a decision depends on besides the level. */
export interface Circumstances {
  readonly mode: 'AUDIT' | 'ENFORCED'
  readonly configuration: RiskConfiguration
  /** The MfaConfiguration of the pool. */
  readonly mfa: UserPoolMfaType
  readonly eligible: readonly MfaFactor[]
}

/** From level and configuration to what is done. */
export function decide(level: RiskLevel, { mode, configuration, mfa, eligible }: Circumstances): Decision {
  if (level === 'NoRisk') return { decision: 'NoRisk', action: 'NONE', demand: 'allow', email: undefined }
  const wanted = actionFor(level, configuration.AccountTakeoverRiskConfiguration?.Actions)
  // Documented: audit mode reports risk and applies nothing. Inferred: no e-mail either, as mail follows a response.
  // Documented: an issue of the CDK. The mode alone enforces nothing until a configuration is attached.
  if (mode === 'AUDIT' || !wanted) {
    return { decision: 'AccountTakeover', action: 'NONE', demand: 'allow', email: undefined }
  }
  const demand = demandOf(wanted.EventAction, mfa, eligible)
  return {
    decision: demand === 'block' ? 'Block' : 'AccountTakeover',
    action: wanted.EventAction,
    demand,
    email: wanted.Notify ? emailFor(wanted.EventAction, demand, mfa) : undefined,
  }
}

/** The configured response to a level; each of the three may be left out. */
export function actionFor(
  level: Exclude<RiskLevel, 'NoRisk'>,
  actions: AccountTakeoverActionsType | undefined,
): AccountTakeoverActionType | undefined {
  return actions?.[`${level}Action`]
}

function demandOf(
  action: AccountTakeoverActionType['EventAction'],
  mfa: UserPoolMfaType,
  eligible: readonly MfaFactor[],
): Decision['demand'] {
  if (action === 'BLOCK') return 'block'
  // Documented: adaptive MFA wants the pool's MFA to be optional. Inferred: where it is required, everybody is
  // challenged or set up anyway; where it is off, nobody can be.
  if (action === 'NO_ACTION' || mfa === 'ON') return 'allow'
  if (mfa === 'OPTIONAL' && eligible.length > 0) return 'mfa'
  // Documented: a user without a usable factor is blocked by MFA_REQUIRED and let in by MFA_IF_CONFIGURED.
  return action === 'MFA_REQUIRED' ? 'block' : 'allow'
}

// Documented: service model. Blocked, challenged, or nothing done. Inferred: MFA_IF_CONFIGURED without a factor is the last.
function emailFor(
  action: AccountTakeoverActionType['EventAction'],
  demand: Decision['demand'],
  mfa: UserPoolMfaType,
): Decision['email'] {
  if (demand === 'block') return 'BlockEmail'
  const challenged = demand === 'mfa' || (action !== 'NO_ACTION' && mfa === 'ON')
  return challenged ? 'MfaEmail' : 'NoActionEmail'
}
