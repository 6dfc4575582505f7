import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { resolveConfig } from '../../../src/config.ts'
import { preSignUp } from '../../../src/domain/triggers/pre-sign-up.ts'
import type { TriggerHandler } from '../../../src/edges/triggers.ts'
import { functionArn, functionServer, recording, triggerWorld } from '../../support/triggers.ts'

const bob = { source: 'SignUp', userName: 'bob', attributes: new Map([['email', 'bob@example.com']]) } as const
const confirms = recording({ autoConfirmUser: true })

/** Whether Bob is confirmed by what stands behind PreSignUp of a pool that names the function `gate`. */
async function isConfirmed(triggers: Record<string, TriggerHandler>, lambdaEndpoint = ''): Promise<boolean> {
  const { flow, pool } = await triggerWorld({ triggers, lambdaEndpoint })
  const named = { ...pool, settings: { ...pool.settings, LambdaConfig: { PreSignUp: functionArn('gate') } } }
  return (await preSignUp(flow, named, bob)).autoConfirmUser
}

describe('a function', () => {
  test.each([functionArn('gate'), 'gate'])('can be given by the name %s', async (name) => {
    expect(await isConfirmed({ [name]: confirms })).toBe(true)
  })

  test('can be given for every pool, whether or not its configuration names one', async () => {
    const { flow, pool } = await triggerWorld({ triggers: { PreSignUp: confirms } })

    expect((await preSignUp(flow, pool, bob)).autoConfirmUser).toBe(true)
  })

  test('can be given for one pool only', async () => {
    const others = await triggerWorld({ triggers: { 'us-east-1_another/PreSignUp': confirms } })
    const ids = await triggerWorld({ randomSeed: 'chosen' })
    const own = await triggerWorld({ randomSeed: 'chosen', triggers: { [`${ids.pool.id}/PreSignUp`]: confirms } })

    expect((await preSignUp(others.flow, others.pool, bob)).autoConfirmUser).toBe(false)
    expect((await preSignUp(own.flow, own.pool, bob)).autoConfirmUser).toBe(true)
  })

  test('can be a URL', async () => {
    const server = await functionServer((event) => ({ body: { ...event, response: { autoConfirmUser: true } } }))

    expect(await isConfirmed({ gate: `${server.url}/functions/gate` })).toBe(true)
    expect(server.requests[0]?.path).toBe('/functions/gate')
  })

  test('that is given wins over the Lambda endpoint', async () => {
    const server = await functionServer((event) => ({ body: event }))

    expect(await isConfirmed({ gate: confirms }, server.url)).toBe(true)
    expect(server.requests).toEqual([])
  })

  test.each([
    ['index.mjs', 'export const handler = async (event) => ({ ...event, response: { autoConfirmUser: true } })'],
    ['default.mjs', 'export default (event) => ({ ...event, response: { autoConfirmUser: true } })'],
    [
      'callback.cjs',
      `exports.handler = (event, context, callback) => {
         event.response.autoConfirmUser = context.functionName === 'PreSignUp'
         callback(null, event)
       }`,
    ],
    [
      'context.cjs',
      'exports.handler = (event, context) => { event.response.autoConfirmUser = true; setTimeout(context.succeed, 1, event) }',
    ],
  ])('can be the path of a module: %s', async (file, source) => {
    const folder = mkdtempSync(join(tmpdir(), 'triggers-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, file), source)

    expect(await isConfirmed({ gate: join(folder, file) })).toBe(true)
  })

  test.each([
    ['there is no such file', undefined],
    ['it exports no function', 'export const answer = 42'],
  ])('cannot be a module when %s', async (_, source) => {
    const folder = mkdtempSync(join(tmpdir(), 'triggers-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    if (source !== undefined) writeFileSync(join(folder, 'index.mjs'), source)

    await expect(isConfirmed({ gate: join(folder, 'index.mjs') })).rejects.toMatchObject({
      message: 'PreSignUp invocation failed due to error ResourceNotFoundException.',
    })
  })
})

describe('the settings', () => {
  test('take functions as pairs, and as a mapping from the file', () => {
    const environment = { COGNITO_PLUS_TRIGGERS: 'PreSignUp=http://localhost:1/a?b=c,gate=./gate.ts' }
    const expected = { PreSignUp: 'http://localhost:1/a?b=c', gate: './gate.ts' }

    expect(resolveConfig({}, environment).triggers).toEqual(expected)
    expect(resolveConfig({}, {}, { triggers: expected }).triggers).toEqual(expected)
    expect(() => resolveConfig({ triggers: ['PreSignUp'] }, {})).toThrow('Setting triggers: expected name=value')
  })

  test('refuse a sender key that is not 256 bits long, and do not repeat it', () => {
    const key = Buffer.alloc(32, 1).toString('base64')

    expect(resolveConfig({ senderKey: key }, {}).senderKey).toBe(key)
    expect(resolveConfig({ senderKey: 'kms' }, {}).senderKey).toBe('kms')
    expect(() => resolveConfig({ senderKey: 'c2VjcmV0' }, {})).toThrow(
      'Setting senderKey: expected kms, or 32 bytes in base64.',
    )
  })
})
