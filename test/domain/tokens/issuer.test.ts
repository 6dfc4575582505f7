import { describe, expect, test } from 'vitest'
import { startEmulator } from '../../../src/index.ts'
import { confirmedUser, type Place, place } from '../../support/people.ts'
import { claimsOf, tokensOf } from '../../support/sign-in.ts'

async function shopWith(issuer: string, Type: 'ORIGINAL' | 'UPDATED'): Promise<Place> {
  const shop = await place({ pool: { IssuerConfiguration: { Type } }, emulator: { issuer } })
  await confirmedUser(shop, 'ann')
  return shop
}

async function issuersOf(shop: Place) {
  const { AccessToken, IdToken } = await tokensOf(shop, 'ann')
  const document = await shop.core.app.request(`/${shop.poolId}/.well-known/openid-configuration`)
  const { issuer } = (await document.json()) as { issuer: string }
  return [claimsOf(AccessToken)['iss'], claimsOf(IdToken)['iss'], issuer]
}

describe('the issuer', () => {
  test.each([
    ['aws', 'ORIGINAL', 'https://cognito-idp.us-east-1.amazonaws.com/'],
    ['aws', 'UPDATED', 'https://issuer-cognito-idp.us-east-1.amazonaws.com/'],
    ['local', 'UPDATED', 'http://localhost:4590/'],
    ['https://sign-in.example.com/', 'UPDATED', 'https://sign-in.example.com/'],
  ] as const)('in the form %s, of a pool that says %s, begins with %s', async (form, type, prefix) => {
    const shop = await shopWith(form, type)

    expect(await issuersOf(shop)).toEqual(Array(3).fill(prefix + shop.poolId))
  })

  test('may be changed without ending the tokens that are out', async () => {
    const shop = await shopWith('aws', 'ORIGINAL')
    const { AccessToken: before } = await tokensOf(shop, 'ann')

    await shop.call('UpdateUserPool', { UserPoolId: shop.poolId, IssuerConfiguration: { Type: 'UPDATED' } })

    const { AccessToken: after } = await tokensOf(shop, 'ann')
    expect(claimsOf(after)['iss']).not.toBe(claimsOf(before)['iss'])
    for (const AccessToken of [before, after]) {
      await expect(shop.call('GetUser', { AccessToken })).resolves.toHaveProperty('Username', 'ann')
    }
  })

  test('of a pool is told by the emulator, made or not', async () => {
    await using emulator = await startEmulator({ memory: true, port: 0, logLevel: 'silent', issuer: 'aws' })

    expect(emulator.issuer('us-east-1_none')).toBe('https://cognito-idp.us-east-1.amazonaws.com/us-east-1_none')
  })
})
