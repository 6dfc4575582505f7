import type {
  CreateIdentityProviderRequest,
  CreateManagedLoginBrandingRequest,
  CreateUserPoolClientRequest,
  CreateUserPoolRequest,
  SetRiskConfigurationRequest,
  SetUICustomizationRequest,
  SetUserPoolMfaConfigRequest,
} from '../../../src/api/generated/types.ts'
import type { Emulator } from '../../../src/emulator.ts'

/** A shop to be opened: what differs from a pool that verifies e-mail addresses, with the classic pages. */
export interface ShopPlan {
  /** Its domain; `http://<domain>.localhost:<port>`. */
  readonly domain: string
  readonly pool?: Partial<CreateUserPoolRequest>
  readonly client?: Partial<CreateUserPoolClientRequest>
  /** Managed login, with this style; null for a client without one. */
  readonly style?: Partial<CreateManagedLoginBrandingRequest> | null
  /** The look of the classic pages. */
  readonly look?: Omit<SetUICustomizationRequest, 'UserPoolId'>
  readonly mfa?: Omit<SetUserPoolMfaConfigRequest, 'UserPoolId'>
  readonly risk?: Omit<SetRiskConfigurationRequest, 'UserPoolId'>
  readonly providers?: readonly Omit<CreateIdentityProviderRequest, 'UserPoolId'>[]
  /** Whether there are documents to agree to. */
  readonly terms?: boolean
}

/** A shop that is open. */
export interface Shop {
  readonly userPoolId: string
  readonly clientId: string
  readonly domain: string
  /** The address of a page of an authorization request; members that are undefined are left out. */
  address(path: string, members?: Record<string, string | undefined>): string
  /** A new customer with the usual password; answers the username. */
  customer(attributes?: Record<string, string | undefined>, permanent?: boolean): Promise<string>
}

/** The password of every customer. */
export const password = 'Juniper-Canal-58'

/** The password of customers whom an administrator made a moment ago. */
export const temporaryPassword = 'Meadow+Lantern-27'

/** What a pool needs to send text messages. */
export const textMessages = { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms', ExternalId: 'shop' }

/** What a pool needs to send its own e-mail, and so to use e-mail as a second factor. */
export const ownMail = {
  EmailSendingAccount: 'DEVELOPER',
  SourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/shop@example.com',
} as const

/** Opens a shop whose client is called back at `callback`. */
export async function openShop(emulator: Emulator, callback: string, plan: ShopPlan): Promise<Shop> {
  const call = (operation: string, input: object) => emulator.call(operation, input)
  const made = await call('CreateUserPool', {
    ...{ PoolName: plan.domain, AutoVerifiedAttributes: ['email'], ...plan.pool },
  })
  const { Id: UserPoolId } = made['UserPool'] as { Id: string }
  const ManagedLoginVersion = plan.style === undefined ? 1 : 2
  await call('CreateUserPoolDomain', { UserPoolId, Domain: plan.domain, ManagedLoginVersion })
  for (const provider of plan.providers ?? []) await call('CreateIdentityProvider', { UserPoolId, ...provider })
  const { UserPoolClient } = await call('CreateUserPoolClient', {
    UserPoolId,
    ClientName: 'web',
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ['code'],
    AllowedOAuthScopes: ['openid', 'email', 'profile', 'aws.cognito.signin.user.admin'],
    CallbackURLs: [callback],
    LogoutURLs: [callback],
    SupportedIdentityProviders: ['COGNITO', ...(plan.providers ?? []).map(({ ProviderName }) => ProviderName)],
    ...plan.client,
  })
  const { ClientId } = UserPoolClient as { ClientId: string }
  const ids = { UserPoolId, ClientId }
  if (plan.style) {
    const values = plan.style.Settings ? {} : { UseCognitoProvidedValues: true }
    await call('CreateManagedLoginBranding', { ...ids, ...values, ...plan.style })
  }
  if (plan.look) await call('SetUICustomization', { ...ids, ...plan.look })
  if (plan.mfa) await call('SetUserPoolMfaConfig', { UserPoolId, ...plan.mfa })
  if (plan.risk) await call('SetRiskConfiguration', { UserPoolId, ...plan.risk })
  for (const TermsName of plan.terms ? ['terms-of-use', 'privacy-policy'] : []) {
    const Links = { 'cognito:default': `https://shop.example.com/${TermsName}` }
    await call('CreateTerms', { ...ids, TermsName, TermsSource: 'LINK', Enforcement: 'NONE', Links })
  }
  const domain = emulator.url.replace('localhost', `${plan.domain}.localhost`)
  const usual = { response_type: 'code', client_id: ClientId, redirect_uri: callback, scope: 'openid', state: 's1' }
  let customers = 0
  return {
    ...{ userPoolId: UserPoolId, clientId: ClientId, domain },
    address(path, members = {}) {
      const all = Object.entries({ ...usual, ...members }).filter(([, value]) => value !== undefined)
      return `${domain}${path}?${new URLSearchParams(all as [string, string][])}`
    },
    async customer(attributes = {}, permanent = true) {
      const Username = `alice-${++customers}`
      const all = { email: `${Username}@example.com`, email_verified: 'true', ...attributes }
      const UserAttributes = Object.entries(all)
        .filter(([, Value]) => Value !== undefined)
        .map(([Name, Value]) => ({ Name, Value }))
      const TemporaryPassword = temporaryPassword
      const user = { UserPoolId, Username, UserAttributes, TemporaryPassword, MessageAction: 'SUPPRESS' }
      await call('AdminCreateUser', user)
      if (permanent) {
        await call('AdminSetUserPassword', { UserPoolId, Username, Password: password, Permanent: true })
      }
      return Username
    },
  }
}
