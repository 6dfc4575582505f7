import { describe, expect, test } from 'vitest'
import type { AccountTakeoverEventActionType, UserPoolMfaType } from '../../../src/api/generated/types.ts'
import { decide } from '../../../src/domain/risk/decide.ts'
import type { MfaFactor } from '../../../src/store/schema/users.ts'

const factors: MfaFactor[] = ['SOFTWARE_TOKEN_MFA']

function outcome(
  EventAction: AccountTakeoverEventActionType,
  { mfa = 'OPTIONAL', eligible = factors }: { mfa?: UserPoolMfaType; eligible?: MfaFactor[] } = {},
) {
  const Actions = { HighAction: { EventAction, Notify: true } }
  const configuration = { AccountTakeoverRiskConfiguration: { Actions } }
  return decide('High', { mode: 'ENFORCED', configuration, mfa, eligible })
}

describe('what a level of risk leads to', () => {
  test.each([
    ['BLOCK', factors, 'block', 'Block', 'BlockEmail'],
    ['BLOCK', [], 'block', 'Block', 'BlockEmail'],
    ['MFA_REQUIRED', factors, 'mfa', 'AccountTakeover', 'MfaEmail'],
    ['MFA_REQUIRED', [], 'block', 'Block', 'BlockEmail'],
    ['MFA_IF_CONFIGURED', factors, 'mfa', 'AccountTakeover', 'MfaEmail'],
    ['MFA_IF_CONFIGURED', [], 'allow', 'AccountTakeover', 'NoActionEmail'],
    ['NO_ACTION', factors, 'allow', 'AccountTakeover', 'NoActionEmail'],
    ['NO_ACTION', [], 'allow', 'AccountTakeover', 'NoActionEmail'],
  ] as const)('%s with factors %j: %s', (action, eligible, demand, decision, email) => {
    expect(outcome(action, { eligible: [...eligible] })).toEqual({ action, demand, decision, email })
  })

  test.each([
    ['MFA_REQUIRED', 'block', 'BlockEmail'],
    ['MFA_IF_CONFIGURED', 'allow', 'NoActionEmail'],
  ] as const)('nobody can be challenged where the pool has no MFA: %s leads to %s', (action, demand, email) => {
    expect(outcome(action, { mfa: 'OFF' })).toMatchObject({ demand, email })
  })

  test.each(['MFA_REQUIRED', 'MFA_IF_CONFIGURED'] as const)(
    'everybody is challenged anyway where MFA is on, so %s blocks nobody',
    (action) => {
      expect(outcome(action, { mfa: 'ON', eligible: [] })).toMatchObject({ demand: 'allow', email: 'MfaEmail' })
    },
  )

  test('no risk leads to nothing', () => {
    const configuration = { AccountTakeoverRiskConfiguration: { Actions: {} } }

    expect(decide('NoRisk', { mode: 'ENFORCED', configuration, mfa: 'OPTIONAL', eligible: [] })).toEqual({
      decision: 'NoRisk',
      action: 'NONE',
      demand: 'allow',
      email: undefined,
    })
  })

  test.each([
    ['audit mode', 'AUDIT', { HighAction: { EventAction: 'BLOCK', Notify: true } }],
    ['a level without action', 'ENFORCED', { LowAction: { EventAction: 'BLOCK', Notify: true } }],
    ['no configuration', 'ENFORCED', undefined],
  ] as const)('%s reports the risk, does nothing and tells nobody', (_name, mode, Actions) => {
    const configuration = Actions ? { AccountTakeoverRiskConfiguration: { Actions } } : {}

    expect(decide('High', { mode, configuration, mfa: 'OPTIONAL', eligible: factors })).toEqual({
      decision: 'AccountTakeover',
      action: 'NONE',
      demand: 'allow',
      email: undefined,
    })
  })

  test('nobody is told where the action does not say so', () => {
    const Actions = { HighAction: { EventAction: 'BLOCK', Notify: false } } as const
    const configuration = { AccountTakeoverRiskConfiguration: { Actions } }

    expect(decide('High', { mode: 'ENFORCED', configuration, mfa: 'OFF', eligible: [] }).email).toBeUndefined()
  })
})
