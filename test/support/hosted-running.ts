import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CreateManagedLoginBrandingCommand,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
  CreateUserPoolDomainCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { onTestFinished } from 'vitest'
import type { EmulatorOptions } from '../../src/core.ts'
import { type Running, running } from './sdk.ts'

/** A listening emulator with a pool, a domain, a client and Alice; and the client's own server. */
export interface HostedShop extends Running {
  readonly userPoolId: string
  readonly clientId: string
  readonly clientSecret: string | undefined
  /** `http://shop.localhost:<port>` */
  readonly domain: string
  /** Where the client is called back; a server answers there. */
  readonly callback: string
  readonly username: string
  readonly password: string
  /** The address of an authorization request. */
  authorizeUrl(members?: Record<string, string>): string
}

/** Opens the shop through the SDK. */
export async function hostedShop(
  options: {
    pool?: Partial<CreateUserPoolCommandInput>
    client?: Partial<CreateUserPoolClientCommandInput>
    managed?: boolean
    emulator?: EmulatorOptions
  } = {},
): Promise<HostedShop> {
  const place = await running(options.emulator)
  const { cognito, emulator } = place
  const application = await applicationServer()
  const callback = `${application}/callback`
  const made = await cognito.send(
    new CreateUserPoolCommand({ PoolName: 'shop', AutoVerifiedAttributes: ['email'], ...options.pool }),
  )
  const UserPoolId = made.UserPool!.Id!
  const ManagedLoginVersion = options.managed ? 2 : 1
  await cognito.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain: 'shop', ManagedLoginVersion }))
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'web',
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'profile', 'aws.cognito.signin.user.admin'],
      CallbackURLs: [callback],
      LogoutURLs: [`${application}/bye`],
      SupportedIdentityProviders: ['COGNITO'],
      ...options.client,
    }),
  )
  const { ClientId, ClientSecret } = UserPoolClient!
  if (options.managed) {
    await cognito.send(new CreateManagedLoginBrandingCommand({ UserPoolId, ClientId, UseCognitoProvidedValues: true }))
  }
  const [username, password] = ['alice', 'Juniper-Canal-58']
  const user = { UserPoolId, Username: username }
  const UserAttributes = Object.entries({ email: 'alice@example.com', email_verified: 'true', name: 'Alice' })
  await cognito.send(
    new AdminCreateUserCommand({
      ...user,
      MessageAction: 'SUPPRESS',
      UserAttributes: UserAttributes.map(([Name, Value]) => ({ Name, Value })),
    }),
  )
  await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }))
  const domain = emulator.url.replace('localhost', 'shop.localhost')
  return {
    ...place,
    ...{
      userPoolId: UserPoolId,
      clientId: ClientId!,
      clientSecret: ClientSecret,
      domain,
      callback,
      username,
      password,
    },
    authorizeUrl(members = {}) {
      const usual = {
        response_type: 'code',
        client_id: ClientId!,
        redirect_uri: callback,
        scope: 'openid',
        state: 's1',
      }
      return `${domain}/oauth2/authorize?${new URLSearchParams({ ...usual, ...members })}`
    },
  }
}

/** What a person does in a browser without JavaScript until the application is called back; answers that address. */
export async function signInAt(shop: HostedShop, url: URL): Promise<URL> {
  const get = async (address: string, init: RequestInit = {}) => shop.emulator.fetch(new Request(address, init))
  const toLogin = await get(url.href)
  const login = new URL(toLogin.headers.get('location')!, shop.domain)
  const page = await get(login.href)
  const cookie = page.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const _csrf = /name="_csrf" value="([^"]*)"/.exec(await page.text())![1]!
  const answer = await get(login.href, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ _csrf, username: shop.username, password: shop.password }).toString(),
  })
  return new URL(answer.headers.get('location')!)
}

/** The application's own pages, as far as a browser must find something there. */
async function applicationServer(): Promise<string> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<!DOCTYPE html><title>Application</title><p>Welcome back.</p>')
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://localhost:${(server.address() as AddressInfo).port}`
}
