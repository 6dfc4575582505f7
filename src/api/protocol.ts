import type { ApiError } from './errors.ts'

/** The body of an error response. */
export function errorBody({ name, message, messageKey }: ApiError): string {
  // Observed: public captures. No namespace before the name; the framework's own errors write Message, or no message.
  return JSON.stringify(messageKey === undefined ? { __type: name } : { __type: name, [messageKey]: message })
}

/** The headers of an error response that repeat what its body says. */
export function errorHeaders({ name, message, messageKey }: ApiError): Record<string, string> {
  // Observed: a header capture quoted in public client code; the colon belongs to it.
  const headers: Record<string, string> = { 'x-amzn-ErrorType': `${name}:` }
  // Inferred: what a header cannot carry is replaced, and a message that would burst the headers stays in the body.
  if (messageKey !== undefined && message.length <= longestHeader) {
    headers['x-amzn-ErrorMessage'] = message.replaceAll(/[^\x20-\x7e]/gu, '?')
  }
  return headers
}

const longestHeader = 4000
