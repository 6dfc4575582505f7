import { describe, expect, test } from 'vitest'
import { type HostedPlace, hiddenField, hostedPlace, problemOf, sentTo, signInOn } from '../support/hosted.ts'
import { attributes, confirmedUser, goodPassword } from '../support/people.ts'

const managed = { managed: true }

/** What a page says of its language, its heading, and what it sets. */
async function shown(response: Response) {
  const html = await response.text()
  return {
    lang: /<html lang="([^"]*)"/.exec(html)?.[1],
    header: response.headers.get('content-language'),
    title: /<h1>([^<]*)</.exec(html)?.[1],
    cookie: response.headers.getSetCookie().find((line) => line.startsWith('lang=')),
  }
}

const english = { lang: 'en', header: 'en-US', title: 'Sign in', cookie: undefined }
const german = { lang: 'de', header: 'de', title: 'Anmelden', cookie: undefined }
const inGerman = 'lang=de; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax'

const login = (shop: HostedPlace, lang?: string) => `/login?${shop.query({ lang })}`

/** The reasons that the request log gives for the last answer. */
const lastNotes = ({ core }: HostedPlace) => core.kernel.log.entries[0]?.reasons

describe('the language of managed login', () => {
  test.each([
    ['de', 'Anmelden'],
    ['es', 'Iniciar sesión'],
    ['fr', 'Se connecter'],
    ['id', 'Masuk'],
    ['it', 'Accedi'],
    ['ja', 'サインイン'],
    ['ko', '로그인'],
    ['pt-BR', 'Entrar'],
    ['zh-CN', '登录'],
    ['zh-TW', '登入'],
  ])('is %s where lang says so', async (lang, title) => {
    const shop = await hostedPlace(managed)

    const page = await shown(await shop.browser().get(login(shop, lang)))

    expect(page).toMatchObject({ lang, header: lang, title })
  })

  test('is English otherwise, whatever the browser prefers', async () => {
    const shop = await hostedPlace(managed)
    const browser = shop.browser({ 'accept-language': 'de-DE,de;q=0.9' })

    expect(await shown(await browser.get(login(shop)))).toEqual(english)
    expect(browser.cookies.has('lang')).toBe(false)
  })

  test('is kept in a cookie from the first request on, until another is asked for', async () => {
    const shop = await hostedPlace(managed)
    const browser = shop.browser()

    const first = await browser.get(`/oauth2/authorize?${shop.query({ lang: 'de' })}`)
    expect((await shown(first)).cookie).toBe(inGerman)
    expect(sentTo(first).parameters).toMatchObject({ lang: 'de' })
    expect(await shown(await browser.get(login(shop)))).toEqual(german)
    // Nothing new to remember.
    expect(await shown(await browser.get(login(shop, 'de')))).toEqual(german)

    expect((await shown(await browser.get(login(shop, 'en')))).title).toBe('Sign in')
    expect(browser.cookies.get('lang')).toBe('en')
    expect(await shown(await browser.get(login(shop)))).toEqual(english)
  })

  test.each(['xx', 'DE', 'de-AT', 'pt', 'zh', '', '../de', '__proto__', 'constructor'])(
    'stays what it is where lang says “%s”',
    async (lang) => {
      const shop = await hostedPlace(managed)
      const browser = shop.browser()

      expect(await shown(await browser.get(login(shop, lang)))).toEqual(english)
      browser.cookies.set('lang', 'de')
      expect(await shown(await browser.get(login(shop, lang)))).toEqual(german)
      browser.cookies.set('lang', encodeURIComponent(lang))
      expect(await shown(await browser.get(login(shop)))).toEqual(english)
    },
  )

  test('is noted where it is not what was asked for', async () => {
    const shop = await hostedPlace(managed)

    await shop.browser().get(login(shop, 'xx'))

    expect(lastNotes(shop)).toEqual([
      'Managed login does not speak what lang asks for, only en, de, es, fr, id, it, ja, ko, pt-BR, zh-CN, zh-TW.',
    ])
  })

  test('is kept for each domain of the path form alone', async () => {
    const shop = await hostedPlace(managed)
    const url = `http://localhost:4590/_domains/shop${login(shop, 'de')}`

    const page = await shown(await shop.core.app.request(url, { headers: { 'x-forwarded-proto': 'https' } }))

    expect(page.cookie).toBe('lang=de; Path=/_domains/shop; Max-Age=34560000; HttpOnly; SameSite=Lax; Secure')
  })
})

