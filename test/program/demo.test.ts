import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Evaluation } from '../../src/store/schema/events.ts'

interface Attempt {
  event: {
    EventId: string
    EventResponse: string
    EventRisk: { RiskDecision: string; RiskLevel?: string }
    EventContextData: { IpAddress: string; City: string; Country: string }
  }
  refusal?: { name: string; message: string }
  tokens: boolean
}
interface Scene {
  username: string
  campaign?: string
  earlier: number
  attempt: Attempt
  mail: { to: string; subject: string; text: string; eventId: string; validUrl: string; invalidUrl: string }
  answer: string
  before: Evaluation
  after: Evaluation
}
interface Story {
  history: {
    signIns: number
    levels: Record<string, number>
    asked: number
    answered: number
    blocked: { owners: number; attackers: number }
    mails: number
  }
  attack: Scene
  falseAlarm: Scene
  again: { attempt: Attempt; evaluation: Evaluation }
}

const blocked = { name: 'NotAuthorizedException', message: 'Unable to login because of security reasons.' }

/** What a feature contributes, summed over its terms. */
function contribution({ contributions }: Evaluation, feature: string): number {
  return contributions.filter((term) => term.feature === feature).reduce((sum, term) => sum + term.contribution, 0)
}

describe('npm run demo', { timeout: 100_000 }, () => {
  let story: Story
  beforeAll(async () => {
    const run = ['--import', 'tsx', 'src/dev/demo/main.ts', '--json']
    const { stdout } = await promisify(execFile)(process.execPath, run, { timeout: 90_000 })
    story = JSON.parse(stdout) as Story
  }, 100_000)

  test('replays at least 2,000 sign-ins of the sample, most of them without risk', () => {
    const { signIns, levels, asked, answered, blocked, mails } = story.history
    const rated = Object.values(levels).reduce((sum, count) => sum + count, 0)

    expect(signIns).toBeGreaterThanOrEqual(2000)
    expect(levels['NoRisk']! / rated).toBeGreaterThan(0.9)
    expect(asked).toBe(levels['Medium'])
    expect(answered).toBeLessThanOrEqual(asked)
    expect(blocked.owners + blocked.attackers).toBe(levels['High'])
    expect(mails).toBe(levels['Medium']! + levels['High']!)
  })

  test('the attacker knows the password and is blocked', () => {
    const { attempt, before, campaign, earlier } = story.attack

    expect(campaign).toMatch(/^c\d+$/)
    expect(earlier).toBeGreaterThanOrEqual(8)
    expect(attempt).toMatchObject({ tokens: false, refusal: blocked })
    expect(attempt.event).toMatchObject({
      EventResponse: 'Fail',
      EventRisk: { RiskDecision: 'Block', RiskLevel: 'High' },
      ChallengeResponses: [{ ChallengeName: 'Password', ChallengeResponse: 'Success' }],
    })
    expect(before).toMatchObject({ level: 'High', action: 'BLOCK', source: 'engine' })
  })

  test('the owner gets a mail with facts and both links', () => {
    const { attempt, mail, username } = story.attack
    const { City, Country } = attempt.event.EventContextData

    expect(mail).toMatchObject({ to: `${username}@example.com`, subject: 'Blocked sign-in attempt' })
    expect(mail.eventId).toBe(attempt.event.EventId)
    for (const part of [`${City}, ${Country}`, mail.validUrl, mail.invalidUrl]) expect(mail.text).toContain(part)
  })

  test('Invalid makes the same sign-in riskier, by the terms of feedback', () => {
    const { answer, before, after } = story.attack

    expect(answer).toBe('Invalid')
    expect(after.score).toBeGreaterThan(before.score + 4)
    for (const feature of ['fb.ip', 'fb.net', 'fb.dev', 'fb.user']) {
      expect(contribution(before, feature)).toBe(0)
      expect(contribution(after, feature)).toBeGreaterThan(0)
    }
  })

  test('the owner of another account is blocked by mistake, says so, and is let in', () => {
    const { falseAlarm, again } = story

    expect(falseAlarm.campaign).toBeUndefined()
    expect(falseAlarm.attempt).toMatchObject({ tokens: false, refusal: blocked })
    expect(falseAlarm).toMatchObject({ answer: 'Valid', before: { level: 'High' }, after: { level: 'NoRisk' } })
    expect(contribution(falseAlarm.after, 'fb.ip')).toBeLessThan(0)
    expect(again.attempt).toMatchObject({
      tokens: true,
      event: { EventResponse: 'Pass', EventRisk: { RiskDecision: 'NoRisk' } },
    })
    expect(again.evaluation.level).toBe('NoRisk')
  })

  test('every score is the sum of its contributions', () => {
    const { attack, falseAlarm, again } = story

    for (const { score, contributions } of [attack, falseAlarm].flatMap(({ before, after }) => [before, after])) {
      expect(contributions.reduce((sum, term) => sum + term.contribution, 0)).toBeCloseTo(score, 9)
    }
    expect(again.evaluation.source).toBe('engine')
  })
})
