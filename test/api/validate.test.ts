import { describe, expect, test } from 'vitest'
import { ApiError } from '../../src/api/errors.ts'
import type { OperationName } from '../../src/api/generated/types.ts'
import { validate } from '../../src/api/validate.ts'

const confirm = { ClientId: 'client', Username: 'alice', ConfirmationCode: '123456' }
const log = { LogLevel: 'ERROR', EventSource: 'userNotification' }
const pool = { UserPoolId: 'us-east-1_Example1' }

describe('a value of a wrong type', () => {
  // Rows with an issue number were seen on this service, the others on siblings of the same framework.
  const cases: [string, OperationName, unknown, string | undefined][] = [
    [
      'a text for a map (amplify-js#4738)',
      'ConfirmSignUp',
      { ...confirm, ClientMetadata: 'x' },
      'Expected map or null',
    ],
    [
      'an object for a text (amplify-js#5165)',
      'ConfirmSignUp',
      { ...confirm, ConfirmationCode: {} },
      'Start of structure or map found where not expected.',
    ],
    [
      'a boolean for a text (amazon-cognito-identity-js#485)',
      'SignUp',
      { ClientId: 'client', Username: 'alice', UserAttributes: [{ Name: 'email_verified', Value: true }] },
      'TRUE_VALUE can not be converted to a String',
    ],
    ['a number for a text', 'DeleteGroup', { ...pool, GroupName: 1 }, 'NUMBER_VALUE can not be converted to a String'],
    ['a text for a number', 'ListUserPools', { MaxResults: '1' }, 'STRING_VALUE can not be converted to an Integer'],
    ['true for a number', 'ListUserPools', { MaxResults: true }, 'TRUE_VALUE can not be converted to an Integer'],
    ['false for a number', 'ListUserPools', { MaxResults: false }, 'FALSE_VALUE can not be converted to an Integer'],
    ['a list for a text', 'DeleteGroup', { ...pool, GroupName: ['a'] }, 'Start of list found where not expected'],
    ['a text for a list', 'CreateUserPool', { PoolName: 'p', AliasAttributes: 'email' }, 'Expected list or null'],
    ['a text for a structure', 'CreateUserPool', { PoolName: 'p', Policies: 'x' }, 'Expected null'],
    ['a list for the body', 'CreateUserPool', [], 'Start of list found where not expected'],
    ['null for the body', 'CreateUserPool', null, undefined],
    ['a text for the body', 'CreateUserPool', 'x', undefined],
    ['a number for the body', 'CreateUserPool', 1, undefined],
  ]

  test.each(cases)('%s', (_, operation, body, message) => {
    const error = caught(() => validate(operation, body))

    expect({ name: error.name, status: error.status, key: error.messageKey, message: error.message }).toEqual({
      name: 'SerializationException',
      status: 400,
      key: message === undefined ? undefined : 'Message',
      message: message ?? '',
    })
  })

  test('hides broken constraints', () => {
    const error = caught(() => validate('ConfirmSignUp', { ConfirmationCode: '', ClientMetadata: 'x' }))

    expect(error.message).toBe('Expected map or null')
  })
})

