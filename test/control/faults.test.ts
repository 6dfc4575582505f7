import { describe, expect, test } from 'vitest'
import { controlOf } from '../support/control.ts'
import { testEmulator } from '../support/emulator.ts'

const list = { MaxResults: 1 }

describe('A fault', () => {
  test('lets the next call fail, and only that one', async () => {
    const { core, call } = testEmulator()
    await controlOf(core)('POST', '/faults', { operation: 'ListUserPools', error: 'TooManyRequestsException' })

    await expect(call('ListUserPools', list)).rejects.toMatchObject({ name: 'TooManyRequestsException' })
    await expect(call('ListUserPools', list)).resolves.toMatchObject({ UserPools: [] })
  })

  test('holds for so many calls, with a text of its own', async () => {
    const { core, call } = testEmulator()
    const fault = { operation: 'ListUserPools', error: 'NotAuthorizedException', message: 'No.', times: 2 }
    await controlOf(core)('POST', '/faults', fault)

    await expect(call('ListUserPools', list)).rejects.toMatchObject({ message: 'No.' })
    await expect(call('ListUserPools', list)).rejects.toMatchObject({ message: 'No.' })
    await expect(call('ListUserPools', list)).resolves.toBeDefined()
  })

  test('holds until cleared where times is null', async () => {
    const { core, call } = testEmulator()
    const control = controlOf(core)
    await control('POST', '/faults', { operation: 'ListUserPools', error: 'NotAuthorizedException', times: null })
    await expect(call('ListUserPools', list)).rejects.toThrow()

    const { body } = await control('DELETE', '/faults')

    expect(body).toEqual({ faults: [] })
    await expect(call('ListUserPools', list)).resolves.toBeDefined()
  })

  test('is cleared alone where its operation is named', async () => {
    const control = controlOf(testEmulator().core)
    await control('POST', '/faults', { operation: 'GetUser', error: 'UserNotFoundException' })
    await control('POST', '/faults', { operation: 'Token_POST', error: 'server_error' })

    const { body } = await control('DELETE', '/faults?operation=GetUser')

    expect(body.faults).toMatchObject([{ operation: 'Token_POST' }])
    expect((await control('DELETE', '/faults?operation=Nothing')).status).toBe(400)
  })

  test('can be nothing but time', async () => {
    const { core, call } = testEmulator()
    await controlOf(core)('POST', '/faults', { operation: 'ListUserPools', latencyMs: 50 })

    const before = performance.now()
    await call('ListUserPools', list)

    expect(performance.now() - before).toBeGreaterThan(45)
  })

  test('is shown while it waits', async () => {
    const control = controlOf(testEmulator().core)
    await control('POST', '/faults', { operation: 'GetUser', error: 'UserNotFoundException', times: 3 })

    const { body } = await control('GET', '/faults')

    expect(body).toEqual({ faults: [{ operation: 'GetUser', error: 'UserNotFoundException', times: 3 }] })
  })
})

test.each([
  ['an unknown operation', { operation: 'ListPools', error: 'X' }],
  ['an error that the operation does not declare', { operation: 'ListUserPools', error: 'UsernameExistsException' }],
  ['an error of operations at an endpoint', { operation: 'Token_POST', error: 'NotAuthorizedException' }],
  ['an OAuth error at a page', { operation: 'Login_POST', error: 'invalid_grant' }],
  ['a preflight', { operation: 'Token_OPTIONS', latencyMs: 1 }],
  ['no effect at all', { operation: 'ListUserPools' }],
  ['no number of calls', { operation: 'ListUserPools', latencyMs: 1, times: 0 }],
])('a fault with %s is refused', async (_, fault) => {
  const { core } = testEmulator()

  const answer = await controlOf(core)('POST', '/faults', fault)

  expect(answer).toMatchObject({ status: 400, body: { error: { code: 'InvalidRequest' } } })
  expect(core.kernel.faults.all).toEqual([])
})
