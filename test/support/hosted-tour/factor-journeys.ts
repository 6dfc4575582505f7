import { expect } from 'vitest'
import { totpCode } from '../../../src/base/totp.ts'
import { ownMail, type ShopPlan, textMessages } from './shops.ts'
import type { Journey } from './visitor.ts'

const proving: ShopPlan = {
  domain: 'proving',
  pool: {
    EmailConfiguration: ownMail,
    SmsConfiguration: textMessages,
    DeviceConfiguration: { DeviceOnlyRememberedOnUserPrompt: true, ChallengeRequiredOnNewDevice: true },
    AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] },
  },
  mfa: {
    MfaConfiguration: 'ON',
    SoftwareTokenMfaConfiguration: { Enabled: true },
    SmsMfaConfiguration: { SmsConfiguration: textMessages },
    EmailMfaConfiguration: { Message: 'Your code is {####}', Subject: 'Code' },
  },
}

const nowhere = { email: undefined, email_verified: undefined }

const phone = { phone_number: '+14325551212', phone_number_verified: 'true' }

/** Ways on which more than a password is asked for. */
export const factorJourneys: Readonly<Record<string, Journey>> = {
  'to an authenticator app, and with it': {
    sees: [
      'choice of a factor to set up',
      'authenticator app',
      'authenticator app, QR code',
      'authenticator app, refused',
      'second factor by an app',
    ],
    async go({ page, emulator, open, see, signIn, type, choose, press, isBack }) {
      const shop = await open(proving)
      const username = await shop.customer(nowhere)
      await page.goto(shop.address('/login'))
      await signIn(username)
      await see('choice of a factor to set up')
      await choose('Authenticator app')
      await press('Continue')
      await see('authenticator app')
      await press('Show the QR code')
      await see('authenticator app, QR code')
      const secret = (await page.locator('code').textContent())!.replaceAll(' ', '')
      await type({ 'Code that the app shows': '000000' })
      await press('Continue')
      await see('authenticator app, refused')
      await type({ 'Code that the app shows': totpCode(secret, emulator.clock.now()) })
      await press('Continue')
      await isBack()
      emulator.clock.advance({ seconds: 30 })
      await page.goto(shop.address('/logout'))
      await signIn(username)
      await see('second factor by an app')
      await type({ Code: totpCode(secret, emulator.clock.now()) })
      await choose('Remember this device')
      await press('Continue')
      await isBack()
      await page.goto(shop.address('/logout'))
      await signIn(username)
      await isBack()
    },
  },
  'to codes by text message': {
    sees: ['phone number for codes', 'phone number for codes, refused', 'second factor by text message'],
    async go({ page, open, see, signIn, type, choose, press, codeFor, isBack }) {
      const shop = await open(proving)
      const username = await shop.customer(nowhere)
      await page.goto(shop.address('/login'))
      await signIn(username)
      await choose('Text message')
      await press('Continue')
      await see('phone number for codes')
      await type({ 'Phone number': '555' })
      await press('Send the code')
      await see('phone number for codes, refused')
      await type({ 'Phone number': '+14325551212' })
      await press('Send the code')
      await see('second factor by text message')
      await type({ Code: await codeFor(username) })
      await press('Continue')
      await isBack()
    },
  },
  'to codes by e-mail': {
    sees: ['e-mail address for codes', 'second factor by e-mail'],
    async go({ page, open, see, signIn, type, choose, press, codeFor, isBack }) {
      const shop = await open(proving)
      const username = await shop.customer(nowhere)
      await page.goto(shop.address('/login'))
      await signIn(username)
      await choose('Code by email')
      await press('Continue')
      await see('e-mail address for codes')
      await type({ 'Email address': 'alice@example.com' })
      await press('Send the code')
      await see('second factor by e-mail')
      await type({ Code: await codeFor(username) })
      await press('Continue')
      await isBack()
    },
  },
  'with one of several factors, too late': {
    sees: [
      'choice of a second factor',
      'second factor by text message',
      'second factor by text message, refused',
      'second factor, over',
    ],
    async go({ page, emulator, open, see, signIn, type, choose, press, codeFor }) {
      const shop = await open(proving)
      const username = await shop.customer(phone)
      await page.goto(shop.address('/login'))
      await signIn(username)
      await see('choice of a second factor')
      await choose('Text message')
      await press('Continue')
      await see('second factor by text message')
      await type({ Code: 'not a code' })
      await choose('Remember this device')
      await press('Continue')
      await see('second factor by text message, refused')
      expect(await page.getByLabel('Remember this device').isChecked()).toBe(true)
      emulator.clock.advance({ minutes: 4 })
      await type({ Code: await codeFor(username) })
      await press('Continue')
      await see('second factor, over')
    },
  },
}
