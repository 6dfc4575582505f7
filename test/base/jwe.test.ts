import { generateKeyPairSync } from 'node:crypto'
import { compactDecrypt } from 'jose'
import { expect, test } from 'vitest'
import { sealJwe } from '../../src/base/jwe.ts'
import { systemRandom } from '../../src/base/random.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

test('what is sealed can be opened by jose, and says what it is', async () => {
  const { plaintext, protectedHeader } = await compactDecrypt(sealJwe(systemRandom, publicKey, 'grüezi'), privateKey)

  expect(new TextDecoder().decode(plaintext)).toBe('grüezi')
  expect(protectedHeader).toEqual({ cty: 'JWT', enc: 'A256GCM', alg: 'RSA-OAEP' })
})

test('no two are alike, and a change shows', async () => {
  const [one, other] = [sealJwe(systemRandom, publicKey, 'same'), sealJwe(systemRandom, publicKey, 'same')]

  expect(one.split('.').slice(1)).not.toEqual(other.split('.').slice(1))
  for (const part of [0, 1, 2, 3, 4]) {
    const parts = one.split('.')
    parts[part] = part === 0 ? 'eyJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ' : other.split('.')[part]!
    await expect(compactDecrypt(parts.join('.'), privateKey)).rejects.toThrow()
  }
})
