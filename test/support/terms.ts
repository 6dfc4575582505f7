import type { CreateTermsRequest, TermsType } from '../../src/api/generated/types.ts'
import { type Place, place } from './people.ts'
import { refusal } from './refusals.ts'

/** What a document consists of, but for pool and client. */
export const document: Omit<CreateTermsRequest, 'UserPoolId' | 'ClientId'> = {
  TermsName: 'terms-of-use',
  TermsSource: 'LINK',
  Enforcement: 'NONE',
  Links: { 'cognito:default': 'https://shop.example.com/terms' },
}

/** A pool whose client has terms of use. */
export async function placeWithTerms(): Promise<Place & { readonly terms: TermsType }> {
  const shop = await place()
  const { Terms } = await shop.call('CreateTerms', { UserPoolId: shop.poolId, ClientId: shop.clientId, ...document })
  return { ...shop, terms: Terms! }
}

/** The id of a document that is not there, and what is said about it. */
export const unknownTerms = '00000000-0000-4000-8000-000000000000'
export const noSuchTerms = refusal('ResourceNotFoundException', `Terms ${unknownTerms} does not exist.`)