describe('a broken constraint', () => {
  const cases: [string, OperationName, unknown, string][] = [
    [
      'of two kinds, with a value that may be shown',
      'ConfirmSignUp',
      { ...confirm, ConfirmationCode: '' },
      "2 validation errors detected: Value '' at 'confirmationCode' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '' at 'confirmationCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\S]+",
    ],
    [
      'with a value that may not be shown',
      'ConfirmSignUp',
      { ...confirm, ClientId: 'a-b' },
      "1 validation error detected: Value at 'clientId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+]+",
    ],
    [
      'of a pool id (aws-sdk-js#3344)',
      'DescribeUserPool',
      { UserPoolId: ' ap-northeast-1_xxx' },
      "1 validation error detected: Value ' ap-northeast-1_xxx' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+",
    ],
    [
      'of a member that is not there',
      'CreateUserPool',
      { PoolName: null },
      "1 validation error detected: Value null at 'poolName' failed to satisfy constraint: Member must not be null",
    ],
    [
      'of an enumeration, printed in the order of the service',
      'CreateUserPool',
      { PoolName: 'p', MfaConfiguration: 'MAYBE' },
      "1 validation error detected: Value 'MAYBE' at 'mfaConfiguration' failed to satisfy constraint: Member must satisfy enum value set: [OPTIONAL, OFF, ON]",
    ],
    [
      'of a structure in a list (aws-cdk#14175)',
      'CreateUserPool',
      { PoolName: 'p', Schema: [{ Name: 'phone_number_verified' }] },
      "1 validation error detected: Value 'phone_number_verified' at 'schema.1.member.name' failed to satisfy constraint: Member must have length less than or equal to 20",
    ],
    [
      'of a text in a list (a deployment of 2026)',
      'CreateUserPool',
      { PoolName: 'p', AutoVerifiedAttributes: ['given_name'] },
      "1 validation error detected: Value '[given_name]' at 'autoVerifiedAttributes' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [phone_number, email]]",
    ],
    [
      'of a value in a map',
      'CreateUserPool',
      { PoolName: 'p', UserPoolTags: { team: 'x'.repeat(257) } },
      `1 validation error detected: Value '{team=${'x'.repeat(257)}}' at 'userPoolTags' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 256, Member must have length greater than or equal to 0]`,
    ],
    [
      'inside a sensitive map',
      'InitiateAuth',
      { ClientId: 'client', AuthFlow: 'USER_AUTH', AuthParameters: { PASSWORD: 'x'.repeat(131_073) } },
      "1 validation error detected: Value at 'authParameters' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 131072, Member must have length greater than or equal to 0]",
    ],
    [
      'of a structure in a map',
      'CreateUserPool',
      { PoolName: 'p', AcrConfiguration: { Level1: { AcrValue: 'a b' } } },
      "1 validation error detected: Value 'a b' at 'acrConfiguration.Level1.member.acrValue' failed to satisfy constraint: Member must satisfy regular expression pattern: [^\\s\"\\\\]+",
    ],
    [
      'of the level of a log (measured)',
      'SetLogDeliveryConfiguration',
      { ...pool, LogConfigurations: [{ ...log, LogLevel: 'TRACE' }] },
      "1 validation error detected: Value 'TRACE' at 'logConfigurations.1.member.logLevel' failed to satisfy constraint: Member must satisfy enum value set: [ERROR, INFO]",
    ],
    [
      'of the source of a log (measured)',
      'SetLogDeliveryConfiguration',
      { ...pool, LogConfigurations: [{ ...log, EventSource: 'x' }] },
      "1 validation error detected: Value 'x' at 'logConfigurations.1.member.eventSource' failed to satisfy constraint: Member must satisfy enum value set: [userAuthEvents, userNotification]",
    ],
    [
      'of a list that is not there (measured)',
      'SetLogDeliveryConfiguration',
      pool,
      "1 validation error detected: Value null at 'logConfigurations' failed to satisfy constraint: Member must not be null",
    ],
    [
      'of a list of structures, the list before its elements (measured)',
      'SetLogDeliveryConfiguration',
      { ...pool, LogConfigurations: [log, null, { ...log, LogLevel: 'TRACE' }, log] },
      "2 validation errors detected: Value '[LogConfigurationType(logLevel=ERROR, eventSource=userNotification, cloudWatchLogsConfiguration=null, s3Configuration=null, firehoseConfiguration=null), LogConfigurationType(logLevel=TRACE, eventSource=userNotification, cloudWatchLogsConfiguration=null, s3Configuration=null, firehoseConfiguration=null), LogConfigurationType(logLevel=ERROR, eventSource=userNotification, cloudWatchLogsConfiguration=null, s3Configuration=null, firehoseConfiguration=null)]' at 'logConfigurations' failed to satisfy constraint: Member must have length less than or equal to 2; Value 'TRACE' at 'logConfigurations.2.member.logLevel' failed to satisfy constraint: Member must satisfy enum value set: [ERROR, INFO]",
    ],
    [
      'in feedback, where the token stays hidden',
      'UpdateAuthEventFeedback',
      { ...pool, Username: 'alice', EventId: 'event', FeedbackToken: 'a b', FeedbackValue: 'invalid' },
      "2 validation errors detected: Value at 'feedbackToken' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9-_=.]+; Value 'invalid' at 'feedbackValue' failed to satisfy constraint: Member must satisfy enum value set: [Invalid, Valid]",
    ],
  ]

  test.each(cases)('%s', (_, operation, body, message) => {
    const error = caught(() => validate(operation, body))

    expect({ name: error.name, status: error.status, key: error.messageKey, message: error.message }).toEqual({
      name: 'InvalidParameterException',
      status: 400,
      key: 'message',
      message,
    })
  })
})

