/** What SDKs would believe instead of these keys, or send beside them. */
export const variablesInTheWay = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_SESSION_TOKEN'] as const

/** Puts variables into the environment of this process, and takes out of it what is in their way. */
export function enter(variables: Readonly<Record<string, string>>): void {
  for (const name of variablesInTheWay) delete process.env[name]
  Object.assign(process.env, variables)
}

/**
 * What AWS SDKs and the command line of AWS read to talk to an emulator, with credentials that open nothing; `authority` is
 * the file with the certificate that they have to trust, where there is one.
 */
export function environmentFor(url: string, region: string, authority?: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: url,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'cognito-plus',
    AWS_SECRET_ACCESS_KEY: 'cognito-plus',
    COGNITO_PLUS_URL: url,
    ...(authority !== undefined && { NODE_EXTRA_CA_CERTS: authority, AWS_CA_BUNDLE: authority }),
  }
}
