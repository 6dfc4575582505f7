/**
 * What the request log calls requests to the pools' domains, endpoint and method, and to the documents about a pool. Quotas
 * and faults know them by these names, beside the operations of the API.
 */
export const hostedOperations = [
  'Authorize_GET',
  'Token_POST',
  'UserInfo_GET',
  'UserInfo_POST',
  'Revoke_POST',
  'Register_POST',
  'Login_GET',
  'Login_POST',
  'Challenge_GET',
  'Challenge_POST',
  'AddPasskey_GET',
  'AddPasskey_POST',
  'SignUp_GET',
  'SignUp_POST',
  'Confirm_GET',
  'Confirm_POST',
  'ResendCode_POST',
  'ForgotPassword_GET',
  'ForgotPassword_POST',
  'ConfirmForgotPassword_GET',
  'ConfirmForgotPassword_POST',
  'IdpResponse_GET',
  'IdpResponse_POST',
  'SamlResponse_GET',
  'SamlResponse_POST',
  'SamlLogout_POST',
  'PretendedProvider_GET',
  'PretendedProvider_POST',
  'Logout_GET',
  'Error_GET',
  'Image_GET',
  'jwks.json',
  'openid-configuration',
] as const

export type HostedOperation = (typeof hostedOperations)[number]

/** The name of an endpoint of the domains. */
export type EndpointName = HostedOperation extends infer Name ? (Name extends `${infer E}_${Verb}` ? E : never) : never

/** The methods that change or show something at an endpoint. */
export type VerbsOf<Name extends string> = {
  [V in Verb]: `${Name}_${V}` extends HostedOperation ? V : never
}[Verb]

type Verb = 'GET' | 'POST'
