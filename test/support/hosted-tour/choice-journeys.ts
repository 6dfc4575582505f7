import { addAuthenticator, setPresence } from '../browser-passkeys.ts'
import { openDynamic } from './looks.ts'
import { password, type ShopPlan, textMessages } from './shops.ts'
import type { Journey, Visitor } from './visitor.ts'

const choosing: ShopPlan = {
  ...openDynamic,
  pool: {
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] } },
    SmsConfiguration: textMessages,
  },
  client: { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
}

const phone = { phone_number: '+14325551212', phone_number_verified: 'true' }

/** Begins a sign-in by choice; answers the username. */
async function named({ page, open, see, type, press }: Visitor): Promise<string> {
  const shop = await open(choosing)
  const username = await shop.customer(phone)
  await page.goto(shop.address('/login'))
  await see('sign-in by choice')
  await type({ Username: username })
  await press('Next')
  return username
}

/** Ways of those who choose how to sign in. */
export const choiceJourneys: Readonly<Record<string, Journey>> = {
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
}
