import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'
import { noSuchPool, unknownPool } from '../support/refusals.ts'

const day = 86_400_000

describe('GetSigningCertificate', () => {
  test('gives a self-signed certificate, named after the pool and good for ten years', async () => {
    const { call, poolId, clock } = await place()

    const { Certificate } = await call('GetSigningCertificate', { UserPoolId: poolId })

    const certificate = new X509Certificate(Buffer.from(Certificate!, 'base64'))
    expect(certificate.subject).toBe(`CN=${poolId}`)
    expect(certificate.issuer).toBe(`CN=${poolId}`)
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(certificate.publicKey.asymmetricKeyDetails!.modulusLength).toBe(2048)
    expect(Date.parse(certificate.validFrom)).toBe(clock.now())
    expect(Date.parse(certificate.validTo)).toBe(clock.now() + 3650 * day)
  })

  test('stays the same for a year, then there is a new one of the same key', async () => {
    const { call, poolId, clock } = await place()
    const get = async () => (await call('GetSigningCertificate', { UserPoolId: poolId })).Certificate!
    const first = await get()

    clock.advance({ days: 364 })
    expect(await get()).toBe(first)

    clock.advance({ days: 1 })
    const second = new X509Certificate(Buffer.from(await get(), 'base64'))
    const before = new X509Certificate(Buffer.from(first, 'base64'))
    expect(Date.parse(second.validFrom)).toBe(clock.now())
    expect(second.serialNumber).not.toBe(before.serialNumber)
    expect(second.publicKey.equals(before.publicKey)).toBe(true)
  })

  test('differs from pool to pool', async () => {
    const { call, poolId } = await place()
    const { UserPool: garden } = await call('CreateUserPool', { PoolName: 'garden' })

    const one = await call('GetSigningCertificate', { UserPoolId: poolId })
    const other = await call('GetSigningCertificate', { UserPoolId: garden!.Id! })

    expect(one).not.toEqual(other)
  })

  test('refuses an unknown pool', async () => {
    const { call } = await place()

    await expect(call('GetSigningCertificate', { UserPoolId: unknownPool })).rejects.toMatchObject(noSuchPool)
  })
})
