import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { CreateIdentityProviderRequest } from '../../src/api/generated/types.ts'
import { testNow } from '../support/emulator.ts'
import { certificateIn, google, oidc, oidcDetails, saml } from '../support/identity-providers.ts'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

type Request = Omit<CreateIdentityProviderRequest, 'UserPoolId'>

async function create(request: Request) {
  const { call, poolId } = await place({ pool: { UserPoolTags: { _custom_id_: 'chosen' } } })
  const { IdentityProvider } = await call('CreateIdentityProvider', { UserPoolId: poolId, ...request })
  return IdentityProvider!
}

describe('CreateIdentityProvider', () => {
  test('makes an OpenID Connect provider', async () => {
    expect(await create(oidc)).toEqual({
      UserPoolId: 'us-east-1_chosen',
      ProviderName: 'Corporate',
      ProviderType: 'OIDC',
      ProviderDetails: { ...oidcDetails, attributes_url_add_attributes: 'false' },
      AttributeMapping: { username: 'sub' },
      IdpIdentifiers: [],
      LastModifiedDate: new Date(testNow),
      CreationDate: new Date(testNow),
    })
  })

  test('completes the details of Google', async () => {
    const { ProviderDetails, AttributeMapping } = await create({ ...google, AttributeMapping: { email: 'email' } })

    expect(ProviderDetails).toEqual({
      ...google.ProviderDetails,
      attributes_url: 'https://people.googleapis.com/v1/people/me?personFields=',
      attributes_url_add_attributes: 'true',
      authorize_url: 'https://accounts.google.com/o/oauth2/v2/auth',
      oidc_issuer: 'https://accounts.google.com',
      token_request_method: 'POST',
      token_url: 'https://www.googleapis.com/oauth2/v4/token',
    })
    expect(AttributeMapping).toEqual({ username: 'sub', email: 'email' })
  })

  test('completes the details of Facebook for the version of its interface', async () => {
    const { ProviderDetails, AttributeMapping } = await create({
      ProviderName: 'Facebook',
      ProviderType: 'Facebook',
      ProviderDetails: { ...google.ProviderDetails, api_version: 'v19.0' },
    })

    expect(ProviderDetails).toMatchObject({
      authorize_url: 'https://www.facebook.com/v19.0/dialog/oauth',
      token_request_method: 'GET',
    })
    expect(AttributeMapping).toEqual({ username: 'id' })
  })

  test('completes the details of Amazon and Apple', async () => {
    const amazon = await create({ ...google, ProviderName: 'LoginWithAmazon', ProviderType: 'LoginWithAmazon' })
    const apple = await create({
      ProviderName: 'SignInWithApple',
      ProviderType: 'SignInWithApple',
      ProviderDetails: {
        client_id: 'shop',
        team_id: 'team',
        key_id: 'key',
        private_key: 'k',
        authorize_scopes: 'email',
      },
    })

    expect(amazon.ProviderDetails!['token_url']).toBe('https://api.amazon.com/auth/o2/token')
    expect(apple.ProviderDetails!['oidc_issuer']).toBe('https://appleid.apple.com')
  })

  test('reads where a SAML provider takes requests from its metadata', async () => {
    const binding = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP'
    const MetadataFile = `<md:EntityDescriptor><md:IDPSSODescriptor>
      <md:SingleLogoutService Binding="${binding}-Redirect" Location="https://login.example.com/out?a=1&amp;b=2"/>
      <md:SingleSignOnService Binding="${binding}-POST" Location="https://login.example.com/post"/>
      <md:SingleSignOnService Location="https://login.example.com/in" Binding="${binding}-Redirect"/>
    </md:IDPSSODescriptor></md:EntityDescriptor>`

    const provider = await create({
      ProviderName: 'Corporate',
      ProviderType: 'SAML',
      ProviderDetails: { MetadataFile },
    })

    expect(provider.ProviderDetails).toEqual({
      ActiveEncryptionCertificate: expect.any(String),
      MetadataFile,
      SLORedirectBindingURI: 'https://login.example.com/out?a=1&b=2',
      SSORedirectBindingURI: 'https://login.example.com/in',
    })
    expect(provider.AttributeMapping).toEqual({})
  })

  test('gives a SAML provider a certificate of its own to encrypt for, named after the pool', async () => {
    const { call, poolId, clock } = await place()
    const made = async (ProviderName: string, more: Record<string, string> = {}) => {
      const ProviderDetails = { ...saml.ProviderDetails, ...more }
      const request = { UserPoolId: poolId, ...saml, ProviderName, ProviderDetails }
      const { IdentityProvider } = await call('CreateIdentityProvider', request)
      return certificateIn(IdentityProvider!.ProviderDetails!)
    }
    const acme = await made('Acme')
    const other = await made('Other', { ActiveEncryptionCertificate: 'of somebody else' })
    const { Certificate } = await call('GetSigningCertificate', { UserPoolId: poolId })
    const signing = new X509Certificate(Buffer.from(Certificate!, 'base64'))

    expect(acme.subject).toBe(`CN=${poolId}`)
    expect(acme.verify(acme.publicKey)).toBe(true)
    expect(Date.parse(acme.validTo)).toBe(clock.now() + 3650 * 86_400_000)
    expect(acme.publicKey.equals(other.publicKey)).toBe(false)
    expect(acme.publicKey.equals(signing.publicKey)).toBe(false)
    expect(other.publicKey.equals(signing.publicKey)).toBe(false)
  })

  test('does not ask for the metadata of a SAML provider yet, and keeps what is said of it', async () => {
    const MetadataURL = 'http://127.0.0.1:1/metadata'
    const SSORedirectBindingURI = 'https://login.example.com/in'

    const { ProviderDetails } = await create({ ...saml, ProviderDetails: { MetadataURL, SSORedirectBindingURI } })

    expect(ProviderDetails).toEqual({
      ActiveEncryptionCertificate: expect.any(String),
      MetadataURL,
      SSORedirectBindingURI,
    })
  })

  test('believes the metadata about itself', async () => {
    const SSORedirectBindingURI = 'https://elsewhere.example.com/in'

    const provider = await create({ ...saml, ProviderDetails: { ...saml.ProviderDetails, SSORedirectBindingURI } })

    expect(provider.ProviderDetails!['SSORedirectBindingURI']).toBe('https://login.example.com/in')
  })

  test('makes a group for the users of the provider', async () => {
    const { call, poolId } = await place()

    await call('CreateIdentityProvider', { UserPoolId: poolId, ...google })

    const { Groups } = await call('ListGroups', { UserPoolId: poolId })
    expect(Groups).toMatchObject([
      {
        GroupName: `${poolId}_Google`,
        Description: 'Autogenerated group for users who sign in using Google',
      },
    ])
  })

  test('lets clients use the provider', async () => {
    const { call, poolId } = await place()
    await call('CreateIdentityProvider', { UserPoolId: poolId, ...oidc })

    const { UserPoolClient } = await call('CreateUserPoolClient', {
      UserPoolId: poolId,
      ClientName: 'app',
      SupportedIdentityProviders: ['COGNITO', 'Corporate'],
    })

    expect(UserPoolClient!.SupportedIdentityProviders).toEqual(['COGNITO', 'Corporate'])
  })

  test('accepts a provider without TLS on one’s own machine', async () => {
    const ProviderDetails = { ...oidcDetails, oidc_issuer: 'http://localhost:8080/realms/shop' }

    expect((await create({ ...oidc, ProviderDetails })).ProviderDetails).toMatchObject(ProviderDetails)
  })

  const withDetails = (details: Record<string, string>): Request => ({
    ...oidc,
    ProviderDetails: { ...oidcDetails, ...details },
  })
  const cases: [string, Request, string][] = [
    ['Google under another name', { ...google, ProviderName: 'Goggle' }, 'Provider Goggle cannot be of type Google.'],
    ['OIDC under the name of Google', { ...oidc, ProviderName: 'Google' }, 'Provider Google cannot be of type OIDC.'],
    ['a provider called COGNITO', { ...oidc, ProviderName: 'COGNITO' }, 'Provider COGNITO cannot be of type OIDC.'],
    [
      'Google without secret',
      { ...google, ProviderDetails: { client_id: 'shop', authorize_scopes: 'email' } },
      'clientId, clientSecret and authorizeScopes are all required idp details.',
    ],
    [
      'Apple without key',
      { ProviderName: 'SignInWithApple', ProviderType: 'SignInWithApple', ProviderDetails: { client_id: 'shop' } },
      'clientId, privateKey, teamId, and keyId are all required idp details.',
    ],
    [
      'OIDC without issuer',
      withDetails({ oidc_issuer: '' }),
      'clientId, authorizeScopes, oidcIssuer and attributesRequestMethod are all required idp details.',
    ],
    ['OIDC without TLS', withDetails({ oidc_issuer: 'http://a.example' }), 'OIDC endpoint must start with https://'],
    [
      'a token URL without TLS',
      withDetails({ token_url: 'http://a.example' }),
      'OIDC endpoint must start with https://',
    ],
    [
      'another way to ask for attributes',
      withDetails({ attributes_request_method: 'PUT' }),
      "1 validation error detected: Value 'PUT' at 'providerConfiguration.oidcConfig.attributesRequestMethod' failed to satisfy constraint: Member must satisfy enum value set: [POST, GET]",
    ],
    [
      'SAML without metadata',
      { ProviderName: 'Corporate', ProviderType: 'SAML', ProviderDetails: {} },
      'At least one of the MetadataURL or MetadataFile should be provided.',
    ],
    [
      'SAML with two metadata',
      {
        ProviderName: 'Corporate',
        ProviderType: 'SAML',
        ProviderDetails: { MetadataURL: 'https://login.example.com/saml', MetadataFile: '<x/>' },
      },
      'Only one of the MetadataURL or MetadataFile should be provided.',
    ],
    [
      'a mapping to what the pool does not have',
      { ...oidc, AttributeMapping: { 'custom:plan': 'plan' } },
      'Attribute mapping names an attribute that is not in the schema: custom:plan',
    ],
    [
      'assurance levels of Google',
      { ...google, AcrMapping: { Level1: 'low' } },
      'AcrMapping can only be set for OIDC providers.',
    ],
    [
      'a level of assurance that pools do not have',
      { ...oidc, AcrMapping: { Level1: 'low', Level5: 'high' } },
      'AcrMapping names a level that does not exist: Level5',
    ],
  ]
  test.each(cases)('refuses %s', async (_case, request, message) => {
    await expect(create(request)).rejects.toMatchObject(invalid(message))
  })

  test('refuses a name and an identifier that are taken', async () => {
    const { call, poolId } = await place()
    const add = (request: Request) => call('CreateIdentityProvider', { UserPoolId: poolId, ...request })
    await add({ ...oidc, IdpIdentifiers: ['example.com'] })

    await expect(add(oidc)).rejects.toMatchObject(
      refusal('DuplicateProviderException', `Corporate already exists in user pool ${poolId}`),
    )
    await expect(add({ ...google, IdpIdentifiers: ['example.com'] })).rejects.toMatchObject(
      invalid('The IdP identifier example.com is used by another identity provider.'),
    )
  })

  test('refuses the 301st provider of a pool', async () => {
    const { call, poolId } = await place()
    const add = (i: number) =>
      call('CreateIdentityProvider', { UserPoolId: poolId, ...oidc, ProviderName: `Provider${i}` })
    for (let i = 0; i < 300; i++) await add(i)

    await expect(add(300)).rejects.toMatchObject(refusal('LimitExceededException', 'Identity provider limit exceeded.'))
  })

  test('refuses an unknown pool', async () => {
    const { call } = await place()

    await expect(call('CreateIdentityProvider', { UserPoolId: unknownPool, ...oidc })).rejects.toMatchObject(noSuchPool)
  })
})
