import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

const CustomDomainConfig = { CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/one' }

describe('CreateUserPoolDomain', () => {
  test('gives a pool a prefix domain, classic unless told otherwise', async () => {
    const { call, poolId } = await place()
    const { UserPool: garden } = await call('CreateUserPool', { PoolName: 'garden' })

    expect(await call('CreateUserPoolDomain', { UserPoolId: poolId, Domain: 'shop' })).toEqual({
      ManagedLoginVersion: 1,
    })
    expect(
      await call('CreateUserPoolDomain', { UserPoolId: garden!.Id!, Domain: 'garden', ManagedLoginVersion: 2 }),
    ).toEqual({ ManagedLoginVersion: 2 })
  })

  test('names the distribution of a custom domain, and echoes its routing', async () => {
    const { call, poolId } = await place()
    const Routing = { Failover: { SecondaryRegion: 'us-west-2', PrimaryRoute53HealthCheckId: 'check-1' } }

    const answer = await call('CreateUserPoolDomain', {
      UserPoolId: poolId,
      Domain: 'auth.shop.example.com',
      CustomDomainConfig,
      Routing,
    })

    expect(answer).toEqual({
      ManagedLoginVersion: 1,
      CloudFrontDomain: expect.stringMatching(/^d[0-9a-z]{13}\.cloudfront\.net$/),
      Routing,
    })
  })

  const format = 'Please enter a different name that follows this format: ^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$'
  const badCharacter = `The domain name contains an invalid character. Domain names can only contain lower-case letters, numbers, and hyphens. ${format}`
  test.each([
    ['Shop', badCharacter],
    ['my_shop', badCharacter],
    ['auth.example.com', badCharacter],
    ['-shop', badCharacter],
    ['my-cognito-shop', 'Domain cannot contain reserved word: cognito'],
    ['aws-shop', 'Domain cannot contain reserved word: aws'],
  ])('refuses the prefix %s', async (Domain, message) => {
    const { call, poolId } = await place()

    await expect(call('CreateUserPoolDomain', { UserPoolId: poolId, Domain })).rejects.toMatchObject(invalid(message))
  })

  test('accepts a reserved word inside a longer one', async () => {
    const { call, poolId } = await place()

    await call('CreateUserPoolDomain', { UserPoolId: poolId, Domain: 'awsome-shop' })
  })

  test('refuses a custom domain that is no sub-domain or has no certificate of us-east-1', async () => {
    const { call, poolId } = await place()
    const create = (Domain: string, CertificateArn: string) =>
      call('CreateUserPoolDomain', { UserPoolId: poolId, Domain, CustomDomainConfig: { CertificateArn } })

    await expect(create('example.com', CustomDomainConfig.CertificateArn)).rejects.toMatchObject(
      invalid(
        'Custom domain is not a valid subdomain: Was not able to resolve a DNS A record for the parent domain or domain parent is a top-level domain.',
      ),
    )
    await expect(
      create('auth.example.com', 'arn:aws:acm:eu-west-1:123456789012:certificate/one'),
    ).rejects.toMatchObject(
      invalid(
        "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.",
      ),
    )
  })

  test('refuses a domain that is taken, and a second one of its kind', async () => {
    const { call, poolId } = await place()
    const { UserPool: garden } = await call('CreateUserPool', { PoolName: 'garden' })
    await call('CreateUserPoolDomain', { UserPoolId: poolId, Domain: 'shop' })

    await expect(call('CreateUserPoolDomain', { UserPoolId: garden!.Id!, Domain: 'shop' })).rejects.toMatchObject(
      invalid('Domain already associated with another user pool.'),
    )
    await expect(call('CreateUserPoolDomain', { UserPoolId: poolId, Domain: 'shop2' })).rejects.toMatchObject(
      invalid('User pool already has a domain configured.'),
    )
  })

  test('refuses routing of a prefix domain and a version of managed login that does not exist', async () => {
    const { call, poolId } = await place()
    const Routing = { Failover: { SecondaryRegion: 'us-west-2', PrimaryRoute53HealthCheckId: 'check-1' } }

    await expect(call('CreateUserPoolDomain', { UserPoolId: poolId, Domain: 'shop', Routing })).rejects.toMatchObject(
      invalid('Routing can only be configured for a custom domain.'),
    )
    await expect(
      call('CreateUserPoolDomain', { UserPoolId: poolId, Domain: 'shop', ManagedLoginVersion: 3 }),
    ).rejects.toMatchObject(invalid('ManagedLoginVersion must be 1 or 2.'))
  })

  test('refuses managed login on LITE', async () => {
    const { call, poolId } = await place({ pool: { UserPoolTier: 'LITE' } })

    await expect(
      call('CreateUserPoolDomain', { UserPoolId: poolId, Domain: 'shop', ManagedLoginVersion: 2 }),
    ).rejects.toMatchObject(
      refusal(
        'FeatureUnavailableInTierException',
        'The following feature is not available for the LITE pricing tier configured: Managed Login Version 2',
      ),
    )
  })

  test('refuses the fifth custom domain of the account', async () => {
    const { call } = await place()
    const create = async (PoolName: string) => {
      const { UserPool } = await call('CreateUserPool', { PoolName })
      const Domain = `auth.${PoolName}.example.com`
      return call('CreateUserPoolDomain', { UserPoolId: UserPool!.Id!, Domain, CustomDomainConfig })
    }
    for (const name of ['one', 'two', 'three', 'four']) await create(name)

    await expect(create('five')).rejects.toMatchObject(
      refusal('LimitExceededException', 'Custom domain limit exceeded.'),
    )
  })

  test('refuses an unknown pool', async () => {
    const { call } = await place()

    await expect(call('CreateUserPoolDomain', { UserPoolId: unknownPool, Domain: 'shop' })).rejects.toMatchObject(
      noSuchPool,
    )
  })
})
