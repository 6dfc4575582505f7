import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

const CustomDomainConfig = { CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/one' }

describe('UpdateUserPoolDomain', () => {
  test('changes the version of managed login', async () => {
    const { call, poolId, clock } = await place()
    await call('CreateUserPoolDomain', { UserPoolId: poolId, Domain: 'shop' })
    clock.advance({ hours: 1 })

    expect(await call('UpdateUserPoolDomain', { UserPoolId: poolId, Domain: 'shop', ManagedLoginVersion: 2 })).toEqual({
      ManagedLoginVersion: 2,
    })

    const { DomainDescription } = await call('DescribeUserPoolDomain', { Domain: 'shop' })
    expect(DomainDescription).toMatchObject({ ManagedLoginVersion: 2, Version: '20260302100000' })
  })

  test('leaves a custom domain as it is when it gets the described values', async () => {
    const { call, poolId } = await place()
    const Domain = 'auth.shop.example.com'
    const Routing = { Failover: { SecondaryRegion: 'us-west-2', PrimaryRoute53HealthCheckId: 'check-1' } }
    await call('CreateUserPoolDomain', { UserPoolId: poolId, Domain, CustomDomainConfig, Routing })
    const before = await call('DescribeUserPoolDomain', { Domain })
    const { ManagedLoginVersion } = before.DomainDescription!

    await call('UpdateUserPoolDomain', { UserPoolId: poolId, Domain, CustomDomainConfig, Routing, ManagedLoginVersion })

    expect(await call('DescribeUserPoolDomain', { Domain })).toEqual(before)
  })

  test('replaces the certificate and keeps what it leaves out', async () => {
    const { call, poolId } = await place()
    const Domain = 'auth.shop.example.com'
    await call('CreateUserPoolDomain', { UserPoolId: poolId, Domain, CustomDomainConfig, ManagedLoginVersion: 2 })
    const newer = { CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/two' }

    await call('UpdateUserPoolDomain', { UserPoolId: poolId, Domain, CustomDomainConfig: newer })

    const { DomainDescription } = await call('DescribeUserPoolDomain', { Domain })
    expect(DomainDescription).toMatchObject({ CustomDomainConfig: newer, ManagedLoginVersion: 2 })
  })

  test('refuses a certificate for a prefix domain, a foreign certificate, and managed login on LITE', async () => {
    const { call, poolId } = await place({ pool: { UserPoolTier: 'LITE' } })
    await call('CreateUserPoolDomain', { UserPoolId: poolId, Domain: 'shop' })
    await call('CreateUserPoolDomain', { UserPoolId: poolId, Domain: 'auth.shop.example.com', CustomDomainConfig })
    const ids = { UserPoolId: poolId, Domain: 'shop' }

    await expect(call('UpdateUserPoolDomain', { ...ids, CustomDomainConfig })).rejects.toMatchObject(
      invalid('CustomDomainConfig and Routing can only be configured for a custom domain.'),
    )
    await expect(
      call('UpdateUserPoolDomain', {
        UserPoolId: poolId,
        Domain: 'auth.shop.example.com',
        CustomDomainConfig: { CertificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/one' },
      }),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' })
    await expect(call('UpdateUserPoolDomain', { ...ids, ManagedLoginVersion: 2 })).rejects.toMatchObject(
      refusal(
        'FeatureUnavailableInTierException',
        'The following feature is not available for the LITE pricing tier configured: Managed Login Version 2',
      ),
    )
  })

  test('refuses an unknown domain, a domain of another pool and an unknown pool', async () => {
    const { call, poolId } = await place()
    const { UserPool: garden } = await call('CreateUserPool', { PoolName: 'garden' })
    await call('CreateUserPoolDomain', { UserPoolId: garden!.Id!, Domain: 'garden' })
    const update = (UserPoolId: string, Domain: string) => call('UpdateUserPoolDomain', { UserPoolId, Domain })
    const noSuchDomain = invalid('No such domain or user pool exists.')

    await expect(update(poolId, 'nowhere')).rejects.toMatchObject(noSuchDomain)
    await expect(update(poolId, 'garden')).rejects.toMatchObject(noSuchDomain)
    await expect(update(unknownPool, 'garden')).rejects.toMatchObject(noSuchPool)
  })
})