describe('the classic pages', () => {
  test('are always English', async () => {
    const shop = await hostedPlace()
    const browser = shop.browser()
    browser.cookies.set('lang', 'de')

    expect(await shown(await browser.get(login(shop, 'fr')))).toEqual(english)
    expect(lastNotes(shop)).toEqual(['The classic pages are English whatever lang says.'])
  })
})

describe('a visit in another language', () => {
  test('signs up and confirms', async () => {
    const Schema = [{ Name: 'family_name', Required: true }]
    const shop = await hostedPlace({ ...managed, pool: { Schema } })
    const browser = shop.browser()

    const form = await (await browser.get(`/signup?${shop.query({ lang: 'ja' })}`)).text()
    for (const text of ['アカウントを作成', 'ユーザー名', '姓', 'E メールアドレス', '8 文字以上', '大文字'])
      expect(form).toContain(text)
    const person = { username: 'bob', email: 'bob@example.com', family_name: 'Builder' }
    const weak = await browser.fill(`/signup?${shop.query()}`, { ...person, password: 'weak' })
    expect(await problemOf(weak)).toBe('パスワードが短すぎます。')
    await browser.fill(`/signup?${shop.query()}`, { ...person, password: goodPassword })

    const page = await (await browser.get(`/confirmUser?${shop.query()}`)).text()
    expect(page).toContain('b***@e*** にコードを送信しました。')
    const wrong = await browser.fill(`/confirmUser?${shop.query()}`, { code: '000000' })
    expect(await problemOf(wrong)).toBe('検証コードが無効です。もう一度お試しください。')
    const again = await browser.post(`/resendcode?${shop.query()}`, { _csrf: hiddenField(page, '_csrf') })
    expect(again.status).toBe(302)
    // Messages are the pool's, and in no language of the pages.
    expect(shop.inbox().at(-1)!.text).toContain('Your verification code is')
    const back = await browser.fill(`/confirmUser?${shop.query()}`, { code: shop.lastCode() })
    expect(sentTo(back).parameters).toMatchObject({ state: 's1', code: expect.any(String) })
  })

  test('recovers a password', async () => {
    const shop = await hostedPlace(managed)
    await confirmedUser(shop, 'alice')
    const browser = shop.browser()

    const ask = await shown(await browser.get(`/forgotPassword?${shop.query({ lang: 'pt-BR' })}`))
    await browser.fill(`/forgotPassword?${shop.query()}`, { username: 'alice' })
    const reset = await (await browser.get(`/confirmForgotPassword?${shop.query()}`)).text()

    expect(ask.title).toBe('Esqueceu sua senha?')
    for (const text of ['Defina uma nova senha', 'Enviamos um código para a***@e***.', 'Nova senha']) {
      expect(reset).toContain(text)
    }
  })

  test('says what the service says in its words, and what it does not know as it is', async () => {
    const PreAuthentication = async () => {
      throw new Error('User already exists')
    }
    const shop = await hostedPlace({ ...managed, client: { PreventUserExistenceErrors: 'ENABLED' } })
    const closed = await hostedPlace({ ...managed, emulator: { triggers: { PreAuthentication } as never } })
    await confirmedUser(closed, 'alice')
    const problem = async ({ query, browser }: HostedPlace) =>
      problemOf(await signInOn(browser(), query({ lang: 'de' }), 'alice'))

    expect(await problem(shop)).toBe('Benutzername oder Passwort ist falsch.')
    expect(await problem(closed)).toBe('PreAuthentication failed with error User already exists.')
  })

  test('sets a second factor up', async () => {
    const shop = await hostedPlace(managed)
    await confirmedUser(shop, 'alice')
    const MfaConfiguration = 'ON'
    await shop.call('SetUserPoolMfaConfig', {
      ...{ UserPoolId: shop.poolId, MfaConfiguration },
      SoftwareTokenMfaConfiguration: { Enabled: true },
    })
    const browser = shop.browser()

    await signInOn(browser, shop.query({ lang: 'fr' }), 'alice')
    const first = await (await browser.get(`/mfa?${shop.query()}`)).text()
    await browser.fill(`/mfa?${shop.query()}`, {})
    const second = await (await browser.get(`/mfa?${shop.query()}`)).text()
    const wrong = await browser.fill(`/mfa?${shop.query()}`, { code: '000000' })

    expect(first).toContain('Afficher le code QR')
    for (const text of ['aria-label="Code QR contenant la clé ci-dessous"', 'Clé\u00a0:', 'Retour à la connexion']) {
      expect(second).toContain(text)
    }
    expect(await problemOf(wrong)).toBe(
      'Le code ne correspond pas. L’application d’authentification n’a pas été configurée.',
    )
  })

  test('names who is signed in, as text', async () => {
    const shop = await hostedPlace(managed)
    await confirmedUser(shop, '<b>x&y</b>', { email: 'x@example.com' })
    const browser = shop.browser()
    await signInOn(browser, shop.query({ lang: 'it' }), '<b>x&y</b>')

    const html = await (await browser.get(`/login?${shop.query({ prompt: 'select_account' })}`)).text()

    expect(html).toContain('Hai effettuato l’accesso come &lt;b&gt;x&amp;y&lt;/b&gt;.')
    expect(html).not.toContain('<b>')
  })

  test('links the terms in its language where there are some, else the default ones', async () => {
    const shop = await hostedPlace(managed)
    const client = {
      UserPoolId: shop.poolId,
      ClientId: shop.clientId,
      TermsSource: 'LINK',
      Enforcement: 'NONE',
    } as const
    const write = (TermsName: string, Links: Record<string, string>) =>
      shop.call('CreateTerms', { ...client, TermsName, Links })
    await write('terms-of-use', { 'cognito:default': 'https://shop.example/use' })
    await write('privacy-policy', {
      'cognito:default': 'https://shop.example/privacy',
      'cognito:chinese-simplified': 'https://shop.example/zh/privacy',
    })
    const read = async (lang: string) => (await shop.browser().get(`/signup?${shop.query({ lang })}`)).text()

    expect(await read('zh-CN')).toContain(
      '注册即表示您同意<a href="https://shop.example/use">使用条款</a>和<a href="https://shop.example/zh/privacy">隐私政策</a>。',
    )
    expect(await read('es')).toContain('y la <a href="https://shop.example/privacy">política de privacidad</a>.')
    expect(await read('en')).toContain(
      'By signing up you agree to the <a href="https://shop.example/use">terms of use</a>',
    )
  })
})

