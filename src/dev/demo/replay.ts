import { answerChallenge, answerMail, sentBy } from './attempt.ts'
import type { Circumstances, Control, Simulated } from './control.ts'
import type { SignIn } from './sample.ts'
import type { Shop } from './shop.ts'

/** What the replay has seen so far. */
export interface Tally {
  signIns: number
  readonly accounts: Set<string>
  wrongPasswords: number
  readonly levels: { NoRisk: number; Low: number; Medium: number; High: number }
  /** Sign-ins that were asked for a code, and how many of them knew it. */
  asked: number
  answered: number
  readonly blocked: { owners: number; attackers: number }
  /** Notifications written. */
  mails: number
  /** Completed sign-ins of owners, by username. */
  readonly completed: Map<string, number>
}

/** A tally of nothing yet. */
export function emptyTally(): Tally {
  return {
    ...{ signIns: 0, wrongPasswords: 0, asked: 0, answered: 0, mails: 0 },
    accounts: new Set(),
    completed: new Map(),
    levels: { NoRisk: 0, Low: 0, Medium: 0, High: 0 },
    blocked: { owners: 0, attackers: 0 },
  }
}

/**
 * Lets one sign-in of the sample happen at its own time and place. Owners know the code they are mailed, attackers do
 * not; owners answer the mail about a blocked sign-in truthfully.
 */
export async function replay(shop: Shop, control: Control, record: SignIn, tally: Tally): Promise<void> {
  const { username, campaign } = record
  const result = await control.signIn({
    username,
    // Without a password the credential check is taken as passed.
    ...(record.passwordRight ? {} : { password: 'not-the-right-one' }),
    context: circumstancesOf(record),
  })
  const passed = await finish(shop, control, record, result, tally)
  tally.signIns++
  tally.accounts.add(username)
  if (!record.passwordRight) tally.wrongPasswords++
  else if (result.evaluation) tally.levels[result.evaluation.level]++
  if (result.message) tally.mails++
  if (result.message && result.evaluation?.decision === 'Block') {
    tally.blocked[campaign === undefined ? 'owners' : 'attackers']++
    await control.setClock(record.at + 60_000)
    await answerMail(shop, username, result.message, campaign === undefined ? 'Valid' : 'Invalid')
  }
  if (passed && campaign === undefined) tally.completed.set(username, (tally.completed.get(username) ?? 0) + 1)
}

/** Answers the challenge, if there is one; resolves to whether the sign-in succeeded. */
async function finish(
  shop: Shop,
  control: Control,
  { username, campaign, at }: SignIn,
  { outcome }: Simulated,
  tally: Tally,
): Promise<boolean> {
  if (outcome.ChallengeName !== 'EMAIL_OTP') return outcome.error === undefined
  tally.asked++
  await control.setClock(at + 20_000)
  const { code } = await control.latestMail(username, 'Authentication')
  const known = campaign === undefined ? code! : inverted(code!)
  const passed = await answerChallenge(shop, { username, session: outcome.Session!, code: known })
  if (passed) tally.answered++
  return passed
}

/** The circumstances of a record as the sample gives them, place included. */
export function circumstancesOf(record: SignIn): Circumstances {
  const { rememberedDevice, place } = record
  return { ...sentBy(record), rememberedDevice, ...place }
}

/** A code that is certainly wrong. */
function inverted(code: string): string {
  return [...code].map((digit) => 9 - Number(digit)).join('')
}
