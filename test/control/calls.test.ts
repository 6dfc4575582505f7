import { expect, test } from 'vitest'
import { openShop, shop } from '../support/seeded.ts'

test('an operation is performed without a signature', async () => {
  const { control } = await openShop()

  const answer = await control('POST', '/calls/AdminGetUser', { UserPoolId: shop.pool, Username: 'ann' })

  expect(answer).toMatchObject({ status: 200, body: { Username: 'ann', UserStatus: 'CONFIRMED' } })
})

test('an operation without output answers an empty object', async () => {
  const { control } = await openShop()

  const answer = await control('POST', '/calls/AdminDisableUser', { UserPoolId: shop.pool, Username: 'ann' })

  expect(answer).toEqual({ status: 200, body: {} })
})

test('its refusal is told by name', async () => {
  const { control } = await openShop()

  expect(await control('POST', '/calls/AdminGetUser', { UserPoolId: shop.pool, Username: 'eve' })).toEqual({
    status: 400,
    body: { error: { code: 'UserNotFoundException', message: 'User does not exist.' } },
  })
  expect((await control('POST', '/calls/DescribeUserPool', { UserPoolId: 'us-east-1_NoPool000' })).status).toBe(404)
  expect((await control('POST', '/calls/MakeCoffee', {})).status).toBe(404)
})

test('it is among the requests like any other', async () => {
  const { control } = await openShop()
  await control('POST', '/calls/ListUserPools', { MaxResults: 1 })

  const { body } = await control('GET', '/requests')

  expect(body.requests[0]).toMatchObject({ operation: 'ListUserPools', status: 200 })
})

test('a quiet call leaves the request log and faults alone', async () => {
  const { control } = await openShop()
  await control('POST', '/faults', { operation: 'AdminGetUser', error: 'InternalErrorException' })

  const answer = await control('POST', '/calls/AdminGetUser?quietly=true', { UserPoolId: shop.pool, Username: 'ann' })

  expect(answer.status).toBe(200)
  expect((await control('GET', '/requests')).body.requests).toEqual([])
  expect((await control('GET', '/faults')).body.faults).toHaveLength(1)
})
