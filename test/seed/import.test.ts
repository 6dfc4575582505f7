import { describe, expect, test } from 'vitest'
import { seedFromAws } from '../../src/seed/import.ts'
import { testEmulator } from '../support/emulator.ts'
import { openShop, shop } from '../support/seeded.ts'

const of = { UserPoolId: shop.pool }

/** What the AWS command line would have printed about the shop. */
async function printed() {
  const { call } = await openShop()
  const json = async (answer: Promise<unknown>) => JSON.parse(JSON.stringify(await answer)) as object
  return {
    pool: await json(call('DescribeUserPool', of)),
    client: await json(call('DescribeUserPoolClient', { ...of, ClientId: shop.client })),
    mfa: await json(call('GetUserPoolMfaConfig', of)),
    risk: await json(call('DescribeRiskConfiguration', of)),
    users: await json(call('ListUsers', of)),
    events: await json(call('AdminListUserAuthEvents', { ...of, Username: 'ann', MaxResults: 60 })),
  }
}

const answers = (files: Record<string, object>) =>
  Object.entries(files).map(([name, content]) => ({ name, content, ...(name === 'events' && { user: 'ann' }) }))

describe('What the AWS command line printed', () => {
  test('becomes the same pool, with users and their history', async () => {
    const seed = seedFromAws(answers(await printed()), { password: 'Imported-Horse-1' })
    const { core, call } = testEmulator()

    const report = await core.control.seed(JSON.stringify(seed), 'import.json')

    expect(report).toEqual({ loaded: true, pools: 1, users: 2, events: 60 })
    const { UserPool } = await call('DescribeUserPool', of)
    expect(UserPool).toMatchObject({
      Name: 'shop',
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
      Domain: 'shop',
    })
    const { AuthEvents } = await call('AdminListUserAuthEvents', { ...of, Username: 'ann', MaxResults: 1 })
    expect(AuthEvents![0]!.EventContextData).toMatchObject({ City: 'Berlin', Country: 'Germany' })
    const AuthParameters = { USERNAME: 'ben', PASSWORD: 'Imported-Horse-1' }
    const signIn = await call('InitiateAuth', { ClientId: shop.client, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters })
    expect(signIn.AuthenticationResult).toBeDefined()
  })

  test('may have dates in seconds', () => {
    const users = { Users: [{ Username: 'ann', UserCreateDate: 1767225600.5, UserStatus: 'CONFIRMED', Enabled: true }] }
    const seed = seedFromAws(answers({ pool: { UserPool: { Id: 'us-east-1_A', Name: 'a' } }, users }))

    expect(seed.pools[0]!.users![0]!.createdAt).toBe('2026-01-01T00:00:00.500Z')
  })

  test.each<[string, Record<string, object>, string]>([
    ['no pool', { users: { Users: [] } }, 'Exactly one answer of describe-user-pool is needed.'],
    ['something else', { what: { Buckets: [] } }, 'what is no answer that can be used'],
    ['events of nobody', { pool: { UserPool: {} }, log: { AuthEvents: [] } }, 'write USERNAME=log'],
  ])('with %s is refused', (_, files, message) => {
    expect(() => seedFromAws(answers(files))).toThrow(message)
  })
})
