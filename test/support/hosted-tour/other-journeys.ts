import { textMessages } from './shops.ts'
import type { Journey, Visitor } from './visitor.ts'

const guarded = {
  domain: 'guarded',
  pool: { UserPoolTier: 'PLUS', UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } },
  mfa: {
    MfaConfiguration: 'OPTIONAL',
    SmsMfaConfiguration: { SmsConfiguration: textMessages },
  },
  risk: {
    AccountTakeoverRiskConfiguration: {
      Actions: {
        LowAction: { EventAction: 'NO_ACTION', Notify: true },
        MediumAction: { EventAction: 'MFA_REQUIRED', Notify: false },
        HighAction: { EventAction: 'BLOCK', Notify: true },
      },
      NotifyConfiguration: { SourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/shop.example' },
    },
    CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: 'BLOCK' } },
  },
} as const

const bare = { domain: 'bare', style: null }

async function risky({ page, emulator, open, signIn }: Visitor, level: 'Medium' | 'High') {
  const shop = await open(guarded)
  const username = await shop.customer({ phone_number: '+14325551212', phone_number_verified: 'true' })
  await emulator.nextRisk({ userPoolId: shop.userPoolId, username }, level)
  await page.goto(shop.address('/login'))
  await signIn(username)
  return { shop, username }
}

/** Ways that end before they lead anywhere, and those that begin in a message. */
export const otherJourneys: Readonly<Record<string, Journey>> = {
  'of a sign-in that is blocked, and its links': {
    sees: ['sign-in, blocked', 'link that it was not I', 'link that it was I', 'dead link', 'stray link'],
    async go(visitor) {
      const { page, emulator, see } = visitor
      const { username } = await risky(visitor, 'High')
      await see('sign-in, blocked')
      const { feedback } = await emulator.inbox.waitFor({ username })
      const { validUrl, invalidUrl } = feedback as { validUrl: string; invalidUrl: string }
      await page.goto(invalidUrl)
      await see('link that it was not I')
      await page.goto(validUrl)
      await see('link that it was I')
      await page.goto(validUrl.replace(/feedback_token=[^&]+/, 'feedback_token=A'))
      await see('dead link')
      await page.goto(validUrl.replace(/user_pool_id=[^&]+/, 'user_pool_id=us-east-1_AAAAAAAAA'))
      await see('stray link')
    },
  },
  'of a sign-in that needs a second factor': {
    sees: ['second factor because of a risk'],
    async go(visitor) {
      const { username } = await risky(visitor, 'Medium')
      await visitor.see('second factor because of a risk')
      await visitor.type({ Code: await visitor.codeFor(username) })
      await visitor.press('Continue')
      await visitor.isBack()
    },
  },
  'of somebody with a password that others know': {
    sees: ['forgotten password, because others know it', 'password by code'],
    async go({ page, emulator, open, see, signIn, press }) {
      const shop = await open(guarded)
      const Username = await shop.customer()
      const Password = 'Password1!'
      await emulator.call('AdminSetUserPassword', { UserPoolId: shop.userPoolId, Username, Password, Permanent: true })
      await page.goto(shop.address('/login'))
      await signIn(Username, Password)
      await see('forgotten password, because others know it')
      await press('Send the code')
      await see('password by code')
    },
  },
  'of applications that ask wrongly': {
    sees: [
      'wrong address to call back',
      'wrong client',
      'wrong request',
      'too many requests',
      'no style',
      'no such domain',
    ],
    async go({ page, emulator, open, see }) {
      const shop = await open(guarded)
      await page.goto(shop.address('/oauth2/authorize', { redirect_uri: 'https://evil.example/' }))
      await see('wrong address to call back')
      await page.goto(shop.address('/oauth2/authorize', { client_id: 'nobody' }))
      await see('wrong client')
      await page.goto(`${shop.domain}/error`)
      await see('wrong request')
      await emulator.faults.add({ operation: 'Login_GET', error: 'TooManyRequestsException', times: 1 } as never)
      await page.goto(shop.address('/login'))
      await see('too many requests')
      const unfinished = await open(bare)
      await page.goto(unfinished.address('/login'))
      await see('no style')
      await page.goto(shop.address('/login').replace('guarded', 'nobodys'))
      await see('no such domain')
    },
  },
  'of providers that answer what nobody asked': {
    sees: ['wrong request', 'wrong request', 'wrong request', 'wrong request'],
    passes: ['/oauth2/idpresponse', '/saml2/idpresponse', '/saml2/logout'],
    async go({ page, open, see, press }) {
      const { domain } = await open(guarded)
      await page.goto(`${domain}/oauth2/idpresponse?code=c&state=s`)
      await see('wrong request')
      await page.goto(`${domain}/saml2/idpresponse?RelayState=s`)
      await see('wrong request')
      for (const path of ['/saml2/idpresponse', '/saml2/logout']) {
        await page.goto('about:blank')
        await page.setContent(
          `<form method="post" action="${domain}${path}"><button name="SAMLResponse">Go</button></form>`,
        )
        await press('Go')
        await see('wrong request')
      }
    },
  },
}
