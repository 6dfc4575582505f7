import { expect, test } from 'vitest'
import { confirmedUser } from '../../support/people.ts'
import { attempt, lagos, protectedPlace } from '../../support/protected.ts'

const tables = [
  ...['risk_user', 'risk_user_total', 'risk_pool', 'risk_pool_total', 'risk_failures', 'risk_places'],
  ...['risk_unknown_attempts', 'event_counts', 'auth_events', 'risk_directives', 'risk_configurations'],
]

test('nothing of threat protection is left of a pool that was deleted', async () => {
  const shop = await protectedPlace({ risk: { RiskExceptionConfiguration: { BlockedIPRangeList: ['192.0.2.0/32'] } } })
  await confirmedUser(shop, 'ann')
  await attempt(shop, 'ann')
  await attempt(shop, 'ann', { wrong: true, ipAddress: lagos })
  const nobody = { USERNAME: 'nobody', PASSWORD: 'whatever' }
  const signIn = shop.call('InitiateAuth', {
    ClientId: shop.clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: nobody,
  })
  await expect(signIn).rejects.toThrow('User does not exist.')
  const rows = () =>
    tables.map((table) => [table, shop.core.store.tx.$client.prepare(`SELECT count(*) FROM ${table}`).pluck().get()])
  expect(rows().filter(([, count]) => count === 0)).toEqual([['risk_directives', 0]])

  await shop.call('DeleteUserPool', { UserPoolId: shop.poolId })

  expect(rows()).toEqual(tables.map((table) => [table, 0]))
})
