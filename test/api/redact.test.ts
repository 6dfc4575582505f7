import { describe, expect, test } from 'vitest'
import { operationNames } from '../../src/api/generated/model.ts'
import { redactInput, redactOutput } from '../../src/api/redact.ts'
import { fullInput } from '../support/sample-input.ts'

describe('redactInput', () => {
  test('blanks what the model calls sensitive, and keeps the rest', () => {
    const input = {
      ClientId: 'client',
      Username: 'alice',
      Password: 'Secret-1',
      UserAttributes: [{ Name: 'email', Value: 'alice@example.com' }],
      ClientMetadata: { source: 'shop' },
      UserContextData: { EncodedData: 'x', IpAddress: '198.18.0.1' },
    }

    expect(redactInput('SignUp', input)).toEqual({
      ClientId: '***',
      Username: '***',
      Password: '***',
      UserAttributes: [{ Name: 'email', Value: '***' }],
      ClientMetadata: { source: 'shop' },
      UserContextData: '***',
    })
  })

  test('blanks codes, verifiers and provider secrets, which the model does not mark', () => {
    expect(redactInput('ConfirmSignUp', { ConfirmationCode: '123456' })).toEqual({ ConfirmationCode: '***' })
    expect(redactInput('VerifyUserAttribute', { AttributeName: 'email', Code: '123456' })).toEqual({
      AttributeName: 'email',
      Code: '***',
    })
    expect(redactInput('ConfirmDevice', { DeviceSecretVerifierConfig: { PasswordVerifier: 'v', Salt: 's' } })).toEqual({
      DeviceSecretVerifierConfig: { PasswordVerifier: '***', Salt: '***' },
    })
    expect(
      redactInput('CreateIdentityProvider', { ProviderDetails: { client_id: 'id', client_secret: 'hush' } }),
    ).toEqual({ ProviderDetails: { client_id: 'id', client_secret: '***' } })
  })

  test('blanks what is not in the model or of another type, for it may be a misplaced secret', () => {
    expect(redactInput('DeleteGroup', { GroupName: { password: 'p' }, Pasword: 'p', constructor: 'p' })).toEqual({
      GroupName: '***',
      Pasword: '***',
      constructor: '***',
    })
    expect(redactInput('DeleteGroup', 'secret')).toBe('***')
    expect(redactInput('DeleteGroup', null)).toBeNull()
  })

  test('shows the size of a blob', () => {
    expect(redactInput('SetUICustomization', { ImageFile: new Uint8Array(3) })).toEqual({ ImageFile: '3 bytes' })
  })
})

describe('redactOutput', () => {
  test('blanks tokens, sessions and client secrets', () => {
    const result = { AccessToken: 'a', IdToken: 'i', RefreshToken: 'r', ExpiresIn: 3600, TokenType: 'Bearer' }

    expect(redactOutput('InitiateAuth', { AuthenticationResult: result, Session: 's' })).toEqual({
      AuthenticationResult: { ...result, AccessToken: '***', IdToken: '***', RefreshToken: '***' },
      Session: '***',
    })
    expect(redactOutput('AssociateSoftwareToken', { SecretCode: 'ABCDEFGH', Session: 's' })).toEqual({
      SecretCode: '***',
      Session: '***',
    })
    expect(redactOutput('CreateUserPoolClient', { UserPoolClient: { ClientName: 'web', ClientSecret: 'x' } })).toEqual({
      UserPoolClient: { ClientName: 'web', ClientSecret: '***' },
    })
    expect(redactOutput('DeleteGroup', undefined)).toBeUndefined()
  })
})

test('no member with a telling name passes unblanked in any operation', () => {
  const telling =
    /^(.*Password|.*Secret|AccessToken|IdToken|RefreshToken|FeedbackToken|Token|Session|.*Code|SecretHash)$/
  const harmless = new Set(['ClientSecretId'])

  // 'seconds' stands in TokenValidityUnits, whose members are called like the tokens.
  const shown = operationNames.flatMap((operation) =>
    leaves(redactInput(operation, fullInput(operation)))
      .filter(([name, value]) => telling.test(name) && !harmless.has(name) && typeof value === 'string')
      .filter(([, value]) => value !== '***' && value !== 'seconds')
      .map(([name]) => `${operation} ${name}`),
  )

  expect(shown).toEqual([])
})

function leaves(value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [[key, inner] as [string, unknown], ...leaves(inner)])
}
