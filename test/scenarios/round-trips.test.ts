import { expect, test } from 'vitest'
import { modelOf, shapes } from '../../src/api/generated/model.ts'
import type { OperationName, Operations } from '../../src/api/generated/types.ts'
import { logo, Settings } from '../support/branding.ts'
import { detailedClient, detailedPool } from '../support/detailed.ts'
import { google, oidc } from '../support/identity-providers.ts'
import { type Place, place } from '../support/people.ts'
import { always, sourceArn } from '../support/protected.ts'
import { ownSender, smsConfiguration } from '../support/sign-in.ts'
import { document } from '../support/terms.ts'

/** What there is to know of one kind of resource: how it is made and read, and the operation that changes it. */
interface Resource {
  readonly made: (shop: Place) => Promise<Record<string, unknown>>
  readonly described: (shop: Place, ids: Record<string, unknown>) => Promise<unknown>
  readonly update: OperationName
  /** What tools drop of the described values before they send them back. */
  readonly without?: (input: Record<string, unknown>) => object
}

const texts = { Subject: 'Was it you?', HtmlBody: '<p>Was it you?</p>', TextBody: 'Was it you?' }
const styled = async (shop: Place, request: object) => {
  const { ManagedLoginBranding } = await shop.call('CreateManagedLoginBranding', {
    UserPoolId: shop.poolId,
    ClientId: shop.clientId,
    ...request,
  })
  return { ManagedLoginBrandingId: ManagedLoginBranding!.ManagedLoginBrandingId }
}
const style: Pick<Resource, 'described' | 'update'> = {
  update: 'UpdateManagedLoginBranding',
  described: async (shop, { ManagedLoginBrandingId }) =>
    (await shop.call('DescribeManagedLoginBranding', { UserPoolId: shop.poolId, ManagedLoginBrandingId } as never))
      .ManagedLoginBranding,
}
const pool = (request: object): Resource => ({
  made: async ({ call }) => {
    const { UserPool } = await call('CreateUserPool', { PoolName: 'garden', ...request })
    return { UserPoolId: UserPool!.Id, PoolName: 'garden' }
  },
  update: 'UpdateUserPool',
  described: async ({ call }, { UserPoolId }) =>
    (await call('DescribeUserPool', { UserPoolId: UserPoolId as string })).UserPool,
  // The days stand in the password policy too, and both are refused together.
  without: ({ AdminCreateUserConfig, ...others }) => {
    const { UnusedAccountValidityDays, ...config } = AdminCreateUserConfig as Record<string, unknown>
    return { ...others, AdminCreateUserConfig: config }
  },
})
const client = (request: object): Resource => ({
  made: async ({ call, poolId }) => {
    const input = { UserPoolId: poolId, ClientName: 'web', ...request }
    return { ClientId: (await call('CreateUserPoolClient', input)).UserPoolClient!.ClientId }
  },
  update: 'UpdateUserPoolClient',
  described: async ({ call, poolId }, { ClientId }) =>
    (await call('DescribeUserPoolClient', { UserPoolId: poolId, ClientId: ClientId as string })).UserPoolClient,
})
const domain = (Domain: string, request: object, without?: Resource['without']): Resource => ({
  without: without ?? ((input) => input),
  made: async ({ call, poolId }) => {
    await call('CreateUserPoolDomain', { UserPoolId: poolId, Domain, ...request })
    return { Domain }
  },
  update: 'UpdateUserPoolDomain',
  described: async ({ call }) => {
    const { Version, ...description } = (await call('DescribeUserPoolDomain', { Domain })).DomainDescription!
    return description
  },
})
const provider = (request: typeof oidc): Resource => ({
  made: async ({ call, poolId }) => {
    await call('CreateIdentityProvider', { UserPoolId: poolId, ...request })
    return { ProviderName: request.ProviderName }
  },
  update: 'UpdateIdentityProvider',
  described: async ({ call, poolId }) =>
    (await call('DescribeIdentityProvider', { UserPoolId: poolId, ProviderName: request.ProviderName }))
      .IdentityProvider,
})
/** Settings of the pool that one operation sets as a whole. */
const settings = <K extends OperationName>(
  update: K,
  input: Omit<Operations[K]['input'], 'UserPoolId'>,
  described: Resource['described'],
): Resource => ({
  made: async ({ call, poolId }) => {
    await call(update, { UserPoolId: poolId, ...input } as never)
    return {}
  },
  update,
  described,
})

