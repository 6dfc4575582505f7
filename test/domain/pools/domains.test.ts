import { expect, test } from 'vitest'
import { domainUrlOf } from '../../../src/domain/pools/domains.ts'
import { place } from '../../support/people.ts'

test('links go to the prefix domain, and to the custom one once there is one', async () => {
  const { call, core, poolId } = await place()
  const url = (baseUrl: string) => domainUrlOf({ tx: core.store.tx, baseUrl: () => baseUrl }, { id: poolId })
  expect(url('http://localhost:4590')).toBeUndefined()

  await call('CreateUserPoolDomain', { UserPoolId: poolId, Domain: 'shop' })
  expect(url('http://localhost:4590')).toBe('http://shop.localhost:4590')
  expect(url('https://localhost')).toBe('https://shop.localhost')

  const CustomDomainConfig = { CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/one' }
  await call('CreateUserPoolDomain', { UserPoolId: poolId, Domain: 'auth.shop.example.com', CustomDomainConfig })
  expect(url('http://localhost:4590')).toBe('http://auth.shop.example.com.localhost:4590')
})
