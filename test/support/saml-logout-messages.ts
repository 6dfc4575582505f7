import { authnStatement, entityId } from './saml-idp.ts'

const saml = 'urn:oasis:names:tc:SAML:2.0'
/** Where the pool takes messages about signing out. */
export const slo = 'http://shop.localhost:4590/saml2/logout'

/** What an answer to a request to sign out says. */
export interface Answer {
  readonly inResponseTo: string
  readonly issuer: string
  readonly destination: string | undefined
  readonly status: string
  readonly sessionIndexes: readonly string[]
}

/** A LogoutResponse that is right; `about` says what differs. */
export function logoutResponse(inResponseTo: string, about: Partial<Answer> = {}): string {
  const said: Answer = {
    ...{ inResponseTo, issuer: entityId, destination: slo, status: 'Success', sessionIndexes: [] },
    ...about,
  }
  return (
    `<samlp:LogoutResponse xmlns:samlp="${saml}:protocol" xmlns:saml="${saml}:assertion" ID="_answer" Version="2.0"` +
    `${attribute('InResponseTo', said.inResponseTo)}${attribute('Destination', said.destination)}>` +
    `<saml:Issuer>${said.issuer}</saml:Issuer>` +
    `<samlp:Status><samlp:StatusCode Value="${saml}:status:${said.status}"/></samlp:Status>` +
    `${said.sessionIndexes.map(authnStatement).join('')}</samlp:LogoutResponse>`
  )
}

/** What a provider's own request to sign somebody out says. */
export interface Request {
  readonly id: string
  readonly issuer: string
  readonly destination: string | undefined
  readonly nameId: string
  readonly sessionIndexes: readonly string[]
  /** Milliseconds from now. */
  readonly notOnOrAfter: number
}

/** A LogoutRequest that is right; `about` says what differs. */
export function logoutRequest(about: Partial<Request> = {}): string {
  const said: Request = {
    ...{ id: '_request', issuer: entityId, destination: slo, nameId: 'zoe@acme-corp.dev' },
    ...{ sessionIndexes: ['session-1'], notOnOrAfter: 300_000 },
    ...about,
  }
  const until = new Date(Date.now() + said.notOnOrAfter).toISOString()
  return (
    `<samlp:LogoutRequest xmlns:samlp="${saml}:protocol" xmlns:saml="${saml}:assertion" Version="2.0"` +
    `${attribute('ID', said.id)}${attribute('Destination', said.destination)}${attribute('NotOnOrAfter', until)}>` +
    `<saml:Issuer>${said.issuer}</saml:Issuer><saml:NameID>${said.nameId}</saml:NameID>` +
    said.sessionIndexes.map((index) => `<samlp:SessionIndex>${index}</samlp:SessionIndex>`).join('') +
    '</samlp:LogoutRequest>'
  )
}

function attribute(name: string, value: string | undefined): string {
  return value === undefined ? '' : ` ${name}="${value}"`
}
