import type {
  ClientTypeType,
  ExplicitAuthFlowsType,
  UpdateUserPoolClientRequest,
  UserPoolClientType,
} from '../../api/generated/types.ts'
import type { Client, ClientSettings } from '../../store/schema/clients.ts'
import { asSet } from '../pools/settings.ts'
import { secondsIn } from './lifetimes.ts'

/** What CreateUserPoolClient and UpdateUserPoolClient have in common. */
export type ClientRequest = Omit<UpdateUserPoolClientRequest, 'UserPoolId' | 'ClientId' | 'ClientName'>

/**
 * The settings a request leads to; what it leaves out has its default. Observed: described clients for what is absent and
 * what is not.
 */
export function completeClientSettings(request: ClientRequest, type: ClientTypeType = 'REGULAR'): ClientSettings {
  return {
    ClientType: type,
    RefreshTokenValidity: request.RefreshTokenValidity || defaultRefreshValidity(request),
    AccessTokenValidity: request.AccessTokenValidity,
    IdTokenValidity: request.IdTokenValidity,
    TokenValidityUnits: request.TokenValidityUnits ?? {},
    ReadAttributes: asSet(request.ReadAttributes),
    WriteAttributes: asSet(request.WriteAttributes),
    ExplicitAuthFlows: asSet(request.ExplicitAuthFlows),
    SupportedIdentityProviders: asSet(request.SupportedIdentityProviders),
    CallbackURLs: asSet(request.CallbackURLs),
    LogoutURLs: asSet(request.LogoutURLs),
    DefaultRedirectURI: request.DefaultRedirectURI,
    AllowedOAuthFlows: asSet(request.AllowedOAuthFlows),
    AllowedOAuthScopes: asSet(request.AllowedOAuthScopes),
    AllowedOAuthFlowsUserPoolClient: request.AllowedOAuthFlowsUserPoolClient ?? false,
    AnalyticsConfiguration: request.AnalyticsConfiguration,
    PreventUserExistenceErrors: request.PreventUserExistenceErrors,
    EnableTokenRevocation: request.EnableTokenRevocation ?? true,
    EnablePropagateAdditionalUserContextData: request.EnablePropagateAdditionalUserContextData ?? false,
    AuthSessionValidity: request.AuthSessionValidity ?? 3,
    RefreshTokenRotation: request.RefreshTokenRotation,
  }
}

/** A client as the operations about one client show it; `secret` is the oldest one it has. */
export function toUserPoolClientType(client: Client, secret: string | undefined): UserPoolClientType {
  return {
    UserPoolId: client.poolId,
    ClientName: client.name,
    ClientId: client.id,
    ClientSecret: secret,
    ...client.settings,
    LastModifiedDate: new Date(client.modifiedAt),
    CreationDate: new Date(client.createdAt),
  }
}

// Documented: CreateUserPoolClient API page, the flows of a client that names none.
const defaultFlows: readonly ExplicitAuthFlowsType[] = [
  'ALLOW_REFRESH_TOKEN_AUTH',
  'ALLOW_USER_SRP_AUTH',
  'ALLOW_CUSTOM_AUTH',
]

/** The flows a client allows, as it names them, the older names included. */
export function authFlowsOf(client: Pick<Client, 'settings'>): readonly ExplicitAuthFlowsType[] {
  return client.settings.ExplicitAuthFlows ?? defaultFlows
}

/** Documented: CreateUserPoolClient API page. 0 means the default, 30 days. Inferred: in the unit that the request names. */
function defaultRefreshValidity({ TokenValidityUnits: units }: ClientRequest): number {
  return (30 * secondsIn.days) / secondsIn[units?.RefreshToken ?? 'days']
}
