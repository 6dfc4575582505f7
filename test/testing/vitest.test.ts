import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { project, runIn } from '../support/project.ts'
import { shop, shopSeed } from '../support/seeded.ts'

const packages = ['vitest', '@aws-sdk/client-cognito-identity-provider']
const config = `export default { test: { setupFiles: ['cognito-plus/vitest'], include: ['*.spec.mjs'] } }`
const vitest = resolve('node_modules/vitest/vitest.mjs')
const seed = JSON.stringify(shopSeed())

test('a project gets an emulator for each test file, and matchers', { timeout: 60_000 }, async () => {
  const spec = `
    import { expect, test } from 'vitest'
    import { CognitoIdentityProviderClient, InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider'
    import { emulator } from 'cognito-plus/vitest'

    const ann = { userPoolId: '${shop.pool}', username: 'ann' }
    const signIn = new InitiateAuthCommand({
      ClientId: '${shop.client}',
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'ann', PASSWORD: 'Correct-Horse-1' },
    })

    test('a risky sign-in is blocked and mailed', async () => {
      await emulator.nextRisk(ann, 'High')
      await expect(new CognitoIdentityProviderClient().send(signIn)).rejects.toThrow()
      await expect(ann).toHaveRisk('High')
      await expect('ann@example.com').toHaveBeenMailed({ kind: 'AccountTakeOverNotification' })
      await expect('ben@example.com').not.toHaveBeenMailed()
    })

    test('an evaluation has a risk, too', async () => {
      const context = { ipAddress: '233.252.0.11' }
      await expect(await emulator.preview(ann, context)).toHaveRisk('Low')
      await expect(await emulator.signIn({ ...ann, clientId: '${shop.client}', context })).toHaveRisk('Low')
      await expect(expect(await emulator.preview(ann, context)).toHaveRisk('High')).rejects.toThrow('The risk is Low, expected High.')
    })
  `
  const folder = project(
    {
      'one.spec.mjs': spec,
      'two.spec.mjs': spec,
      'vitest.config.mjs': config,
      'shop.json': seed,
      'cognito-plus.config.yaml': 'seed: [shop.json]\n',
    },
    packages,
  )

  const { printed, code } = await runIn(folder, vitest, 'run')

  expect(code, printed).toBe(0)
  expect(printed).toContain('Tests  4 passed (4)')
})

test('files that share a worker have an emulator each, too', { timeout: 60_000 }, async () => {
  const spec = `
    import { expect, test } from 'vitest'
    import { emulator } from 'cognito-plus/vitest'

    const names = async () => (await emulator.call('ListUserPools', { MaxResults: 9 })).UserPools.map(({ Name }) => Name)

    test('nobody else is in it', async () => {
      expect(await names()).toEqual(['shop'])
      await emulator.call('CreateUserPool', { PoolName: 'another' })
      expect(await names()).toHaveLength(2)
      await expect('ann@example.com').not.toHaveBeenMailed()
    })
  `
  const folder = project(
    {
      ...Object.fromEntries(['one', 'two', 'three'].map((name) => [`${name}.spec.mjs`, spec])),
      'vitest.config.mjs': config,
      'shop.json': seed,
      'cognito-plus.config.yaml': 'seed: [shop.json]\n',
    },
    packages,
  )

  const { printed, code } = await runIn(folder, vitest, 'run', '--no-isolate', '--no-file-parallelism')

  expect(code, printed).toBe(0)
  expect(printed).toContain('Tests  3 passed (3)')
})

test('8 files in parallel get the same results as one after another', { timeout: 120_000 }, async () => {
  const spec = (name: string) => `
    import { writeFileSync } from 'node:fs'
    import { test } from 'vitest'
    import { emulator } from 'cognito-plus/vitest'

    test('something happens', async () => {
      emulator.clock.freeze(), emulator.clock.set(Date.UTC(2026, 2, 2, 9))
      await emulator.seed(${JSON.stringify(seed)})
      const { UserPool } = await emulator.call('CreateUserPool', { PoolName: '${name}' })
      const results = []
      for (let n = 0; n < 5; n++) {
        const signIn = { userPoolId: '${shop.pool}', clientId: '${shop.client}', username: 'ann', context: { ipAddress: '203.0.113.' + n } }
        const { authEvent, evaluation } = await emulator.signIn(signIn)
        results.push({ authEvent, evaluation })
      }
      const mails = await emulator.inbox.list()
      writeFileSync(process.env.RESULTS + '/${name}.json', JSON.stringify({ UserPool, results, mails: mails.map(({ id, text }) => ({ id, text })) }))
    })
  `
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  const run = async (...flags: string[]) => {
    const files = Object.fromEntries(names.map((name) => [`${name}.spec.mjs`, spec(name)]))
    const settings = {
      'vitest.config.mjs': config,
      'cognito-plus.config.yaml': 'randomSeed: parallel\n',
      'results/.keep': '',
    }
    const folder = project({ ...files, ...settings }, packages)
    process.env['RESULTS'] = join(folder, 'results')
    const { printed, code } = await runIn(folder, vitest, 'run', '--testTimeout=60000', ...flags)
    expect(code, printed).toBe(0)
    const results = readdirSync(join(folder, 'results')).filter((file) => file.endsWith('.json'))
    // Tokens and ports are nobody's result.
    return results
      .sort()
      .map((file) => readFileSync(join(folder, 'results', file), 'utf8').replaceAll(/localhost:\d+/g, ''))
  }

  const parallel = await run('--maxWorkers=8')
  const inTurn = await run('--no-file-parallelism')

  expect(parallel).toHaveLength(8)
  expect(parallel.map(withoutTokens)).toEqual(inTurn.map(withoutTokens))
})

/** Feedback tokens are encrypted with chance of their own. */
function withoutTokens(text: string): string {
  return text.replaceAll(/token=[\w.-]+/g, '')
}
