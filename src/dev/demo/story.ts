import { answerMail, type Result, sentBy, signIn } from './attempt.ts'
import { type Control, controlOf, type Evaluation, type Mail } from './control.ts'
import { emptyTally, replay, type Tally } from './replay.ts'
import type { SignIn } from './sample.ts'
import { openShop, registerCustomers, type Shop } from './shop.ts'

/** One scene: a sign-in that was refused, the mail about it, the answer to the mail, and what the answer changed. */
export interface Scene {
  readonly record: SignIn
  /** Earlier completed sign-ins of the account. */
  readonly earlier: number
  readonly attempt: Result
  readonly mail: Mail
  readonly answer: 'Valid' | 'Invalid'
  /** How the sign-in was rated when it happened, and how the same one is rated after the answer. */
  readonly before: Evaluation
  readonly after: Evaluation
}

/** What was replayed before the attack, and between which moments (ms since 1970). */
export interface History {
  readonly tally: Tally
  readonly from: number
  readonly to: number
}

/** Everything that happened, for showing it and for testing it. */
export interface Story {
  readonly history: History
  readonly attack: Scene
  readonly falseAlarm: Scene
  /** The owner of the false alarm signs in once more, for real. */
  readonly again: { readonly attempt: Result; readonly evaluation: Evaluation }
}

/** What the telling wants to know while it happens. */
export interface Listener {
  progress(what: string, done: number, of: number): void
  told<K extends keyof Story>(part: K, value: Story[K]): void
}

/** At least so many sign-ins are replayed before the attacker comes. */
const leastReplayed = 2000
/** An account with fewer earlier sign-ins is too little known to make a point. */
const wellKnown = 8

/** Plays the feedback loop against a running server: the shop through the SDK, its history through the control API. */
export async function playStory(url: string, sample: readonly SignIn[], listener: Listener): Promise<Story> {
  const shop = await openShop(url)
  const control = controlOf(url, shop.userPoolId, shop.clientId)
  await placeAddresses(control, sample)
  const usernames = [...new Set(sample.map(({ username }) => username))]
  let registered = 0
  await registerCustomers(shop, usernames, () =>
    listener.progress('Registering customers', ++registered, usernames.length),
  )

  const tally = emptyTally()
  const stage = { shop, control, tally }
  const waiting = [...sample]
  const attacker = await replayUntil(stage, waiting, listener, isAttack)
  const history = { tally: structuredClone(tally), from: sample[0]!.at, to: attacker.at }
  listener.told('history', history)
  const attack = await playScene(stage, attacker, 'Invalid')
  listener.told('attack', attack)

  const owner = await replayUntil(stage, waiting, listener, isFalseAlarm)
  const falseAlarm = await playScene(stage, owner, 'Valid')
  listener.told('falseAlarm', falseAlarm)
  const again = await signInAgain(stage, owner)
  listener.told('again', again)
  return { history, attack, falseAlarm, again }
}

interface Stage {
  readonly shop: Shop
  readonly control: Control
  readonly tally: Tally
}

/** Replays sign-ins up to the first one that fits, which is returned instead. */
async function replayUntil(
  stage: Stage,
  waiting: SignIn[],
  listener: Listener,
  fits: (stage: Stage, record: SignIn) => Promise<boolean>,
): Promise<SignIn> {
  const { shop, control, tally } = stage
  for (let record = waiting.shift(); record; record = waiting.shift()) {
    if (await fits(stage, record)) return record
    await replay(shop, control, record, tally)
    listener.progress('Replaying sign-ins', tally.signIns, tally.signIns + waiting.length)
  }
  throw new Error('The sample ended before anything happened.')
}

/** Whether an attacker with the right password comes to a well-known account and will be rated High. */
async function isAttack({ control, tally }: Stage, record: SignIn): Promise<boolean> {
  if (record.campaign === undefined || !record.passwordRight || tally.signIns < leastReplayed) return false
  if ((tally.completed.get(record.username) ?? 0) < wellKnown) return false
  return (await control.preview(record.username, sentBy(record))).level === 'High'
}

/** Whether the owner of a well-known account will be rated High. */
async function isFalseAlarm({ control, tally }: Stage, record: SignIn): Promise<boolean> {
  if (record.campaign !== undefined || !record.passwordRight) return false
  if ((tally.completed.get(record.username) ?? 0) < wellKnown) return false
  return (await control.preview(record.username, sentBy(record))).level === 'High'
}

/** A sign-in through the SDK, its mail, the answer with the token of the mail, and the same sign-in thought of once more. */
async function playScene({ shop, control, tally }: Stage, record: SignIn, answer: Scene['answer']): Promise<Scene> {
  const { username } = record
  await control.setClock(record.at)
  const attempt = await signIn(shop, record)
  const mail = await control.latestMail(username, 'AccountTakeOverNotification')
  const before = await control.evaluationOf(username, attempt.event.EventId!)
  await control.setClock(record.at + 60_000)
  await answerMail(shop, username, mail, answer)
  const after = await control.preview(username, sentBy(record))
  const earlier = tally.completed.get(username) ?? 0
  return { record, earlier, attempt, mail, answer, before, after }
}

async function signInAgain({ shop, control }: Stage, record: SignIn): Promise<Story['again']> {
  const at = record.at + 120_000
  await control.setClock(at)
  const attempt = await signIn(shop, { ...record, at })
  return { attempt, evaluation: await control.evaluationOf(record.username, attempt.event.EventId!) }
}

/** Tells the server where the sample's addresses lie, as a seed file would: they are reserved, no location file knows them. */
async function placeAddresses(control: Control, sample: readonly SignIn[]): Promise<void> {
  const byAddress = new Map(sample.map(({ ipAddress, place }) => [ipAddress, place]))
  const networks = [...byAddress].map(([ipAddress, place]) => ({
    cidr: `${ipAddress}/${ipAddress.includes(':') ? 128 : 32}`,
    ...place,
  }))
  await control.seed({ networks })
}
