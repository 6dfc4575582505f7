import { describe, expect, test } from 'vitest'
import { openConsole } from '../support/console.ts'
import { testEmulator } from '../support/emulator.ts'
import { shop } from '../support/seeded.ts'

const pool = `/pools/${shop.pool}`

describe('the list of pools', () => {
  test.each(['protected', 'practice', 'plain'])(
    'makes a pool from the template %s with one click',
    async (template) => {
      const { sendAndFollow, control } = await openConsole()

      const { text } = await sendAndFollow('/pools', { template })

      // The shop of the seed has the first name already.
      expect(text).toContain('Made shop-2.')
      const { body } = await control('GET', '/pools')
      const made = body.pools.find(({ name }: { name: string }) => name === 'shop-2')
      expect(made).toMatchObject(
        template === 'plain'
          ? { protection: 'OFF', users: 0 }
          : { tier: 'PLUS', protection: 'ENFORCED', warnings: [], users: template === 'practice' ? 14 : 0 },
      )
    },
  )

  test('makes another one where the last was thrown away', async () => {
    const { sendAndFollow, call, control } = await openConsole()
    const id = async () => {
      const { body } = await control('GET', '/pools')
      return body.pools.find(({ name }: { name: string }) => name.startsWith('shop-')).id as string
    }
    await sendAndFollow('/pools', { template: 'plain' })
    const first = await id()
    await call('DeleteUserPool', { UserPoolId: first })

    await sendAndFollow('/pools', { template: 'plain' })

    expect(await id()).not.toBe(first)
  })

  test('invites to make the first one', async () => {
    const { core } = testEmulator()

    const response = await core.app.request('http://localhost:4590/_emulator')

    expect(await response.text()).toContain('There is no user pool here yet.')
  })
})

describe('the page of a pool', () => {
  test('shows facts, and what the configuration does not do', async () => {
    const { show } = await openConsole()

    const { text, html } = await show(pool)

    expect(html.length).toBeLessThan(50_000)
    expect(text).toContain('MFA is off in the pool')
    expect(text).toContain('http://shop.localhost:4590')
    expect(text).toContain('Last events')
  })

  test('changes plan and mode, and nothing else', async () => {
    const { sendAndFollow, call } = await openConsole()
    const described = async () => (await call('DescribeUserPool', { UserPoolId: shop.pool })).UserPool!
    await call('UpdateUserPool', {
      UserPoolId: shop.pool,
      AutoVerifiedAttributes: ['email'],
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
      Policies: { PasswordPolicy: { MinimumLength: 11 } },
    })
    const before = await described()

    const changed = await sendAndFollow(`${pool}/protection`, { tier: 'PLUS', mode: 'AUDIT', custom: 'ENFORCED' })
    expect(changed.text).toContain('The protection is changed.')

    expect(await described()).toEqual({
      ...before,
      UserPoolAddOns: {
        AdvancedSecurityMode: 'AUDIT',
        AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'ENFORCED' },
      },
    })
    const { text } = await sendAndFollow(`${pool}/protection`, { tier: 'ESSENTIALS', mode: 'AUDIT', custom: 'OFF' })
    expect(text).toContain('FeatureUnavailableInTierException')
    await sendAndFollow(`${pool}/protection`, { tier: 'ESSENTIALS', mode: 'OFF', custom: 'OFF' })
    expect((await described()).UserPoolTier).toBe('ESSENTIALS')
  })

  test('switches second factors on, and with them off what a warning was about', async () => {
    const { sendAndFollow, call, control } = await openConsole()
    expect((await control('GET', pool)).body.warnings).toEqual([expect.stringContaining('MFA is off')])

    const { text } = await sendAndFollow(`${pool}/mfa`, { mfa: 'OPTIONAL' })

    expect(text).toContain('MfaConfiguration is OPTIONAL.')
    expect((await control('GET', pool)).body.warnings).toEqual([])
    expect(await call('GetUserPoolMfaConfig', { UserPoolId: shop.pool })).toMatchObject({
      MfaConfiguration: 'OPTIONAL',
      SoftwareTokenMfaConfiguration: { Enabled: true },
    })
    await sendAndFollow(`${pool}/mfa`, { mfa: 'OFF' })
    expect((await call('GetUserPoolMfaConfig', { UserPoolId: shop.pool })).MfaConfiguration).toBe('OFF')
  })

  test('gives it a domain and takes it away', async () => {
    const { sendAndFollow, control } = await openConsole()
    const domain = async () => (await control('GET', pool)).body.domainUrl

    await sendAndFollow(`${pool}/domain`, { remove: 'shop' })
    expect(await domain()).toBeNull()
    await sendAndFollow(`${pool}/domain`, { domain: 'other' })
    expect(await domain()).toBe('http://other.localhost:4590')
    expect((await sendAndFollow(`${pool}/domain`, { domain: 'more' })).text).toContain('already has a domain')
  })

  test('sets where logs go, and ends it', async () => {
    const { sendAndFollow, call } = await openConsole()
    const present = async () =>
      (await call('GetLogDeliveryConfiguration', { UserPoolId: shop.pool })).LogDeliveryConfiguration?.LogConfigurations
    const arn = 'arn:aws:s3:::shop-logs'

    await sendAndFollow(`${pool}/logs`, { userAuthEvents: arn })
    expect(await present()).toEqual([
      { EventSource: 'userAuthEvents', LogLevel: 'INFO', S3Configuration: { BucketArn: arn } },
    ])
    await sendAndFollow(`${pool}/logs`, {})
    expect(await present()).toEqual([])
  })

  test('deletes it', async () => {
    const { sendAndFollow, control } = await openConsole()

    const { text } = await sendAndFollow(`${pool}/delete`, {})

    expect(text).toContain('The pool is gone.')
    expect((await control('GET', '/pools')).body.pools).toEqual([])
  })
})

