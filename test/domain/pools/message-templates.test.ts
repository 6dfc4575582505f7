import { describe, expect, test } from 'vitest'
import { requireTemplates } from '../../../src/domain/pools/message-templates.ts'
import type { PoolSettings } from '../../../src/store/schema/pools.ts'
import { invalid } from '../../support/refusals.ts'

const byLink = (EmailMessageByLink: string): PoolSettings => ({ VerificationMessageTemplate: { EmailMessageByLink } })
const invitation = (InviteMessageTemplate: { EmailMessage?: string; SMSMessage?: string }): PoolSettings => ({
  AdminCreateUserConfig: { InviteMessageTemplate },
})
const noPassword = 'Welcome aboard, {username}.'
const emailPattern = String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*`
const smsPattern = String.raw`(?s).*\{####\}(?s).*`
const misses = (member: string, pattern: string) =>
  `Value '${noPassword}' at 'adminCreateUserConfig.inviteMessage.${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`

describe('a message by link', () => {
  test.each(['{##Click here##}', 'Not {####} but {##Click # here##}, {name}', '{##a##}{##b##}'])(
    'may be %s',
    (text) => {
      expect(() => requireTemplates(byLink(text))).not.toThrow()
    },
  )

  test.each(['Your code is {####}', '{####} or ##}', '{##  {x} ##}'])('needs a text to follow: %s', (text) => {
    expect(() => requireTemplates(byLink(text))).toThrow(expect.objectContaining(invalid('The message is invalid.')))
  })

  test('may stand beside a message with a code', () => {
    const template = { EmailMessage: 'Your code is {####}', EmailMessageByLink: '{##Click here##}' }

    expect(() => requireTemplates({ VerificationMessageTemplate: template })).not.toThrow()
  })
})

describe('an invitation', () => {
  test('says who and with which password', () => {
    const text = 'You are {username}, your password is {####}.\nWelcome!'

    expect(() => requireTemplates(invitation({ EmailMessage: text, SMSMessage: text }))).not.toThrow()
  })

  test.each([
    [{ EmailMessage: noPassword }, `1 validation error detected: ${misses('emailMessage', emailPattern)}`],
    [{ SMSMessage: noPassword }, `1 validation error detected: ${misses('smsMessage', smsPattern)}`],
    [
      { EmailMessage: noPassword, SMSMessage: noPassword },
      `2 validation errors detected: ${misses('emailMessage', emailPattern)}; ${misses('smsMessage', smsPattern)}`,
    ],
    [{ EmailMessage: 'Your password is {####}.' }, 'The message is invalid.'],
  ])('of %j is refused', (template, message) => {
    expect(() => requireTemplates(invitation(template))).toThrow(expect.objectContaining(invalid(message)))
  })

  test.each(['EMAIL_OTP', 'SMS_OTP'] as const)('needs neither where users may sign in with %s', (factor) => {
    const settings = invitation({ EmailMessage: 'Welcome aboard.' })
    const Policies = { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD' as const, factor] } }

    expect(() => requireTemplates({ ...settings, Policies })).not.toThrow()
  })
})
