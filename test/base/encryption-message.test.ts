import { describe, expect, test } from 'vitest'
import { encryptMessage, rawAesWrapper } from '../../src/base/encryption-message.ts'
import { seededRandom } from '../../src/base/random.ts'
import { openEncryptionMessage } from '../support/encryption-message.ts'

const key = Buffer.alloc(32, 7)
const name = 'arn:aws:kms:us-east-1:123456789012:key/k'
const encrypt = (text: string, context: Record<string, string>) => {
  const random = seededRandom('test')
  return encryptMessage(random, text, context, rawAesWrapper(random, key, 'cognito-plus', name))
}

describe('a message of the AWS Encryption SDK', () => {
  test('opens with the wrapping key, authentic in header, frame and signature', () => {
    const message = encrypt('123456', { 'userpool-id': 'us-east-1_abc' })

    const { context, ...opened } = openEncryptionMessage(message, key)

    expect(opened).toEqual({
      version: 1,
      type: 0x80,
      suite: '0378',
      dataKeys: 1,
      provider: 'cognito-plus',
      name: 'arn:aws:kms:us-east-1:123456789012:key/k',
      content: { type: 2, reserved: 0, ivLength: 12, frameLength: 4096 },
      mark: 0xffffffff,
      sequence: 1,
      plaintext: '123456',
      verified: true,
      rest: 0,
    })
    expect(Object.keys(context)).toEqual(['aws-crypto-public-key', 'userpool-id'])
    expect(context['userpool-id']).toBe('us-east-1_abc')
  })

  test('keeps every character of a temporary password', () => {
    const message = encrypt('Pä55 wörd "<&>"', {})

    expect(openEncryptionMessage(message, key).plaintext).toBe('Pä55 wörd "<&>"')
  })

  test('begins as those of the service do', () => {
    const message = encrypt('1', { 'userpool-id': 'us-east-1_abc' })

    // Observed: `request.code` of published events begins with these characters.
    expect(message.toString('base64').slice(0, 5)).toBe('AYADe')
  })
})
