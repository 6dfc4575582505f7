import { describe, expect, test } from 'vitest'
import { testNow } from '../support/emulator.ts'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

const CSS = '.banner-customizable { background-color: #eee; }'

async function placeWithDomain() {
  const shop = await place()
  await shop.call('CreateUserPoolDomain', { UserPoolId: shop.poolId, Domain: 'shop' })
  return shop
}

describe('SetUICustomization', () => {
  test('sets the look of the pool', async () => {
    const { call, poolId } = await placeWithDomain()

    expect(await call('SetUICustomization', { UserPoolId: poolId, CSS })).toEqual({
      UICustomization: {
        UserPoolId: poolId,
        ClientId: 'ALL',
        CSS,
        CSSVersion: '20260302090000',
        LastModifiedDate: new Date(testNow),
        CreationDate: new Date(testNow),
      },
    })
  })

  test('says where the image of a client is', async () => {
    const { call, poolId, clientId } = await placeWithDomain()

    const ids = { UserPoolId: poolId, ClientId: clientId }
    const { UICustomization } = await call('SetUICustomization', { ...ids, ImageFile: new Uint8Array([1]) })

    const path = `/${poolId}/${clientId}/20260302090000/assets/images/image.jpg`
    expect(UICustomization.ImageUrl).toBe(`http://shop.localhost:4590${path}`)
  })

  test('keeps the creation date; without CSS and image the look is inherited again', async () => {
    const { call, clock, poolId, clientId } = await placeWithDomain()
    const ids = { UserPoolId: poolId, ClientId: clientId }
    await call('SetUICustomization', { ...ids, CSS })
    clock.advance({ seconds: 1 })

    const { UICustomization } = await call('SetUICustomization', { ...ids, CSS })
    await call('SetUICustomization', ids)

    expect(UICustomization).toMatchObject({
      CreationDate: new Date(testNow),
      LastModifiedDate: new Date(testNow + 1000),
    })
    expect(await call('GetUICustomization', ids)).toEqual({ UICustomization: {} })
  })

  test('accepts states and comments, and refuses other classes', async () => {
    const { call, poolId } = await placeWithDomain()
    const set = (css: string) => call('SetUICustomization', { UserPoolId: poolId, CSS: css })

    await set('/* .any */ .submitButton-customizable:hover { margin: 0.5em; }')
    await expect(set('body, .logo-customizable { color: red; }')).rejects.toMatchObject(
      invalid('The CSS class body is not in the list of allowed classes.'),
    )
    await expect(set('.button { color: red; }')).rejects.toMatchObject(
      invalid('The CSS class button is not in the list of allowed classes.'),
    )
  })

  test('refuses a pool without domain, an unknown client and an unknown pool', async () => {
    const { call, poolId } = await place()

    await expect(call('SetUICustomization', { UserPoolId: poolId, CSS })).rejects.toMatchObject(
      invalid('A domain must be associated with this user pool.'),
    )
    await expect(call('SetUICustomization', { UserPoolId: poolId, ClientId: 'nobody', CSS })).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'User pool client nobody does not exist.'),
    )
    await expect(call('SetUICustomization', { UserPoolId: unknownPool, CSS })).rejects.toMatchObject(noSuchPool)
  })
})
