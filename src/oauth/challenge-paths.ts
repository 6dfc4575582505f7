import type { ChallengeNameType } from '../api/generated/types.ts'

const paths: Readonly<Partial<Record<ChallengeNameType, string>>> = {
  NEW_PASSWORD_REQUIRED: '/newPassword',
  SELECT_CHALLENGE: '/selectFactor',
  PASSWORD: '/password',
  WEB_AUTHN: '/passkey',
}

/** The page of a challenge. Inferred: all but the first, which stands for everything with a code. */
export function pathOf(challenge: ChallengeNameType | undefined): string {
  return (challenge && paths[challenge]) ?? '/mfa'
}

/** Every path at which challenges are answered. */
export const challengePaths: readonly string[] = ['/mfa', ...Object.values(paths)]
