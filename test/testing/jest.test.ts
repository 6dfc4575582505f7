import { expect, test } from 'vitest'
import { project, runIn } from '../support/project.ts'
import { shop, shopSeed } from '../support/seeded.ts'

test('the set-up of Jest gives a file an emulator of its own, as CommonJS', { timeout: 60_000 }, async () => {
  // What Jest does with a set-up file, in few words: globals, hooks around the tests, a registry that the test shares.
  const runner = `
    const hooks = { before: [], after: [] }
    let matchers = {}
    globalThis.beforeAll = (deed) => hooks.before.push(deed)
    globalThis.afterAll = (deed) => hooks.after.push(deed)
    globalThis.expect = { extend: (given) => (matchers = given) }
    const { emulator } = require('cognito-plus/jest')
    const assert = require('node:assert')
    const ann = { userPoolId: '${shop.pool}', username: 'ann' }
    async function main() {
      assert.throws(() => emulator.url, /inside tests and hooks/)
      for (const deed of hooks.before) await deed()
      assert.equal(process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER, emulator.url)
      await emulator.nextRisk(ann, 'High')
      const result = await emulator.signIn({ ...ann, clientId: '${shop.client}', context: { ipAddress: '198.51.100.1' } })
      assert.equal((await matchers.toHaveRisk(result, 'High')).pass, true)
      assert.equal((await matchers.toHaveRisk(ann, 'Low')).pass, false)
      assert.equal((await matchers.toHaveBeenMailed('ann@example.com')).pass, true)
      for (const deed of hooks.after) await deed()
      await assert.rejects(fetch(emulator.url))
      console.log('well done')
    }
    main()
  `
  const folder = project({
    'runner.cjs': runner,
    'shop.json': JSON.stringify(shopSeed()),
    'cognito-plus.config.yaml': 'seed: [shop.json]\n',
  })

  const { printed, code } = await runIn(folder, 'runner.cjs')

  expect(printed).toBe('well done\n')
  expect(code).toBe(0)
})
