import { comparison, paint, shownLevel, signed } from './show.ts'
import type { History, Scene, Story } from './story.ts'

/** The lines for the parts of a story that have just happened. */
export function tell({ history, attack, falseAlarm, again }: Partial<Story>): string {
  return [
    history ? historyLines(history) : '',
    attack ? attackLines(attack) : '',
    falseAlarm ? falseAlarmLines(falseAlarm) : '',
    again ? againLines(again) : '',
  ].join('')
}

function historyLines({ tally, from, to }: History): string {
  const { signIns, accounts, wrongPasswords, levels, asked, answered, blocked, mails } = tally
  const { NoRisk, Low, Medium, High } = levels
  return paragraphs(
    '',
    paint.strong('1. A shop and its history'),
    `   ${day(from)} to ${day(to)}: ${signIns} sign-ins to ${accounts.size} accounts, ${wrongPasswords} with a wrong password.`,
    `   The others were rated NoRisk ${NoRisk}, Low ${Low}, Medium ${Medium}, High ${High}. ${asked} were asked for a code, and`,
    `   ${answered} of them knew it. ${blocked.attackers} attackers and ${blocked.owners} owners were blocked, and the owners answered`,
    `   the mail about it truthfully. ${mails} mails were written.`,
  )
}

function attackLines(scene: Scene): string {
  const { before, after, mail } = scene
  return paragraphs(
    '',
    paint.strong('2. An attacker with the right password'),
    ...opening(scene),
    '',
    paint.strong('3. The mail that the owner got'),
    ...quoted(mail.subject, mail.text),
    '',
    paint.strong('4. "This was not me": UpdateAuthEventFeedback Invalid, with the token of the mail'),
    `   The same sign-in was ${shownLevel(before)} and would now be ${shownLevel(after)}:`,
    ...comparison(before, after),
  )
}

function falseAlarmLines(scene: Scene): string {
  const { before, after, mail } = scene
  return paragraphs(
    '',
    paint.strong('5. A false alarm: the owner of another account'),
    ...opening(scene),
    `   The mail said "${mail.subject}". "This was me": UpdateAuthEventFeedback Valid.`,
    `   The same sign-in was ${shownLevel(before)} and would now be ${shownLevel(after)}:`,
    ...comparison(before, after),
  )
}

function againLines({ attempt, evaluation }: Story['again']): string {
  const got = attempt.tokens ? paint.good('tokens') : paint.bad(attempt.challenge ?? attempt.refusal!.message)
  return paragraphs('', paint.strong('6. The owner signs in again'), `   ${shownLevel(evaluation)}: ${got}.`)
}

function opening({ record, earlier, attempt, before }: Scene): string[] {
  const { username, ipAddress } = record
  const { DeviceName, City, Country } = attempt.event.EventContextData ?? {}
  return [
    `   ${username}, who has signed in ${earlier} times before, from ${ipAddress} (${City}, ${Country}),`,
    `   on ${DeviceName}. Rated ${shownLevel(before)}, most of it for these reasons:`,
    ...mainReasons(before),
    `   InitiateAuth answered ${attempt.refusal!.name}: ${paint.bad(attempt.refusal!.message)}`,
  ]
}

/** The three terms that speak most against the sign-in, in words. */
function mainReasons({ contributions }: Scene['before']): string[] {
  const most = contributions.toSorted((a, b) => b.contribution - a.contribution).slice(0, 3)
  return most.map(({ contribution, reason }) => `     ${signed(contribution)} ${reason}`)
}

function quoted(subject: string, text: string): string[] {
  const lines = text.trimEnd().split('\n')
  return [`Subject: ${subject}`, '', ...lines].map((line) => `   ${paint.faint('│')} ${shortened(line)}`)
}

/** A link without the middle of its token, which would fill the screen. */
function shortened(line: string): string {
  return line.replace(/(feedback_token=.{12})[^&]*/, '$1…')
}

function paragraphs(...lines: string[]): string {
  return `${lines.join('\n')}\n`
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** The facts of a story as JSON has them. */
export function summary(story: Story, seconds: number): object {
  const { history, attack, falseAlarm, again } = story
  const { tally, from, to } = history
  return {
    history: { ...tally, accounts: tally.accounts.size, completed: undefined, from: day(from), to: day(to) },
    attack: sceneOf(attack),
    falseAlarm: sceneOf(falseAlarm),
    again: { ...again, attempt: attemptOf(again.attempt) },
    seconds,
  }
}

function sceneOf({ record, earlier, attempt, mail, answer, before, after }: Scene): object {
  const { to, subject, text, feedback } = mail
  const { campaign, username } = record
  const links = { validUrl: feedback?.validUrl, invalidUrl: feedback?.invalidUrl }
  const shown = { to, subject, text, eventId: feedback?.eventId, ...links }
  return { username, campaign, earlier, attempt: attemptOf(attempt), mail: shown, answer, before, after }
}

/** Tokens are only said to be there. */
function attemptOf({ event, refusal, challenge, tokens }: Scene['attempt']): object {
  return { event, refusal, challenge, tokens: tokens !== undefined }
}