const resources: Record<string, Resource> = {
  'a plain pool': pool({}),
  'a pool with everything': pool(detailedPool),
  'a pool with e-mail addresses as usernames': pool({
    UsernameAttributes: ['email'],
    UsernameConfiguration: { CaseSensitive: true },
    SmsConfiguration: smsConfiguration,
    MfaConfiguration: 'OPTIONAL',
  }),
  'a plain client': client({}),
  'a client with everything': client(detailedClient),
  // It has no such configuration, and is described with an empty one.
  'a prefix domain': domain('round-trip', { ManagedLoginVersion: 2 }, ({ CustomDomainConfig, ...others }) => others),
  'a custom domain': domain('auth.example.com', {
    CustomDomainConfig: {
      CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/one',
      SecurityPolicy: 'TLS_V1_3_2025',
    },
    Routing: { Failover: { SecondaryRegion: 'us-west-2', PrimaryRoute53HealthCheckId: 'check-1' } },
  }),
  'a resource server': {
    made: async ({ call, poolId }) => {
      const Scopes = [{ ScopeName: 'read', ScopeDescription: 'May read' }]
      await call('CreateResourceServer', { UserPoolId: poolId, Identifier: 'api', Name: 'API', Scopes })
      return { Identifier: 'api' }
    },
    update: 'UpdateResourceServer',
    described: async ({ call, poolId }) =>
      (await call('DescribeResourceServer', { UserPoolId: poolId, Identifier: 'api' })).ResourceServer,
  },
  'an OpenID Connect provider': provider({
    ...oidc,
    AttributeMapping: { email: 'email', username: 'sub' },
    IdpIdentifiers: ['corp'],
  }),
  'a social provider': provider({ ...google, AttributeMapping: { email: 'email' } }),
  'a group': {
    made: async ({ call, poolId }) => {
      const RoleArn = 'arn:aws:iam::123456789012:role/admins'
      const group = { GroupName: 'admins', Description: 'All of them', Precedence: 0, RoleArn }
      await call('CreateGroup', { UserPoolId: poolId, ...group })
      return { GroupName: 'admins' }
    },
    update: 'UpdateGroup',
    described: async ({ call, poolId }) => (await call('GetGroup', { UserPoolId: poolId, GroupName: 'admins' })).Group,
  },
  'a risk configuration': settings(
    'SetRiskConfiguration',
    {
      CompromisedCredentialsRiskConfiguration: { EventFilter: ['SIGN_IN'], Actions: { EventAction: 'BLOCK' } },
      AccountTakeoverRiskConfiguration: {
        Actions: always('MFA_IF_CONFIGURED', true),
        NotifyConfiguration: {
          SourceArn: sourceArn,
          From: 'shop@example.com',
          ReplyTo: 'help@example.com',
          BlockEmail: texts,
          MfaEmail: texts,
          NoActionEmail: texts,
        },
      },
      RiskExceptionConfiguration: { BlockedIPRangeList: ['192.0.2.0/24'], SkippedIPRangeList: ['198.51.100.0/24'] },
    },
    async ({ call, poolId }) => (await call('DescribeRiskConfiguration', { UserPoolId: poolId })).RiskConfiguration,
  ),
  'second factors of a pool': settings(
    'SetUserPoolMfaConfig',
    {
      MfaConfiguration: 'OPTIONAL',
      SmsMfaConfiguration: { SmsAuthenticationMessage: 'Your code is {####}', SmsConfiguration: smsConfiguration },
      SoftwareTokenMfaConfiguration: { Enabled: true },
      EmailMfaConfiguration: { Message: 'Your code is {####}', Subject: 'Code' },
      WebAuthnConfiguration: {
        RelyingPartyId: 'shop.example.com',
        UserVerification: 'required',
        FactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION',
      },
    },
    ({ call, poolId }) => call('GetUserPoolMfaConfig', { UserPoolId: poolId }),
  ),
  'a delivery of logs': settings(
    'SetLogDeliveryConfiguration',
    {
      LogConfigurations: [
        { EventSource: 'userAuthEvents', LogLevel: 'INFO', S3Configuration: { BucketArn: 'arn:aws:s3:::logs' } },
      ],
    },
    async ({ call, poolId }) =>
      (await call('GetLogDeliveryConfiguration', { UserPoolId: poolId })).LogDeliveryConfiguration,
  ),
  'the sessions of a pool': settings(
    'SetUserPoolSessionConfiguration',
    { UserSessionTracking: 'ENABLED', TokenSession: { MaxPerUser: 5 } },
    ({ call, poolId }) => call('GetUserPoolSessionConfiguration', { UserPoolId: poolId }),
  ),
  'the looks of the classic pages': {
    made: async ({ call, poolId }) => {
      await call('CreateUserPoolDomain', { UserPoolId: poolId, Domain: 'looks' })
      await call('SetUICustomization', { UserPoolId: poolId, CSS: '.label-customizable {font-weight: 300;}' })
      return {}
    },
    update: 'SetUICustomization',
    described: async ({ call, poolId }) => {
      const { CSSVersion, ...looks } = (await call('GetUICustomization', { UserPoolId: poolId })).UICustomization
      return looks
    },
  },
  'a style of one’s own': { ...style, made: (shop) => styled(shop, { Settings, Assets: [logo] }) },
  'the default style': { ...style, made: (shop) => styled(shop, { UseCognitoProvidedValues: true }) },
  terms: {
    made: async ({ call, poolId, clientId }) => {
      const { Terms } = await call('CreateTerms', { UserPoolId: poolId, ClientId: clientId, ...document })
      return { TermsId: Terms!.TermsId }
    },
    update: 'UpdateTerms',
    described: async ({ call, poolId }, { TermsId }) =>
      (await call('DescribeTerms', { UserPoolId: poolId, TermsId: TermsId as string })).Terms,
  },
}

/** The described values that the input of an update has members for. */
function carried(operation: OperationName, described: unknown): Record<string, unknown> {
  const { members = {} } = shapes[modelOf(operation).input]!
  const values = Object.entries(described as object)
  return Object.fromEntries(values.filter(([member, value]) => member in members && value !== undefined))
}

/** The same without the moment of the last change. */
function lasting(described: unknown): unknown {
  const { LastModifiedDate, ...rest } = described as Record<string, unknown>
  return rest
}

test.each(Object.entries(resources))('%s stays as it is when it gets the described values', async (_name, resource) => {
  const shop = await place({
    pool: {
      UserPoolTier: 'PLUS',
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
      EmailConfiguration: ownSender,
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
    },
  })
  const ids = await resource.made(shop)
  const before = await resource.described(shop, ids)
  shop.clock.advance({ hours: 1 })
  const given = carried(resource.update, before)

  await shop.call(resource.update, {
    UserPoolId: shop.poolId,
    ...(resource.without?.(given) ?? given),
    ...ids,
  } as never)

  expect(lasting(await resource.described(shop, ids))).toEqual(lasting(before))
})
