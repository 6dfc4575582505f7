import { expect, test } from 'vitest'
import { atHome, openShop, shop } from '../support/seeded.ts'

const ann = { userPoolId: shop.pool, clientId: shop.client, username: 'ann' }

test('the last requests are shown with the reason behind each answer', async () => {
  const { control } = await openShop()
  await control('PUT', `/pools/${shop.pool}/users/ann/risk/directive`, { level: 'High' })
  const { body: signIn } = await control('POST', '/sign-ins', { ...ann, password: 'Correct-Horse-1', context: atHome })

  const { body } = await control('GET', '/requests?operation=InitiateAuth')

  expect(body.requests).toHaveLength(1)
  expect(body.requests[0]).toMatchObject({
    operation: 'InitiateAuth',
    status: 400,
    error: { name: 'NotAuthorizedException' },
    reasons: expect.arrayContaining([expect.stringContaining('Risk High')]),
    messages: [signIn.message.id],
    at: '2026-03-02T09:00:00.000Z',
  })
})

test('no secret is in them', async () => {
  const { control } = await openShop()
  await control('POST', '/sign-ins', {
    ...ann,
    password: 'Correct-Horse-1',
    context: { ...atHome, ipAddress: '233.252.0.10' },
  })

  const { body } = await control('GET', '/requests')

  expect(JSON.stringify(body)).not.toContain('Correct-Horse-1')
  expect(JSON.stringify(body)).not.toMatch(/eyJ[\w-]{20}/)
})

test('one request is found by its id', async () => {
  const { call, control } = await openShop()
  await call('ListUserPools', { MaxResults: 1 })
  const { body: list } = await control('GET', '/requests?limit=1')

  const { body } = await control('GET', `/requests/${list.requests[0].id}`)

  expect(body).toEqual(list.requests[0])
  expect(await control('GET', '/requests/none')).toMatchObject({ status: 404 })
})

test('the control API itself is not among them', async () => {
  const { control } = await openShop()
  await control('GET', '/clock')

  expect((await control('GET', '/requests')).body.requests).toEqual([])
})

test('one of them tells which auth event it wrote', async () => {
  const { control } = await openShop()
  const { body: signIn } = await control('POST', '/sign-ins', { ...ann, context: atHome })
  const { body: list } = await control('GET', '/requests?limit=1')

  const { body } = await control('GET', `/requests/${list.requests[0].id}`)

  expect(body.event).toEqual({ userPoolId: shop.pool, username: 'ann', eventId: signIn.authEvent.EventId })
})

test('the list can be narrowed to refusals, and goes on behind a request', async () => {
  const { control } = await openShop()
  await control('POST', '/calls/ListUserPools', { MaxResults: 1 })
  await control('POST', '/calls/AdminGetUser', { UserPoolId: shop.pool, Username: 'eve' })
  await control('POST', '/calls/AdminGetUser', { UserPoolId: shop.pool, Username: 'ann' })
  const operations = ({ body }: { body: { requests: { operation: string; status: number }[] } }) =>
    body.requests.map(({ operation, status }) => `${operation} ${status}`)
  const { body } = await control('GET', '/requests')

  expect(operations(await control('GET', '/requests?failed=true'))).toEqual(['AdminGetUser 400'])
  expect(operations(await control('GET', '/requests?failed=false'))).toEqual(['AdminGetUser 200', 'ListUserPools 200'])
  expect(operations(await control('GET', `/requests?before=${body.requests[1].id}`))).toEqual(['ListUserPools 200'])
})

test('sign-ins and calls with a token are told of pool and user, by whatever name these were sent', async () => {
  const { call, control } = await openShop()
  const { User } = await call('AdminCreateUser', { UserPoolId: shop.pool, Username: 'eve' })
  const sub = User!.Attributes!.find(({ Name }) => Name === 'sub')!.Value!
  const signIn = (USERNAME: string) =>
    call('InitiateAuth', {
      ClientId: shop.client,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME, PASSWORD: 'Correct-Horse-1' },
    }).catch(() => undefined)
  await control('PUT', `/pools/${shop.pool}/users/ann/risk/directive`, { level: 'NoRisk' })
  const tokens = await signIn('ann')
  await call('GetUser', { AccessToken: tokens!.AuthenticationResult!.AccessToken! })
  await signIn(sub)
  await call('ForgotPassword', { ClientId: shop.client, Username: 'ann' })

  const seen = async (query: string) => {
    const { body } = await control('GET', `/requests?${query}`)
    return body.requests.map((request: { operation: string; userPoolId: string; username: string }) => [
      request.operation,
      request.userPoolId,
      request.username,
    ])
  }
  expect(await seen('limit=4')).toEqual([
    ['ForgotPassword', shop.pool, 'ann'],
    ['InitiateAuth', shop.pool, sub],
    ['GetUser', shop.pool, 'ann'],
    ['InitiateAuth', shop.pool, 'ann'],
  ])
  const ofEve = await seen(`userPoolId=${shop.pool}&username=eve`)
  expect(ofEve).toEqual([
    ['InitiateAuth', shop.pool, sub],
    ['AdminCreateUser', shop.pool, 'eve'],
  ])
  expect(await seen('userPoolId=other&username=eve')).toEqual([])
})

test('words are looked for in operation, user, error and reasons', async () => {
  const { control } = await openShop()
  await control('POST', '/calls/AdminGetUser', { UserPoolId: shop.pool, Username: 'eve' })
  await control('POST', '/calls/ListUserPools', { MaxResults: 1 })

  const found = async (search: string) =>
    (await control('GET', `/requests?search=${search}`)).body.requests.map(
      ({ operation }: { operation: string }) => operation,
    )

  expect(await found('getuser')).toEqual(['AdminGetUser'])
  expect(await found('eve')).toEqual(['AdminGetUser'])
  expect(await found('UserNotFound')).toEqual(['AdminGetUser'])
  expect(await found('pools')).toEqual(['ListUserPools'])
  expect(await found('nothing')).toEqual([])
})

test('behind a request that the log has dropped there is nothing', async () => {
  const { control } = await openShop()
  await control('POST', '/calls/ListUserPools', { MaxResults: 1 })

  expect((await control('GET', '/requests?before=gone')).body.requests).toEqual([])
})

test('pages and endpoints of a domain are told of its pool', async () => {
  const { core, control } = await openShop()
  await core.app.request('http://shop.localhost:4590/login?client_id=none')

  const { body } = await control('GET', `/requests?userPoolId=${shop.pool}`)

  expect(body.requests[0]).toMatchObject({ operation: 'Login_GET', userPoolId: shop.pool })
})