describe('the users of a pool', () => {
  test('are found by the beginning of a name or an address', async () => {
    const { show } = await openConsole()

    expect((await show(`${pool}/users?by=email&q=ben`)).text).toContain('ben@example.com')
    expect((await show(`${pool}/users?by=email&q=ben`)).text).not.toContain('ann@example.com')
    expect((await show(`${pool}/users?q=nobody`)).text).toContain('No user fits.')
    expect((await show(`${pool}/users?q=%22%20or`)).status).toBe(200)
    expect((await show(`${pool}/users?by=nonsense&q=a`)).text).toContain('Invalid')
  })

  test('come in pages', async () => {
    const { show, control } = await openConsole()
    const many = { pools: [{ name: 'many', users: [{ username: 'user{n}', repeat: 30 }] }] }
    await control('POST', '/seed', many)
    const { body } = await control('GET', '/pools')
    const id = body.pools.find(({ name }: { name: string }) => name === 'many').id
    const { html } = await show(`/pools/${id}/users`)
    const more = /href="\/_emulator([^"]+)">More users/.exec(html)![1]!.replaceAll('&amp;', '&')

    const names = (page: string) => [...page.matchAll(/\/users\/(user\d+)"/g)].map(([, name]) => name)

    expect([...names(html), ...names((await show(more)).html)]).toHaveLength(30)
  })

  test('are made with a password for good, or invited', async () => {
    const { sendAndFollow, call, control } = await openConsole()

    await sendAndFollow(`${pool}/users`, { username: 'carl', email: 'carl@example.com', password: 'Correct-Horse-7' })
    await sendAndFollow(`${pool}/users`, { username: 'dora', email: 'dora@example.com' })
    const { text } = await sendAndFollow(`${pool}/users`, { username: 'carl' })

    const status = async (Username: string) =>
      (await call('AdminGetUser', { UserPoolId: shop.pool, Username })).UserStatus
    expect([await status('carl'), await status('dora')]).toEqual(['CONFIRMED', 'FORCE_CHANGE_PASSWORD'])
    expect((await control('GET', '/inbox')).body.messages).toHaveLength(1)
    expect(text).toContain('UsernameExistsException')
  })
})

describe('the app clients of a pool', () => {
  test('are shown, made and deleted', async () => {
    const { show, sendAndFollow, control, core } = await openConsole()

    const { text } = await sendAndFollow(`${pool}/clients`, {
      ...{ name: 'server', secret: 'yes', propagate: 'yes', flow: 'ALLOW_ADMIN_USER_PASSWORD_AUTH' },
    })

    expect(text).toContain('The client server is there')
    const { body } = await control('POST', '/calls/ListUserPoolClients', { UserPoolId: shop.pool })
    const id = body.UserPoolClients.find(({ ClientName }: { ClientName: string }) => ClientName === 'server').ClientId
    const { body: described } = await control('POST', '/calls/DescribeUserPoolClient', {
      UserPoolId: shop.pool,
      ClientId: id,
    })
    expect(described.UserPoolClient).toMatchObject({
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'],
      EnablePropagateAdditionalUserContextData: true,
    })
    expect((await show(`${pool}/clients`)).text).toContain(described.UserPoolClient.ClientSecret)
    await sendAndFollow(`${pool}/clients/${id}/delete`, {})
    expect((await show(`${pool}/clients`)).text).not.toContain(id)
    expect(core.kernel.log.entries[0]?.operation).toBe('DeleteUserPoolClient')
  })
})