describe('what passes', () => {
  test('is read: null as absent, null elements and unknown members dropped, blobs as bytes, fractions cut off', () => {
    const input = validate('CreateGroup', {
      ...pool,
      GroupName: 'g',
      Description: null,
      Precedence: 1.9,
      Colour: 'red',
    })
    const logs = validate('SetLogDeliveryConfiguration', { ...pool, LogConfigurations: [null, log] })
    const ui = validate('SetUICustomization', { ...pool, ImageFile: 'aGk=' })

    expect(input).toEqual({ ...pool, GroupName: 'g', Precedence: 1 })
    expect(logs).toEqual({ ...pool, LogConfigurations: [log] })
    expect(ui).toEqual({ ...pool, ImageFile: new Uint8Array([104, 105]) })
  })

  test('counts characters, not code units', () => {
    expect(() => validate('AdminGetUser', { ...pool, Username: '𝒜'.repeat(128) })).not.toThrow()
    expect(() => validate('AdminGetUser', { ...pool, Username: '𝒜'.repeat(129) })).toThrow('equal to 128')
  })

  test('keeps a key named __proto__ a key', () => {
    const body = JSON.parse('{"ClientId":"client","Username":"alice","ClientMetadata":{"__proto__":"x"}}')

    const { ClientMetadata } = validate('SignUp', body)

    expect(Object.entries(ClientMetadata!)).toEqual([['__proto__', 'x']])
    expect(Object.getPrototypeOf(ClientMetadata)).toBe(Object.prototype)
  })

  test('stops numbers out of range at the ends of their type', () => {
    expect(() => validate('ListUserPools', { MaxResults: 1e300 })).toThrow("Value '2147483647' at 'maxResults'")
    expect(() => validate('ListUserPools', { MaxResults: -1e300 })).toThrow("Value '-2147483648' at 'maxResults'")
  })

  test('keeps documents as they are, unless they are nested without measure', () => {
    const settings = { a: [1, null, { b: 'x' }] }
    const deep = JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`)

    expect(
      validate('CreateManagedLoginBranding', { ...pool, ClientId: 'client', Settings: settings }).Settings,
    ).toEqual(settings)
    expect(
      caught(() => validate('CreateManagedLoginBranding', { ...pool, ClientId: 'client', Settings: deep })).name,
    ).toBe('SerializationException')
  })

  test.each(['abc', 'ab=c', 'ab!=', '===='])('does not take %s for a blob', (text) => {
    expect(caught(() => validate('SetUICustomization', { ...pool, ImageFile: text })).name).toBe(
      'SerializationException',
    )
  })
})

function caught(work: () => unknown): ApiError {
  try {
    work()
  } catch (error) {
    if (error instanceof ApiError) return error
    throw error
  }
  throw new Error('Nothing was thrown')
}
