import { describe, expect, test } from 'vitest'
import type { OperationName } from '../../src/api/generated/types.ts'
import { passkeys } from '../../src/store/schema/passkeys.ts'
import { passwords } from '../../src/store/schema/users.ts'
import { controlOf } from '../support/control.ts'
import { type TestEmulator, testEmulator } from '../support/emulator.ts'
import { openShop, type Shop, shop } from '../support/seeded.ts'

const of = { UserPoolId: shop.pool }
const ofClient = { ...of, ClientId: shop.client }

/** What was loaded from the export of a place. */
async function elsewhere({ control }: Pick<Shop, 'control'>): Promise<TestEmulator> {
  const { body: seed } = await control('GET', '/export')
  const other = testEmulator({ randomSeed: 'elsewhere' })
  await other.core.control.seed(JSON.stringify(seed), 'export.json')
  return other
}

/** An answer without what belongs to the moment: dates, and versions that are made of dates. */
async function answer({ core }: Pick<TestEmulator, 'core'>, operation: OperationName, input: object) {
  const { body } = await controlOf(core)('POST', `/calls/${operation}`, input)
  const dated = /Date$|^CSSVersion$|^Version$|^ImageUrl$/
  return JSON.parse(JSON.stringify(body, (key, value) => (dated.test(key) ? undefined : value)))
}

const oidc = {
  ...{ client_id: 'x', client_secret: 'y', authorize_scopes: 'openid', oidc_issuer: 'https://idp.example.com' },
  ...{
    attributes_request_method: 'GET',
    authorize_url: 'https://idp.example.com/a',
    token_url: 'https://idp.example.com/t',
  },
  ...{ attributes_url: 'https://idp.example.com/u', jwks_uri: 'https://idp.example.com/j' },
}
const png = Buffer.from('89504e470d0a1a0a', 'hex').toString('base64')

/** What a seed has no words of its own for, and how it is asked for. */
const settings: [what: string, setUp: [OperationName, object][], ask: [OperationName, object]][] = [
  [
    'identity providers, whose groups are there already',
    [
      ['CreateIdentityProvider', { ...of, ProviderName: 'Corp', ProviderType: 'OIDC', ProviderDetails: oidc }],
      ['UpdateGroup', { ...of, GroupName: `${shop.pool}_Corp`, Precedence: 4 }],
    ],
    ['ListGroups', of],
  ],
  [
    'looks of the classic pages, images included',
    [
      ['SetUICustomization', { ...of, CSS: '.label-customizable { color: red }', ImageFile: png }],
      ['SetUICustomization', { ...ofClient, CSS: '.label-customizable { color: blue }' }],
    ],
    ['GetUICustomization', ofClient],
  ],
  [
    'styles of managed login with their ids and assets',
    [
      [
        'CreateManagedLoginBranding',
        {
          ...ofClient,
          Settings: { components: { form: { borderRadius: 3 } } },
          Assets: [{ Category: 'FORM_LOGO', ColorMode: 'LIGHT', Extension: 'PNG', Bytes: png }],
        },
      ],
    ],
    ['DescribeManagedLoginBrandingByClient', ofClient],
  ],
  [
    'terms with their ids',
    [
      [
        'CreateTerms',
        {
          ...{ ...ofClient, TermsName: 'terms-of-use', TermsSource: 'LINK', Enforcement: 'NONE' },
          Links: { 'cognito:default': 'https://example.com/terms' },
        },
      ],
    ],
    ['ListTerms', of],
  ],
  [
    'configurations of sessions',
    [
      ['SetUserPoolSessionConfiguration', { ...of, UserSessionTracking: 'ENABLED', TokenSession: { MaxPerUser: 7 } }],
      ['SetUserPoolClientSessionConfiguration', { ...ofClient, SSOSession: { MaxValidityMinutes: 30 } }],
    ],
    ['GetUserPoolClientSessionConfiguration', ofClient],
  ],
  [
    'domains with managed login, and custom ones',
    [
      ['UpdateUserPoolDomain', { ...of, Domain: shop.domain, ManagedLoginVersion: 2 }],
      [
        'CreateUserPoolDomain',
        {
          ...{ ...of, Domain: 'auth.example.com' },
          CustomDomainConfig: {
            CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/3f1a0b6e-0000-4000-8000-000000000001',
          },
        },
      ],
    ],
    ['DescribeUserPoolDomain', { Domain: shop.domain }],
  ],
  [
    'configurations of a client that are the same as the pool has',
    [
      [
        'SetRiskConfiguration',
        { ...ofClient, CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: 'BLOCK' } } },
      ],
    ],
    ['DescribeRiskConfiguration', ofClient],
  ],
]

