import { expect } from 'vitest'
import { totpCode } from '../../../src/base/totp.ts'
import { addAuthenticator, setPresence } from '../browser-passkeys.ts'
import { openDynamic } from './looks.ts'
import type { ShopPlan } from './shops.ts'
import { ownMail, password, textMessages } from './shops.ts'
import type { Journey, Visitor } from './visitor.ts'

const choosing: ShopPlan = {
  ...openDynamic,
  pool: {
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] } },
    SmsConfiguration: textMessages,
  },
  client: { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
}

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

/** Begins a sign-in by choice; answers the username. */
async function named({ page, open, see, type, press }: Visitor, attributes = phone): Promise<string> {
  const shop = await open(choosing)
  const username = await shop.customer(attributes)
  await page.goto(shop.address('/login'))
  await see('sign-in by choice')
  await type({ Username: username })
  await press('Next')
  return username
}

/** Ways on which more than a password is asked for, or something else. */
export const factorJourneys: Readonly<Record<string, Journey>> = {
  'with a password after a choice': {
    sees: [
      'sign-in by choice',
      'choice of a first factor',
      'password after the choice',
      'password after the choice, refused',
    ],
    async go(visitor) {
      const { see, choose, type, press, isBack } = visitor
      await named(visitor)
      await see('choice of a first factor')
      await choose('Password')
      await press('Continue')
      await see('password after the choice')
      await type({ Password: 'wrong' })
      await press('Continue')
      await see('password after the choice, refused')
      await type({ Password: password })
      await press('Continue')
      await isBack()
    },
  },
  'with a code by e-mail': {
    sees: ['sign-in by choice', 'code by e-mail instead of a password'],
    async go(visitor) {
      const { see, choose, type, press, codeFor, isBack } = visitor
      const username = await named(visitor)
      await choose('Code by email')
      await press('Continue')
      await see('code by e-mail instead of a password')
      await type({ Code: ` ${(await codeFor(username)).replace(/^.../, '$& ')} ` })
      await press('Continue')
      await isBack()
    },
  },
  'with a code by text message': {
    sees: ['sign-in by choice', 'code by text message instead of a password'],
    async go(visitor) {
      const { see, choose, type, press, codeFor, isBack } = visitor
      const username = await named(visitor)
      await choose('Code by text message')
      await press('Continue')
      await see('code by text message instead of a password')
      await type({ Code: await codeFor(username) })
      await press('Continue')
      await isBack()
    },
  },
  'with a new passkey, until it is lost': {
    needsScripts: true,
    sees: [
      'sign-in by choice',
      'new passkey',
      'new passkey, refused',
      'sign-in by choice',
      'passkey',
      'sign-in by choice',
      'passkey, refused',
    ],
    passes: ['/logout'],
    async go(visitor) {
      const { page, callback, open, see, choose, type, press, isBack } = visitor
      const shop = await open(choosing)
      const username = await named(visitor)
      await choose('Password')
      await press('Continue')
      await type({ Password: password })
      await press('Continue')
      await isBack()
      const authenticator = await addAuthenticator(page)
      const adding = `/passkeys/add?${new URLSearchParams({ client_id: shop.clientId, redirect_uri: callback })}`
      await setPresence(authenticator, false)
      await page.goto(shop.domain + adding)
      await see('new passkey')
      await setPresence(authenticator, true)
      await page.reload()
      await isBack()
      await page.goto(shop.domain + adding)
      await see('new passkey, refused')
      const again = async () => {
        await page.goto(shop.address('/logout'))
        await see('sign-in by choice')
        await type({ Username: username })
        await press('Next')
        await choose('Passkey')
        await press('Continue')
      }
      await setPresence(authenticator, false)
      await again()
      await see('passkey')
      await setPresence(authenticator, true)
      await page.reload()
      await isBack()
      await authenticator.devtools.send('WebAuthn.clearCredentials', authenticator)
      await again()
      await see('passkey, refused')
      await authenticator.devtools.detach()
    },
  },
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
