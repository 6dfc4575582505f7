import type { TriggerName } from '../../context.ts'

/** Every trigger that a pool can have, in the order of a user's life. */
export const triggerNames = [
  'PreSignUp',
  'PostConfirmation',
  'PreAuthentication',
  'PostAuthentication',
  'CustomMessage',
  'DefineAuthChallenge',
  'CreateAuthChallenge',
  'VerifyAuthChallengeResponse',
  'UserMigration',
  'PreTokenGeneration',
  'CustomEmailSender',
  'CustomSMSSender',
  'InboundFederation',
] as const satisfies readonly TriggerName[]
