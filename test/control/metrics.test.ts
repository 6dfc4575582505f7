import { describe, expect, test } from 'vitest'
import { confirmedUser } from '../support/people.ts'
import { attempt, magic, protectedPlace } from '../support/protected.ts'

describe('GET /_emulator/metrics', () => {
  test('answers in the format that Prometheus scrapes', async () => {
    const shop = await protectedPlace()
    await confirmedUser(shop, 'ann')
    await attempt(shop, 'ann', { ipAddress: magic.Medium })

    const answer = await shop.core.app.request('http://localhost:4590/_emulator/metrics')

    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(await answer.text()).toContain(
      `\ncognito_AccountTakeoverRisk_total{UserPoolId="${shop.poolId}",Operation="SignIn",RiskLevel="Medium"} 1\n`,
    )
  })

  test('is not for pages of other origins', async () => {
    const shop = await protectedPlace()

    const answer = await shop.core.app.request('http://localhost:4590/_emulator/metrics', {
      headers: { origin: 'http://evil.example' },
    })

    expect(answer.status).toBe(403)
  })
})
