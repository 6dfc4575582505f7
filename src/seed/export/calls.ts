import { asc, eq } from 'drizzle-orm'
import type { OperationName } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { allClients } from '../../domain/branding/ui-customization.ts'
import { domainsOf } from '../../domain/pools/domains.ts'
import { terms, uiCustomizations } from '../../store/schema/branding.ts'
import { clientSecrets, clients } from '../../store/schema/clients.ts'
import type { Domain, Pool } from '../../store/schema/pools.ts'
import { type Described, inputFrom } from '../from-aws.ts'
import type { SeedInput } from '../schema.ts'
import { type Ask, pages } from './ask.ts'

type Call = NonNullable<SeedInput['pools'][number]['calls']>[number]

/** What a seed has no words of its own for, as the calls that make it. */
export function exportCalls(ctx: Context, ask: Ask, pool: Pool): Call[] {
  const of = { UserPoolId: pool.id }
  const servers = pages(ask, 'ListResourceServers', { ...of, MaxResults: 50 }, 'ResourceServers')
  const providers = pages(ask, 'ListIdentityProviders', { ...of, MaxResults: 60 }, 'Providers').map(
    ({ ProviderName }) => ask('DescribeIdentityProvider', { ...of, ProviderName })['IdentityProvider'] as Described,
  )
  const { LogConfigurations = [] } = ask('GetLogDeliveryConfiguration', of)['LogDeliveryConfiguration'] as {
    LogConfigurations?: Described[]
  }
  const ofPool = ctx.tx.select().from(clients).where(eq(clients.poolId, pool.id)).orderBy(asc(clients.id)).all()
  return [
    ...domainsOf(ctx, pool.id).filter(needsCall).map(domainCall),
    ...servers.map((server) => call('CreateResourceServer', server)),
    ...providers.map((provider) => call('CreateIdentityProvider', provider)),
    ...(LogConfigurations.length === 0 ? [] : [call('SetLogDeliveryConfiguration', { LogConfigurations })]),
    ...(pool.sessions ? [call('SetUserPoolSessionConfiguration', ask('GetUserPoolSessionConfiguration', of))] : []),
    ...looksOf(ctx, pool),
    ...ofPool.flatMap(({ id: ClientId, ssoMinutes }) => [
      ...secondSecretOf(ctx, ClientId),
      ...styleOf(ask, { ...of, ClientId }),
      ...termsOf(ctx, ClientId),
      ...(ssoMinutes === null ? [] : [ssoCall(ClientId, ssoMinutes)]),
    ]),
  ]
}

/** The one domain that a seed has a word for is a prefix with the classic pages. */
export function needsCall({ managedLoginVersion, customDomainConfig }: Domain): boolean {
  return managedLoginVersion !== 1 || customDomainConfig !== null
}

function domainCall({ domain, managedLoginVersion, customDomainConfig, routing }: Domain): Call {
  return call('CreateUserPoolDomain', {
    Domain: domain,
    ManagedLoginVersion: managedLoginVersion,
    CustomDomainConfig: customDomainConfig,
    Routing: routing,
  })
}

/** The first secret is the client's own. */
function secondSecretOf({ tx }: Context, clientId: string): Call[] {
  const { createdAt, id } = clientSecrets
  const all = tx
    .select()
    .from(clientSecrets)
    .where(eq(clientSecrets.clientId, clientId))
    .orderBy(asc(createdAt), asc(id))
  return all
    .all()
    .slice(1)
    .map(({ value }) => call('AddUserPoolClientSecret', { ClientId: clientId, ClientSecret: value }))
}

function looksOf({ tx }: Context, pool: Pool): Call[] {
  const all = tx.select().from(uiCustomizations).where(eq(uiCustomizations.poolId, pool.id)).all()
  return all.map(({ clientId, css, image }) =>
    call('SetUICustomization', {
      ClientId: clientId === allClients ? undefined : clientId,
      CSS: css,
      ImageFile: image?.toString('base64'),
    }),
  )
}

function styleOf(ask: Ask, of: { UserPoolId: string; ClientId: string }): Call[] {
  const style = ask('DescribeManagedLoginBrandingByClient', of)['ManagedLoginBranding'] as Described | undefined
  if (!style) return []
  const made = call('CreateManagedLoginBranding', { ...style, ClientId: of.ClientId })
  return [{ ...made, id: String(style['ManagedLoginBrandingId']) }]
}

function termsOf({ tx }: Context, clientId: string): Call[] {
  const all = tx.select().from(terms).where(eq(terms.clientId, clientId)).orderBy(asc(terms.id)).all()
  return all.map(({ id, name, links }) => {
    const only = { TermsSource: 'LINK', Enforcement: 'NONE' }
    return { ...call('CreateTerms', { ClientId: clientId, TermsName: name, ...only, Links: links }), id }
  })
}

function ssoCall(ClientId: string, MaxValidityMinutes: number): Call {
  return call('SetUserPoolClientSessionConfiguration', { ClientId, SSOSession: { MaxValidityMinutes } })
}

function call(operation: OperationName, described: Described): Call {
  return { operation, input: inputFrom(operation, described, ['UserPoolId']) }
}
