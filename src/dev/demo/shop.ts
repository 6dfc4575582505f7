import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  SetRiskConfigurationCommand,
  SetUserPoolMfaConfigCommand,
} from '@aws-sdk/client-cognito-identity-provider'

/** A shop's pool, its app client and the SDK that talks to them. */
export interface Shop {
  readonly cognito: CognitoIdentityProviderClient
  readonly userPoolId: string
  readonly clientId: string
  readonly clientSecret: string
}

/** The password of every customer; the attacker knows it, too. */
export const password = 'Juniper-Canal-58'

const sender = 'arn:aws:ses:us-east-1:123456789012:identity/shop.example'

/** Sets the shop up as an application team would: Plus plan, full function, actions by level, mail, domain. */
export async function openShop(url: string): Promise<Shop> {
  const cognito = new CognitoIdentityProviderClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'demo', secretAccessKey: 'demo' },
    maxAttempts: 1,
  })
  const { UserPool } = await cognito.send(
    new CreateUserPoolCommand({
      PoolName: 'shop',
      UserPoolTier: 'PLUS',
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
      EmailConfiguration: { EmailSendingAccount: 'DEVELOPER', SourceArn: sender, From: 'Shop <account@shop.example>' },
      // A second factor by e-mail wants another way to recover an account.
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] },
    }),
  )
  const UserPoolId = UserPool!.Id!
  await cognito.send(
    new SetUserPoolMfaConfigCommand({ UserPoolId, MfaConfiguration: 'OPTIONAL', EmailMfaConfiguration: {} }),
  )
  await cognito.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain: 'shop' }))
  await cognito.send(
    new SetRiskConfigurationCommand({
      UserPoolId,
      AccountTakeoverRiskConfiguration: {
        Actions: {
          MediumAction: { EventAction: 'MFA_IF_CONFIGURED', Notify: true },
          HighAction: { EventAction: 'BLOCK', Notify: true },
        },
        NotifyConfiguration: { SourceArn: sender, From: 'Shop <account@shop.example>' },
      },
    }),
  )
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'web',
      GenerateSecret: true,
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      EnablePropagateAdditionalUserContextData: true,
    }),
  )
  return {
    cognito,
    userPoolId: UserPoolId,
    clientId: UserPoolClient!.ClientId!,
    clientSecret: UserPoolClient!.ClientSecret!,
  }
}

/** Registers customers with a password and an e-mail address, eight at a time. */
export async function registerCustomers(shop: Shop, usernames: readonly string[], done: () => void): Promise<void> {
  const waiting = [...usernames]
  const register = async () => {
    for (let username = waiting.shift(); username !== undefined; username = waiting.shift()) {
      await registerCustomer(shop, username)
      done()
    }
  }
  await Promise.all(Array.from({ length: 8 }, register))
}

async function registerCustomer({ cognito, userPoolId }: Shop, username: string): Promise<void> {
  const named = { UserPoolId: userPoolId, Username: username }
  const email = { Name: 'email', Value: `${username}@example.com` }
  await cognito.send(
    new AdminCreateUserCommand({
      ...named,
      MessageAction: 'SUPPRESS',
      UserAttributes: [email, { Name: 'email_verified', Value: 'true' }],
    }),
  )
  await cognito.send(new AdminSetUserPasswordCommand({ ...named, Password: password, Permanent: true }))
}
