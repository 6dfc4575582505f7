import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'

describe('DescribeUserPoolDomain', () => {
  test('shows a prefix domain', async () => {
    const { call, poolId } = await place()
    await call('CreateUserPoolDomain', { UserPoolId: poolId, Domain: 'shop' })

    expect(await call('DescribeUserPoolDomain', { Domain: 'shop' })).toEqual({
      DomainDescription: {
        UserPoolId: poolId,
        AWSAccountId: '123456789012',
        Domain: 'shop',
        S3Bucket: 'aws-cognito-prod-iad-assets',
        CloudFrontDistribution: expect.stringMatching(/^d[0-9a-z]{13}\.cloudfront\.net$/),
        Version: '20260302090000',
        Status: 'ACTIVE',
        CustomDomainConfig: {},
        ManagedLoginVersion: 1,
      },
    })
  })

  test('shows the certificate and the routing of a custom domain', async () => {
    const { call, poolId } = await place()
    const CustomDomainConfig = {
      CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/one',
      SecurityPolicy: 'TLS_V1_2_2021' as const,
    }
    const Routing = { Failover: { SecondaryRegion: 'us-west-2', PrimaryRoute53HealthCheckId: 'check-1' } }
    const Domain = 'auth.shop.example.com'
    await call('CreateUserPoolDomain', { UserPoolId: poolId, Domain, CustomDomainConfig, Routing })

    const { DomainDescription } = await call('DescribeUserPoolDomain', { Domain })

    expect(DomainDescription).toMatchObject({ Domain, CustomDomainConfig, Routing })
  })

  test('answers an empty description for an unknown domain', async () => {
    const { call } = await place()

    expect(await call('DescribeUserPoolDomain', { Domain: 'nowhere' })).toEqual({ DomainDescription: {} })
  })
})
