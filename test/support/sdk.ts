import { Agent } from 'node:https'
import {
  AdminCreateUserCommand,
  AdminListUserAuthEventsCommand,
  AdminSetUserPasswordCommand,
  type AuthEventType,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  SetRiskConfigurationCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { onTestFinished } from 'vitest'
import type { EmulatorOptions } from '../../src/core.ts'
import { type Emulator, startEmulator } from '../../src/emulator.ts'
import { readyRsaKeys } from './rsa-keys.ts'

/** An emulator that listens, and the AWS SDK pointed at it. */
export interface Running {
  readonly emulator: Emulator
  readonly cognito: CognitoIdentityProviderClient
  /** Calls the control API; the answer is what the test says it is. */
  control<T>(method: string, path: string, body?: unknown): Promise<T>
}

/** Starts an emulator on a free port for the time of one test. */
export async function running(options: EmulatorOptions = {}): Promise<Running> {
  const emulator = await startEmulator({ makeRsaKey: readyRsaKeys(), ...options })
  const cognito = new CognitoIdentityProviderClient({
    endpoint: emulator.url,
    region: emulator.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
    ...(emulator.certificate && { requestHandler: { httpsAgent: new Agent({ ca: emulator.certificate }) } }),
  })
  onTestFinished(async () => {
    cognito.destroy()
    await emulator.close()
  })
  return {
    emulator,
    cognito,
    async control<T>(method: string, path: string, body?: unknown) {
      const init = body === undefined ? {} : { body: JSON.stringify(body) }
      const answer = await fetch(`${emulator.url}/_emulator/api${path}`, { method, ...init })
      return (await answer.json()) as T
    },
  }
}

/** A shop that blocks High and mails about it, with one customer whose password is known. */
export interface Shop extends Running {
  readonly userPoolId: string
  readonly clientId: string
  readonly username: string
  readonly password: string
  /** Signs the customer in as a server would that passes the browser's address on; a refusal is thrown. */
  signInFrom(ipAddress: string): Promise<InitiateAuthCommandOutput>
  latestEvent(): Promise<AuthEventType>
  /** The mail about the customer's last risky sign-in. */
  latestMail(): Promise<NotificationMail>
}

export interface NotificationMail {
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly feedback: { readonly eventId: string; readonly token: string; validUrl: string; invalidUrl: string }
}

/** Opens the shop through the SDK. */
export async function shop(options: EmulatorOptions = {}): Promise<Shop> {
  const place = await running(options)
  const { cognito } = place
  const { UserPool } = await cognito.send(
    new CreateUserPoolCommand({
      PoolName: 'shop',
      UserPoolTier: 'PLUS',
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
    }),
  )
  const UserPoolId = UserPool!.Id!
  await cognito.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain: 'shop' }))
  await cognito.send(
    new SetRiskConfigurationCommand({
      UserPoolId,
      AccountTakeoverRiskConfiguration: {
        Actions: { HighAction: { EventAction: 'BLOCK', Notify: true } },
        NotifyConfiguration: { SourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/shop.example' },
      },
    }),
  )
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'web',
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    }),
  )
  const clientId = UserPoolClient!.ClientId!
  const [username, password] = ['ann', 'Juniper-Canal-58']
  const user = { UserPoolId, Username: username }
  await cognito.send(
    new AdminCreateUserCommand({
      ...user,
      MessageAction: 'SUPPRESS',
      UserAttributes: [{ Name: 'email', Value: 'ann@example.com' }],
    }),
  )
  await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }))
  return {
    ...place,
    ...{ userPoolId: UserPoolId, clientId, username, password },
    signInFrom: (ipAddress) => initiateAuth(cognito, { clientId, username, password, ipAddress }),
    async latestEvent() {
      const { AuthEvents } = await cognito.send(new AdminListUserAuthEventsCommand({ ...user, MaxResults: 1 }))
      return AuthEvents![0]!
    },
    async latestMail() {
      const query = new URLSearchParams({ userPoolId: UserPoolId, username, kind: 'AccountTakeOverNotification' })
      const { messages } = await place.control<{ messages: NotificationMail[] }>('GET', `/inbox?${query}`)
      return messages[0]!
    },
  }
}

/** The emulator believes X-Forwarded-For from loopback, as it would from a proxy of its own. */
async function initiateAuth(
  cognito: CognitoIdentityProviderClient,
  {
    clientId,
    username,
    password,
    ipAddress,
  }: { clientId: string; username: string; password: string; ipAddress: string },
): Promise<InitiateAuthCommandOutput> {
  const command = new InitiateAuthCommand({
    ClientId: clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: username, PASSWORD: password },
  })
  command.middlewareStack.add(
    (next) => (args) => {
      ;(args.request as { headers: Record<string, string> }).headers['x-forwarded-for'] = ipAddress
      return next(args)
    },
    { step: 'build' },
  )
  return cognito.send(command)
}
