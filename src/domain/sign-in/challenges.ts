import type { ChallengeNameType } from '../../api/generated/types.ts'
import { DEVICE_PASSWORD_VERIFIER } from './challenges/DEVICE_PASSWORD_VERIFIER.ts'
import { DEVICE_SRP_AUTH } from './challenges/DEVICE_SRP_AUTH.ts'
import { EMAIL_OTP } from './challenges/EMAIL_OTP.ts'
import { MFA_SETUP } from './challenges/MFA_SETUP.ts'
import { NEW_PASSWORD_REQUIRED } from './challenges/NEW_PASSWORD_REQUIRED.ts'
import { PASSWORD } from './challenges/PASSWORD.ts'
import { PASSWORD_VERIFIER } from './challenges/PASSWORD_VERIFIER.ts'
import { SELECT_CHALLENGE } from './challenges/SELECT_CHALLENGE.ts'
import { SELECT_MFA_TYPE } from './challenges/SELECT_MFA_TYPE.ts'
import { SMS_MFA } from './challenges/SMS_MFA.ts'
import { SMS_OTP } from './challenges/SMS_OTP.ts'
import { SOFTWARE_TOKEN_MFA } from './challenges/SOFTWARE_TOKEN_MFA.ts'
import { WEB_AUTHN } from './challenges/WEB_AUTHN.ts'
import type { Challenge } from './sign-in.ts'

/** Every challenge that can be put and answered, by its name. */
export const challenges: Readonly<Partial<Record<ChallengeNameType, Challenge>>> = {
  SELECT_CHALLENGE,
  PASSWORD,
  PASSWORD_VERIFIER,
  SMS_OTP,
  WEB_AUTHN,
  NEW_PASSWORD_REQUIRED,
  MFA_SETUP,
  SELECT_MFA_TYPE,
  SMS_MFA,
  EMAIL_OTP,
  SOFTWARE_TOKEN_MFA,
  DEVICE_SRP_AUTH,
  DEVICE_PASSWORD_VERIFIER,
}
