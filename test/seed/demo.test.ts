import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { controlOf } from '../support/control.ts'
import { testEmulator } from '../support/emulator.ts'

const pool = 'us-east-1_DemoShop1'

test('the demo seed loads, and its shop acts on risk', async () => {
  const { core } = testEmulator()
  const control = controlOf(core)
  const report = await core.control.seed(readFileSync('seeds/demo.yaml', 'utf8'), 'demo.yaml')

  const signIn = { userPoolId: pool, clientId: 'demoshopweb000000000000000', username: 'ann' }
  const { body } = await control('POST', '/sign-ins', { ...signIn, context: { ipAddress: '198.19.1.1' } })

  expect(report).toMatchObject({ loaded: true, pools: 1, users: 25 })
  expect(report.events).toBeGreaterThan(500)
  expect(body.evaluation).toMatchObject({ level: 'High', action: 'BLOCK' })
  expect(body.message.feedback.validUrl).toContain('demo-shop')
})
