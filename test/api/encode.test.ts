import { describe, expect, test } from 'vitest'
import { checkOutput, encode } from '../../src/api/encode.ts'

const group = {
  GroupName: 'admins',
  UserPoolId: 'us-east-1_Example1',
  Description: undefined,
  Precedence: 0,
  LastModifiedDate: new Date(1_548_099_495_428),
  CreationDate: new Date(1_548_097_827_000),
}

describe('encode', () => {
  test('writes members in alphabetical order, dates in seconds, and leaves out what is absent', () => {
    expect(encode('CreateGroup', { Group: group })).toBe(
      '{"Group":{"CreationDate":1548097827,"GroupName":"admins","LastModifiedDate":1548099495.428,"Precedence":0,"UserPoolId":"us-east-1_Example1"}}',
    )
  })

  test('writes an empty object for an output without members, and nothing for an operation without output', () => {
    expect(encode('GlobalSignOut', {})).toBe('{}')
    expect(encode('DeleteGroup', undefined)).toBe('')
  })

  test('writes blobs in base64, map keys in order, documents as they are', () => {
    const branding = {
      Settings: { b: 1, a: [null] },
      Assets: [{ Category: 'FORM_LOGO', ColorMode: 'DARK', Extension: 'PNG', Bytes: new Uint8Array([1, 2]) } as const],
    }

    expect(encode('DescribeManagedLoginBranding', { ManagedLoginBranding: branding })).toBe(
      '{"ManagedLoginBranding":{"Assets":[{"Bytes":"AQI=","Category":"FORM_LOGO","ColorMode":"DARK","Extension":"PNG"}],"Settings":{"b":1,"a":[null]}}}',
    )
    expect(
      encode('InitiateAuth', { ChallengeParameters: { USERNAME: 'alice', DEVICE_KEY: 'k' }, AvailableChallenges: [] }),
    ).toBe('{"AvailableChallenges":[],"ChallengeParameters":{"DEVICE_KEY":"k","USERNAME":"alice"}}')
  })
})

describe('checkOutput', () => {
  test('is content with what the model describes', () => {
    expect(checkOutput('CreateGroup', { Group: group })).toEqual([])
    expect(checkOutput('DeleteGroup', undefined)).toEqual([])
    expect(checkOutput('GlobalSignOut', {})).toEqual([])
  })

  test.each([
    ['an output where there is none', 'DeleteGroup', {}, 'DeleteGroup has no output'],
    ['no output where there is one', 'GlobalSignOut', undefined, 'GlobalSignOut is not a structure'],
    ['an unknown member', 'CreateGroup', { Grop: group }, 'CreateGroup.Grop is not in the model'],
    ['a wrong type', 'CreateGroup', { Group: { Precedence: '1' } }, 'CreateGroup.Group.Precedence is not a integer'],
    [
      'a date as a number',
      'CreateGroup',
      { Group: { CreationDate: 1 } },
      'CreateGroup.Group.CreationDate is not a timestamp',
    ],
    ['a missing member', 'SignUp', { UserConfirmed: true }, 'SignUp.UserSub is missing'],
    ['null', 'SignUp', { UserConfirmed: true, UserSub: null }, 'SignUp.UserSub is not a string'],
    [
      'a value outside its set',
      'GetUserPoolMfaConfig',
      { MfaConfiguration: 'on' },
      'GetUserPoolMfaConfig.MfaConfiguration is none of OFF, ON, OPTIONAL',
    ],
    ['a wrong element', 'ListUsers', { Users: [{}, 'x'] }, 'ListUsers.Users[1] is not a structure'],
  ] as const)('names %s', (_, operation, output, expected) => {
    expect(checkOutput(operation, output)).toEqual([expected])
  })
})
