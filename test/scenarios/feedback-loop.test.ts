import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CognitoIdentityProviderClient,
  UpdateAuthEventFeedbackCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startEmulator } from '../../src/emulator.ts'
import type { Evaluation } from '../../src/store/schema/events.ts'
import { type Shop, shop } from '../support/sdk.ts'

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
const android =
  'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36'
const atHome = { ipAddress: '198.51.100.7', userAgent: chrome, deviceId: 'laptop', timezone: 'Europe/Berlin' }
const inLagos = { ipAddress: '203.0.113.9', userAgent: android, deviceId: 'phone', timezone: 'Africa/Lagos' }
const day = 86_400_000

/** What the control API answers to a simulated sign-in. */
interface SignIn {
  evaluation: Evaluation
  outcome: { AuthenticationResult?: object; error?: { code: string; message: string } }
}

function signIn({ control, userPoolId, clientId, username }: Shop, context: object): Promise<SignIn> {
  return control('POST', '/sign-ins', { userPoolId, clientId, username, context })
}

async function preview({ control, userPoolId, username }: Shop, context: object): Promise<Evaluation> {
  const path = `/pools/${userPoolId}/users/${username}/risk/preview`
  return (await control<{ evaluation: Evaluation }>('POST', path, context)).evaluation
}

/** Ann has signed in from Berlin for three weeks. */
async function withHistory(place: Shop): Promise<void> {
  for (let age = 21; age > 0; age--) {
    const at = new Date(place.emulator.clock.now() - age * day).toISOString()
    const { outcome } = await signIn(place, { ...atHome, at })
    expect(outcome.AuthenticationResult).toBeDefined()
  }
}

/** The call that the mail asks for, by somebody without credentials. */
async function giveFeedback(
  url: string,
  { userPoolId, username }: Shop,
  mail: Mail,
  FeedbackValue: 'Valid' | 'Invalid',
) {
  const anybody = new CognitoIdentityProviderClient({ endpoint: url, region: 'us-east-1', maxAttempts: 1 })
  const { eventId: EventId, token: FeedbackToken } = mail.feedback
  const { $metadata, ...answer } = await anybody.send(
    new UpdateAuthEventFeedbackCommand({
      UserPoolId: userPoolId,
      Username: username,
      EventId,
      FeedbackToken,
      FeedbackValue,
    }),
  )
  expect([$metadata.httpStatusCode, answer]).toEqual([200, {}])
}
type Mail = Awaited<ReturnType<Shop['latestMail']>>

describe('the feedback loop', () => {
  test('blocks a stranger with the right password, and counts the answer to the mail from then on', async () => {
    const place = await shop()
    await withHistory(place)

    const blocked = await signIn(place, inLagos)
    expect(blocked.evaluation).toMatchObject({ level: 'High', decision: 'Block', action: 'BLOCK', source: 'engine' })
    expect(blocked.outcome.error).toEqual({
      code: 'NotAuthorizedException',
      message: 'Unable to login because of security reasons.',
    })

    const mail = await place.latestMail()
    const homeBefore = await preview(place, atHome)
    await giveFeedback(place.emulator.url, place, mail, 'Invalid')
    const reported = await preview(place, inLagos)
    expect(reported.score).toBeGreaterThan(blocked.evaluation.score + 4)
    expect(reported.contributions.map(({ feature }) => feature)).toEqual(
      expect.arrayContaining(['fb.ip', 'fb.net', 'fb.dev', 'fb.user']),
    )
    // Whoever reports a stranger is not made one at home.
    expect((await preview(place, atHome)).level).toBe(homeBefore.level)

    await giveFeedback(place.emulator.url, place, mail, 'Valid')
    const again = await signIn(place, inLagos)
    expect(again.evaluation).toMatchObject({ level: 'NoRisk', decision: 'NoRisk' })
    expect(again.outcome.AuthenticationResult).toBeDefined()
    expect(await place.latestEvent()).toMatchObject({ EventResponse: 'Pass', EventRisk: { RiskDecision: 'NoRisk' } })
  })

  test('goes on after a restart: the token in the mail is as good as before', async () => {
    const data = mkdtempSync(join(tmpdir(), 'cognito-plus-'))
    onTestFinished(() => rmSync(data, { recursive: true }))
    const place = await shop({ memory: false, data })
    await withHistory(place)
    await signIn(place, inLagos)
    const mail = await place.latestMail()
    await place.emulator.close()

    await using restarted = await startEmulator({ memory: false, data })
    await giveFeedback(restarted.url, place, mail, 'Invalid')

    const path = `${restarted.url}/_emulator/api/pools/${place.userPoolId}/users/ann/events/${mail.feedback.eventId}`
    expect(await (await fetch(path)).json()).toMatchObject({ feedback: { value: 'Invalid', provider: 'User' } })
  })
})