describe('An export keeps', () => {
  test.each(settings)('%s', async (_, setUp, [operation, input]) => {
    const place = await openShop()
    for (const [name, given] of setUp) {
      expect((await place.control('POST', `/calls/${name}`, given)).status, name).toBe(200)
    }

    const other = await elsewhere(place)

    const before = await answer(place, operation, input)
    expect(await answer(other, operation, input)).toEqual(before)
    expect(before).not.toMatchObject({ error: expect.anything() })
  })

  test('second secrets of clients', async () => {
    const place = await openShop()
    const { UserPoolClient } = await place.call('CreateUserPoolClient', {
      ...of,
      ClientName: 's',
      GenerateSecret: true,
    })
    const client = { ...of, ClientId: UserPoolClient!.ClientId! }
    await place.call('AddUserPoolClientSecret', { ...client, ClientSecret: 'a_second_secret_0000000000' })

    const other = await elsewhere(place)

    const secrets = ({ core }: TestEmulator) =>
      core.store.tx.$client.prepare('SELECT value FROM client_secrets ORDER BY value').pluck().all()
    expect(secrets(other)).toEqual(secrets(place))
    expect(secrets(other)).toHaveLength(2)
  })

  test('passwords that are compromised, as hashes', async () => {
    const place = await openShop()
    await place.core.control.seed('compromisedPasswords: [Leaked-Horse-77!]\npools: []', 'more.yaml')
    const risk = { CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: 'BLOCK' as const } } }
    await place.call('SetRiskConfiguration', { ...of, ...risk })

    const other = await elsewhere(place)

    const signUp = (Password: string) => other.call('SignUp', { ClientId: shop.client, Username: 'cleo', Password })
    await expect(signUp('Leaked-Horse-77!')).rejects.toMatchObject({ name: 'InvalidPasswordException' })
    await expect(signUp('Correct-Horse-77!')).resolves.toBeDefined()
    expect(JSON.stringify((await place.control('GET', '/export')).body)).not.toContain('Leaked')
  })

  test('linked accounts', async () => {
    const place = await openShop()
    const details = { client_id: 'x', client_secret: 'y', authorize_scopes: 'openid' }
    const google = { ProviderName: 'Google', ProviderType: 'Google' as const, ProviderDetails: details }
    await place.call('CreateIdentityProvider', { ...of, ...google })
    await place.call('AdminLinkProviderForUser', {
      ...of,
      DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue: 'ann' },
      SourceUser: { ProviderName: 'Google', ProviderAttributeName: 'Cognito_Subject', ProviderAttributeValue: '42' },
    })

    const other = await elsewhere(place)

    const ann = (from: TestEmulator) => answer(from, 'AdminGetUser', { ...of, Username: 'ann' })
    expect(await ann(other)).toEqual(await ann(place))
    expect(JSON.stringify(await ann(other))).toContain('Google')
  })

  test('passwords before the present one', async () => {
    const place = await openShop()
    for (const Password of ['Correct-Horse-8', 'Correct-Horse-9']) {
      await place.call('AdminSetUserPassword', { ...of, Username: 'ben', Password, Permanent: true })
    }

    const other = await elsewhere(place)

    const rows = ({ core }: TestEmulator) =>
      core.store.tx
        .select({ position: passwords.position, salt: passwords.salt, x: passwords.x })
        .from(passwords)
        .orderBy(passwords.userId, passwords.position)
        .all()
    expect(rows(other)).toEqual(rows(place))
    expect(rows(other).filter(({ position }) => position > 0)).toHaveLength(2)
  })

  test('passkeys, whose private keys are elsewhere', async () => {
    const place = await openShop()
    const seed = {
      pools: [
        {
          ...{ id: 'us-east-1_Passkeys1', name: 'keys' },
          users: [{ username: 'ann', passkeys: [{ id: 'AQID', publicKey: 'pQECAyYg', transports: ['internal'] }] }],
        },
      ],
    }
    await place.core.control.seed(JSON.stringify(seed), 'keys.json')

    const other = await elsewhere(place)

    const rows = ({ core }: TestEmulator) =>
      core.store.tx
        .select()
        .from(passkeys)
        .all()
        .map(({ userId: _, ...row }) => row)
    expect(rows(other)).toEqual(rows(place))
    expect(rows(other)).toMatchObject([{ id: 'AQID', relyingParty: 'localhost', signCount: 0 }])
  })

  test('an authenticator that is set up and switched off', async () => {
    const place = await openShop()
    const pool = { id: 'us-east-1_Factors01', name: 'factors' }
    const mfa = { MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } }
    const users = [{ username: 'ann', mfa: { totp: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', totpEnabled: false } }]
    await place.core.control.seed(JSON.stringify({ pools: [{ ...pool, mfa, users }] }), 'factors.json')

    const other = await elsewhere(place)

    const ann = await answer(other, 'AdminGetUser', { UserPoolId: pool.id, Username: 'ann' })
    expect(ann.UserMFASettingList).toBeUndefined()
    expect(other.core.store.tx.$client.prepare('SELECT secret FROM software_tokens').pluck().all()).toHaveLength(1)
  })

  test('the names by which somebody goes who has a number and an address', async () => {
    const place = await openShop()
    const { UserPool } = await place.call('CreateUserPool', {
      PoolName: 'p',
      UsernameAttributes: ['email', 'phone_number'],
    })
    const pool = { UserPoolId: UserPool!.Id! }
    await place.call('AdminCreateUser', {
      ...{ ...pool, Username: '+4915112345678', MessageAction: 'SUPPRESS' },
      UserAttributes: [{ Name: 'email', Value: 'ann@example.com' }],
    })

    const other = await elsewhere(place)

    const found = (from: TestEmulator) =>
      Promise.all(
        ['+4915112345678', 'ann@example.com'].map((Username) =>
          from.call('AdminGetUser', { ...pool, Username }).then(({ Username: sub }) => sub, String),
        ),
      )
    expect(await found(other)).toEqual(await found(place))
    expect((await found(other))[0]).toMatch(/^[0-9a-f-]{36}$/)
  })
})
