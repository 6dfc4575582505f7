import type { AssetType, ManagedLoginBrandingType } from '../../src/api/generated/types.ts'
import { type Place, place } from './people.ts'
import { refusal } from './refusals.ts'

/** Settings of a style that differ from the default in one place. */
export const Settings = { components: { form: { borderRadius: 4 } } }

export const logo: AssetType = {
  Category: 'FORM_LOGO',
  ColorMode: 'LIGHT',
  Extension: 'PNG',
  Bytes: new Uint8Array([1, 2, 3]),
}

/** A pool whose client has a style. */
export async function placeWithStyle(): Promise<Place & { readonly style: ManagedLoginBrandingType }> {
  const shop = await place()
  const ids = { UserPoolId: shop.poolId, ClientId: shop.clientId }
  const { ManagedLoginBranding } = await shop.call('CreateManagedLoginBranding', { ...ids, Settings, Assets: [logo] })
  return { ...shop, style: ManagedLoginBranding! }
}

/** The id of a style that is not there, and what is said about it. */
export const unknownStyle = '00000000-0000-4000-8000-000000000000'
export const noSuchStyle = refusal(
  'ResourceNotFoundException',
  `Managed login branding ${unknownStyle} does not exist.`,
)
