import { describe, expect, test } from 'vitest'
import { changeAccessClaims, changeIdClaims } from '../../../src/domain/triggers/claims.ts'
import { readTokenChanges } from '../../../src/domain/triggers/token-changes.ts'

const id = {
  sub: 'sub-1',
  'cognito:groups': ['admins'],
  'cognito:preferred_role': 'role-1',
  'cognito:username': 'alice',
  'cognito:roles': ['role-1'],
  aud: 'client-1',
  email: 'alice@example.com',
}
const access = {
  sub: 'sub-1',
  'cognito:groups': ['admins'],
  client_id: 'client-1',
  scope: 'openid aws.cognito.signin.user.admin',
  'dev:theme': 'dark',
}
const unrecognizable = expect.objectContaining({ message: 'Unrecognizable lambda output' }) as Error

/** What both tokens say after a V2 answer. */
function changed(details: Record<string, unknown>) {
  const changes = readTokenChanges({ claimsAndScopeOverrideDetails: details }, '2')!
  return { id: changeIdClaims(id, changes), access: changeAccessClaims(access, changes, 'client-1') }
}

describe('the changes of a V1 answer', () => {
  test('reach the ID token only, but for groups', () => {
    const changes = readTokenChanges(
      {
        claimsOverrideDetails: {
          claimsToAddOrOverride: { tenant: 'a', email: 'other@example.com' },
          groupOverrideDetails: {
            groupsToOverride: ['users'],
            iamRolesToOverride: ['role-2'],
            preferredRole: 'role-2',
          },
        },
      },
      '1',
    )!

    expect(changeIdClaims(id, changes)).toEqual({
      ...id,
      tenant: 'a',
      email: 'other@example.com',
      'cognito:groups': ['users'],
      'cognito:roles': ['role-2'],
      'cognito:preferred_role': 'role-2',
    })
    expect(changeAccessClaims(access, changes, 'client-1')).toEqual({ ...access, 'cognito:groups': ['users'] })
  })

  test('are texts: lists are refused', () => {
    const answer = { claimsOverrideDetails: { claimsToAddOrOverride: { tenants: ['a', 'b'] } } }

    expect(() => readTokenChanges(answer, '1')).toThrow(unrecognizable)
  })

  test.each([[{}], [{ claimsOverrideDetails: null }], [{ claimsAndScopeOverrideDetails: {} }]])(
    'are none without details: %j',
    (answer) => {
      expect(readTokenChanges(answer, '1')).toBeUndefined()
    },
  )
})

describe('the changes of a V2 answer', () => {
  test('add and suppress claims of either token, whatever their type', () => {
    const nested = { level: 2, rights: ['read'], trial: false }

    const tokens = changed({
      idTokenGeneration: { claimsToAddOrOverride: { plan: nested }, claimsToSuppress: ['email'] },
      accessTokenGeneration: { claimsToAddOrOverride: { email: 'alice@example.com', seats: 5 } },
    })

    const { email: _email, ...rest } = id
    expect(tokens.id).toEqual({ ...rest, plan: nested })
    expect(tokens.access).toEqual({ ...access, email: 'alice@example.com', seats: 5 })
  })

  test('suppressing beats adding', () => {
    const tokens = changed({ idTokenGeneration: { claimsToAddOrOverride: { plan: 'x' }, claimsToSuppress: ['plan'] } })

    expect(tokens.id).toEqual(id)
  })

  test.each([
    'acr',
    'amr',
    'at_hash',
    'auth_time',
    'azp',
    'client_id',
    'cognito:username',
    'cognito:anything',
    'device_key',
    'event_id',
    'exp',
    'iat',
    'identities',
    'iss',
    'jti',
    'nbf',
    'nonce',
    'origin_jti',
    'sub',
    'token_use',
    'username',
    'version',
  ])('leave %s as it is', (name) => {
    const change = { claimsToAddOrOverride: { [name]: 'forged' }, claimsToSuppress: [name] }

    expect(changed({ idTokenGeneration: change, accessTokenGeneration: change })).toEqual({ id, access })
  })

  test('an access token gets the audience of its own client only', () => {
    const own = changed({ accessTokenGeneration: { claimsToAddOrOverride: { aud: 'client-1' } } })
    const foreign = changed({ accessTokenGeneration: { claimsToAddOrOverride: { aud: 'client-2' } } })

    expect(own.access).toHaveProperty('aud', 'client-1')
    expect(foreign.access).not.toHaveProperty('aud')
  })

  test('claims of the developer can go, but not come', () => {
    const tokens = changed({
      accessTokenGeneration: { claimsToAddOrOverride: { 'dev:new': '1' }, claimsToSuppress: ['dev:theme'] },
    })

    expect(tokens.access).not.toHaveProperty('dev:theme')
    expect(tokens.access).not.toHaveProperty('dev:new')
  })

  test('scopes come, each once, and go', () => {
    const tokens = changed({
      accessTokenGeneration: {
        scopesToAdd: ['api/read', 'openid'],
        scopesToSuppress: ['aws.cognito.signin.user.admin'],
      },
    })

    expect(tokens.access['scope']).toBe('openid api/read')
  })

  test.each([{}, null])('groups are suppressed by %j', (groupOverrideDetails) => {
    const tokens = changed({ groupOverrideDetails })

    expect(Object.keys(tokens.id)).toEqual(['sub', 'cognito:username', 'aud', 'email'])
    expect(tokens.access).not.toHaveProperty('cognito:groups')
  })

  test('suppressing the groups drops the roles as well', () => {
    const tokens = changed({ idTokenGeneration: { claimsToSuppress: ['cognito:groups'] } })

    expect(Object.keys(tokens.id)).toEqual(['sub', 'cognito:username', 'aud', 'email'])
  })

  test.each([
    ['a scope with a space', { accessTokenGeneration: { scopesToAdd: ['a b'] } }],
    ['a list as email_verified', { idTokenGeneration: { claimsToAddOrOverride: { email_verified: [true] } } }],
    ['an object as address', { idTokenGeneration: { claimsToAddOrOverride: { address: { formatted: 'x' } } } }],
    ['a claim list that is text', { idTokenGeneration: { claimsToSuppress: 'email' } }],
    [
      'more than 5000 changes',
      { accessTokenGeneration: { scopesToAdd: Array.from({ length: 5001 }, (_, index) => `scope/${index}`) } },
    ],
  ])('are refused: %s', (_, details) => {
    expect(() => changed(details)).toThrow(unrecognizable)
  })
})
