import type { Journey } from './visitor.ts'

const plain = { domain: 'newcomers' }

const demanding = {
  domain: 'demanding',
  style: {},
  terms: true,
  pool: {
    Schema: ['name', 'given_name', 'phone_number', 'birthdate', 'address', 'website', 'locale'].map((Name) => ({
      Name,
      Required: true,
    })),
  },
} as const

const byLink = {
  domain: 'links',
  pool: { VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_LINK' } },
} as const

const newPassword = 'Quartz#84-lantern'
let people = 0
const somebody = () => `bob-${++people}`

/** Ways of newcomers, and of those who have forgotten their password. */
export const signUpJourneys: Readonly<Record<string, Journey>> = {
  'of a newcomer': {
    sees: ['sign-up', 'sign-up, refused', 'code of a new user', 'code of a new user, refused', 'code of a new user'],
    passes: ['/resendcode'],
    async go({ page, open, see, type, press, follow, codeFor, isBack }) {
      const shop = await open(plain)
      const [taken, username] = [await shop.customer(), somebody()]
      await page.goto(shop.address('/login'))
      await follow('Sign up')
      await see('sign-up')
      await type({ Username: taken, Email: 'bob@example.com', Password: newPassword })
      await press('Sign up')
      await see('sign-up, refused')
      await type({ Username: username, Password: newPassword })
      await press('Sign up')
      await see('code of a new user')
      await type({ Code: '000000' })
      await press('Confirm account')
      await see('code of a new user, refused')
      await press('Send another one')
      await see('code of a new user')
      await type({ Code: await codeFor(username) })
      await press('Confirm account')
      await isBack()
    },
  },
  'of somebody who comes back to confirm': {
    sees: ['code of a user who came back', 'code of a new user, no more codes'],
    async go({ page, emulator, open, see, type, press, signIn }) {
      const shop = await open(plain)
      const Username = somebody()
      await page.goto(shop.address('/signup'))
      await type({ Username, Email: `${Username}@example.com`, Password: newPassword })
      await press('Sign up')
      await page.goto(shop.address('/login'))
      await signIn(Username, newPassword)
      await see('code of a user who came back')
      const another = () => emulator.call('ResendConfirmationCode', { ClientId: shop.clientId, Username })
      while (await another().catch(() => false));
      await press('Send another one')
      await see('code of a new user, no more codes')
    },
  },
  'of a newcomer who is asked a lot': {
    sees: ['sign-up, everything asked'],
    async go({ page, open, see }) {
      const shop = await open(demanding)
      await page.goto(shop.address('/signup'))
      await see('sign-up, everything asked')
    },
  },
  'of a newcomer with a link': {
    sees: ['link of a new user', 'link of a new user, in lower case', 'link of a new user, damaged'],
    async go({ page, emulator, open, see, type, press }) {
      const shop = await open(byLink)
      const username = somebody()
      await page.goto(shop.address('/signup'))
      await type({ Username: username, Email: `${username}@example.com`, Password: newPassword })
      await press('Sign up')
      const { link } = await emulator.inbox.waitFor({ username })
      await page.goto(link!)
      await see('link of a new user')
      await page.goto(link!.replace('confirmUser', 'confirmuser'))
      await see('link of a new user, in lower case')
      await page.goto(link!.replace(/user_name=[^&]+/, 'user_name=nobody'))
      await see('link of a new user, damaged')
    },
  },
  'of somebody who has forgotten the password': {
    sees: ['forgotten password', 'forgotten password, refused', 'password by code', 'password by code, refused'],
    async go({ page, open, see, type, press, follow, codeFor, isBack }) {
      const shop = await open(plain)
      const username = await shop.customer()
      await page.goto(shop.address('/login'))
      await follow('Forgot your password?')
      await see('forgotten password')
      await type({ Username: await shop.customer({ email_verified: 'false' }) })
      await press('Send the code')
      await see('forgotten password, refused')
      await type({ Username: username })
      await press('Send the code')
      await see('password by code')
      await type({ Code: '000000', 'New password': newPassword })
      await press('Set the password')
      await see('password by code, refused')
      await type({ Code: await codeFor(username), 'New password': newPassword })
      await press('Set the password')
      await isBack()
    },
  },
}
