import { expect, test } from 'vitest'
import { signedRegion } from '../../src/http/sigv4.ts'

const rest = 'SignedHeaders=host, Signature=ab'

test.each([
  [`AWS4-HMAC-SHA256 Credential=AKID/20260302/eu-west-1/cognito-idp/aws4_request, ${rest}`, 'eu-west-1'],
  [`AWS4-HMAC-SHA256 ${rest}, Credential=AKID/20260302/us-east-1/cognito-idp/aws4_request`, 'us-east-1'],
  ['AWS4-HMAC-SHA256 Credential=AKID', undefined],
  ['Bearer token', undefined],
  [undefined, undefined],
])('the Region of %s is %s', (header, region) => {
  expect(signedRegion(header)).toBe(region)
})
