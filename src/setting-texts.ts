import { parseCidr } from './base/ip-address.ts'

/** What a text has to be, and how that is said. */
export interface TextKind {
  readonly what: string
  fits(text: string): boolean
  /** What is not repeated to whoever gave it. */
  readonly secret?: boolean
}

/** The region of pool ids and ARNs. */
export const region: TextKind = { what: 'a region such as eu-central-1', fits: (text) => /^[\w-]+$/.test(text) }

/** The number of an AWS account. */
export const account: TextKind = { what: 'twelve digits', fits: (text) => /^\d{12}$/.test(text) }

/** An address of the web. */
export const webAddress: TextKind = addressWith('http', 'https')

/** An address of a mail server. */
export const mailServer: TextKind = addressWith('smtp', 'smtps')

/** Where tokens say that they come from. */
export const issuer: TextKind = {
  what: 'local, aws or a URL',
  fits: (text) => text === 'local' || text === 'aws' || webAddress.fits(text),
}

/** Scheme, host and port of a web page. */
export const origin: TextKind = {
  what: 'an origin such as http://localhost:3000',
  fits: (text) => webAddress.fits(text) && new URL(text).pathname === '/',
}

/** A range of addresses. */
export const addressRange: TextKind = {
  what: 'a range such as 10.0.0.0/8',
  fits: (text) => parseCidr(text) !== undefined,
}

/** The two halves of a key for signatures. */
export const accessKey: TextKind = { what: 'id:secret', fits: (text) => /^[^:]+:./.test(text), secret: true }

function addressWith(...schemes: readonly string[]): TextKind {
  return {
    what: `a URL with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    fits: (text) => schemes.some((scheme) => text.startsWith(`${scheme}://`)) && URL.canParse(text),
  }
}