describe('pages besides a visit', () => {
  test('say what is wrong in the language of the request that went wrong', async () => {
    const shop = await hostedPlace(managed)
    const browser = shop.browser()

    const sent = await browser.get(
      `/oauth2/authorize?${shop.query({ lang: 'ko', redirect_uri: 'https://evil.example/' })}`,
    )
    const response = await browser.get(sent.headers.get('location')!)

    expect(sent.headers.get('location')).toContain('/error?error=redirect_mismatch')
    expect(response.status).toBe(400)
    const html = await response.text()
    for (const text of [
      '<html lang="ko">',
      '요청한 페이지에서 오류가 발생했습니다.',
      '<code>redirect_mismatch</code>',
    ]) {
      expect(html).toContain(text)
    }
  })

  test('say so where the client has no style', async () => {
    const shop = await hostedPlace(managed)
    const { UserPoolClient } = await shop.call('DescribeUserPoolClient', {
      ...{ UserPoolId: shop.poolId, ClientId: shop.clientId },
    })
    const { ClientId: _, ClientSecret: __, CreationDate, LastModifiedDate, ...settings } = UserPoolClient!
    const other = await shop.call('CreateUserPoolClient', { ...settings, UserPoolId: shop.poolId, ClientName: 'plain' })
    const query = shop.query({ client_id: other.UserPoolClient!.ClientId!, lang: 'id' })

    expect((await shown(await shop.browser().get(`/login?${query}`))).title).toBe('Halaman masuk tidak tersedia')
  })

  test('behind links in messages speak the language of the browser', async () => {
    const VerificationMessageTemplate = { DefaultEmailOption: 'CONFIRM_WITH_LINK' } as const
    const shop = await hostedPlace({ ...managed, pool: { VerificationMessageTemplate } })
    await shop.call('SignUp', {
      ...{ ClientId: shop.clientId, Username: 'bob', Password: goodPassword },
      UserAttributes: attributes({ email: 'bob@example.com' }),
    })
    const link = shop.inbox().at(-1)!.link!
    const browser = shop.browser()
    await browser.get(login(shop, 'de'))

    expect((await shown(await browser.get(link))).title).toBe('Ihre Registrierung wurde bestätigt!')
    const damaged = link.replace('user_name=bob', 'user_name=nobody')
    expect(await (await browser.get(damaged)).text()).toContain('Diesen Benutzer gibt es in dieser Anwendung nicht.')
    expect((await shown(await shop.browser().get(damaged))).title).toBe('Your registration was not confirmed')
    expect((await shown(await browser.get('/eventFeedback?feedback_value=valid'))).title).toBe('Hier ist nichts')
  })
})
