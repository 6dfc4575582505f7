import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { appPage, identityBundle } from '../../support/app-page.ts'
import { describeInBrowser } from '../../support/browser.ts'
import { type AppPlace, appPlace } from '../../support/identity-js.ts'
import { goodPassword } from '../../support/people.ts'
import { chromeOnWindows } from '../../support/protected.ts'

/** A page that loads the script of the emulator where apps load that of the service, and signs in with a password. */
const page = ({ emulator, userPoolId, clientId }: AppPlace) => `<!DOCTYPE html><title>Shop</title>
<script src="${emulator.url}/_emulator/assets/amazon-cognito-advanced-security-data.min.js"></script>
<script src="/amazon-cognito-identity.min.js"></script>
<script>
  const { AuthenticationDetails, CognitoUser, CognitoUserPool } = AmazonCognitoIdentity
  const Pool = new CognitoUserPool({ UserPoolId: '${userPoolId}', ClientId: '${clientId}', endpoint: '${emulator.url}' })
  const signIn = (Username, Password) =>
    new Promise((resolve, reject) => {
      const user = new CognitoUser({ Username, Pool })
      user.setAuthenticationFlowType('USER_PASSWORD_AUTH')
      user.authenticateUser(new AuthenticationDetails({ Username, Password }), {
        onSuccess: (session) => resolve(session.getAccessToken().decodePayload()),
        onFailure: reject,
      })
    })
</script>`

/** Signs in on the page; returns the claims of the access token. */
const signIn = (app: Page, username: string) =>
  app.evaluate(`signIn(${JSON.stringify(username)}, ${JSON.stringify(goodPassword)})`) as Promise<{ event_id: string }>

describeInBrowser('a page with the script of the emulator', (open) => {
  test('shows browser, system, time zone and device in the events of amazon-cognito-identity-js', async () => {
    const place = await protectedApp()
    const url = await appPage(page(place), { '/amazon-cognito-identity.min.js': identityBundle() })
    const inPhoenix = { userAgent: chromeOnWindows, timezoneId: 'America/Phoenix', locale: 'en-US' }
    const app = await open(url, inPhoenix)

    const first = await signIn(app, 'ann')
    const second = await signIn(app, 'ann')
    const other = await signIn(await open(url, { ...inPhoenix, timezoneId: 'Asia/Kolkata' }), 'ann')

    const [here, again, elsewhere] = await Promise.all(
      [first, second, other].map(({ event_id }) => eventOf(place, event_id)),
    )
    expect(here).toMatchObject({
      authEvent: {
        EventType: 'SignIn',
        EventResponse: 'Pass',
        EventContextData: { DeviceName: 'Chrome 126, Windows 10', Timezone: '-07:00' },
      },
      context: {
        browser: 'Chrome 126',
        os: 'Windows 10',
        deviceType: 'desktop',
        deviceId: expect.stringMatching(/^[0-9a-z]{20}:\d{13}$/),
        hasContextData: true,
      },
    })
    expect(again!.context).toMatchObject({ deviceId: here!.context['deviceId'] })
    expect(elsewhere).toMatchObject({
      authEvent: { EventContextData: { Timezone: '+05:30' } },
      context: { hasContextData: true },
    })
    expect(elsewhere!.context['deviceId']).not.toBe(here!.context['deviceId'])
  })
})

async function protectedApp(): Promise<AppPlace> {
  const place = await appPlace({
    pool: { UserPoolTier: 'PLUS', UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' } },
    client: { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
  })
  await place.register('ann')
  return place
}

const eventOf = ({ emulator, userPoolId }: AppPlace, eventId: string) =>
  emulator.events.get({ userPoolId, username: 'ann' }, eventId)
