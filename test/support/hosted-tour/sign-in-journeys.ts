import { openBranded, openDark } from './looks.ts'
import { temporaryPassword } from './shops.ts'
import type { Journey } from './visitor.ts'

const plain = { domain: 'plain' }

const google = {
  ProviderName: 'Google',
  ProviderType: 'Google',
  ProviderDetails: { client_id: 'shop', client_secret: 'secret-of-the-shop', authorize_scopes: 'email' },
  AttributeMapping: { email: 'email', name: 'name' },
} as const

const corporate = {
  ProviderName: 'Corporate',
  ProviderType: 'OIDC',
  ProviderDetails: {
    client_id: 'shop',
    client_secret: 'secret-of-the-shop',
    authorize_scopes: 'openid email',
    oidc_issuer: 'https://login.example.com',
    attributes_request_method: 'GET',
  },
} as const

const withProviders = { domain: 'providers', style: {}, providers: [google, corporate] }

const onlyProviders = {
  domain: 'partners',
  providers: [google, corporate],
  client: { SupportedIdentityProviders: ['Google', 'Corporate'] },
}

const invited = {
  domain: 'invited',
  style: {},
  pool: {
    Schema: [
      { Name: 'given_name', Required: true },
      { Name: 'phone_number', Required: true },
      { Name: 'birthdate', Required: true },
    ],
  },
}

/** Ways of those who know who they are. */
export const signInJourneys: Readonly<Record<string, Journey>> = {
  'with a password, at the second attempt, and out again': {
    sees: ['sign-in', 'sign-in, refused', 'sign-in'],
    passes: ['/oauth2/authorize', '/logout'],
    async go({ page, open, see, signIn, isBack }) {
      const shop = await open(plain)
      const username = await shop.customer()
      await page.goto(shop.address('/oauth2/authorize'))
      await see('sign-in')
      await signIn(username, 'wrong')
      await see('sign-in, refused')
      await signIn(username)
      await isBack()
      await page.goto(shop.address('/oauth2/authorize'))
      await isBack()
      await page.goto(shop.address('/logout'))
      await see('sign-in')
    },
  },
  'with a page that was open for too long': {
    sees: ['sign-in, without a cookie', 'sign-in, open for too long'],
    async go({ page, open, see, signIn, isBack }) {
      const shop = await open(plain)
      const username = await shop.customer()
      await page.goto(shop.address('/login'))
      await page.context().clearCookies()
      await signIn(username)
      await see('sign-in, without a cookie')
      const { hostname: domain } = new URL(shop.domain)
      const another = 'b7a1c5d8-0000-4000-8000-000000000000'
      await page.context().addCookies([{ name: 'XSRF-TOKEN', value: another, domain, path: '/' }])
      await signIn(username)
      await see('sign-in, open for too long')
      await signIn(username)
      await isBack()
    },
  },
  'of somebody who guesses': {
    sees: ['sign-in, locked out'],
    async go({ page, open, see, signIn }) {
      const shop = await open(plain)
      const username = await shop.customer()
      await page.goto(shop.address('/login'))
      for (const attempt of [1, 2, 3, 4, 5, 6]) {
        await signIn(username, `wrong ${attempt}`)
        await page.getByRole('alert').waitFor()
      }
      await see('sign-in, locked out')
    },
  },
  'of somebody who was disabled': {
    sees: ['sign-in, disabled user'],
    async go({ page, emulator, open, see, signIn }) {
      const shop = await open(plain)
      const Username = await shop.customer()
      await emulator.call('AdminDisableUser', { UserPoolId: shop.userPoolId, Username })
      await page.goto(shop.address('/login'))
      await signIn(Username)
      await see('sign-in, disabled user')
    },
  },
  'of somebody whose password was reset': {
    sees: ['password by code, already sent', 'password by code'],
    async go({ page, emulator, open, see, signIn, type, press, codeFor, isBack }) {
      const shop = await open(plain)
      const Username = await shop.customer()
      await emulator.call('AdminResetUserPassword', { UserPoolId: shop.userPoolId, Username })
      await page.goto(shop.address('/login'))
      await signIn(Username)
      await see('password by code, already sent')
      await press('Send another one')
      await see('password by code')
      await type({ Code: await codeFor(Username), 'New password': 'Quartz#84-lantern' })
      await press('Set the password')
      await isBack()
    },
  },
  'of somebody who was invited': {
    sees: ['new password', 'new password, refused'],
    async go({ page, open, see, signIn, type, press, isBack }) {
      const shop = await open(invited)
      const username = await shop.customer({}, false)
      await page.goto(shop.address('/login'))
      await signIn(username, temporaryPassword)
      await see('new password')
      const fields = { 'Given name': 'زينب', 'Phone number': '+14325551212', Birthdate: '1990-02-28' }
      await type({ 'New password': 'short', ...fields })
      await press('Set the password')
      await see('new password, refused')
      await type({ 'New password': 'Quartz#84-lantern', ...fields })
      await press('Set the password')
      await isBack()
    },
  },
  'on, with the session of the browser or without': {
    sees: ['account chooser', 'sign-in'],
    async go({ page, open, see, signIn, press, follow, isBack }) {
      const shop = await open(withProviders)
      const username = await shop.customer()
      await page.goto(shop.address('/login'))
      await signIn(username)
      await isBack()
      await page.goto(shop.address('/oauth2/authorize', { prompt: 'select_account' }))
      await see('account chooser')
      await press(`Continue as ${username}`)
      await isBack()
      await page.goBack()
      await follow('Use another account')
      await see('sign-in')
    },
  },
  'with a pretended provider': {
    sees: ['sign-in, providers too', 'pretended provider', 'pretended provider, refused'],
    passes: ['/oauth2/idpresponse'],
    async go({ page, open, see, type, press, follow, isBack }) {
      const shop = await open(withProviders)
      await page.goto(shop.address('/login'))
      await see('sign-in, providers too')
      await follow('Continue with Google')
      await see('pretended provider')
      await type({ Sub: 'g-1', Email: 'gina@example.com', 'Further claims': '[1]' })
      await press('Continue')
      await see('pretended provider, refused')
      await type({ Sub: 'g-1', Email: 'gina@example.com', 'Further claims': '{"plan": "gold"}' })
      await press('Continue')
      const { searchParams } = await isBack()
      if (!searchParams.get('code')) throw new Error(`No code: ${searchParams}`)
    },
  },
  'away from a provider': {
    sees: ['sign-in, providers only'],
    async go({ page, open, see, follow, isBack }) {
      const shop = await open(onlyProviders)
      await page.goto(shop.address('/login'))
      await see('sign-in, providers only')
      await follow('Continue with Google')
      await follow('Refuse')
      await isBack()
    },
  },
  'under a style sheet of one’s own': {
    sees: ['sign-in, a style sheet of its own'],
    async go({ page, open, see }) {
      const shop = await open(openBranded)
      await page.goto(shop.address('/login'))
      await see('sign-in, a style sheet of its own')
    },
  },
  'in the dark': {
    sees: ['sign-in, a dark style'],
    async go({ page, open, see }) {
      const shop = await open(openDark)
      await page.goto(shop.address('/login'))
      await see('sign-in, a dark style')
    },
  },
}
