import { describe, expect, test } from 'vitest'
import type { AssetType } from '../../src/api/generated/types.ts'
import { hostedClient, hostedPlace } from '../support/hosted.ts'

const asset = (Category: AssetType['Category'], ColorMode: AssetType['ColorMode'], text: string): AssetType => ({
  ...{ Category, ColorMode, Extension: 'SVG', Bytes: new TextEncoder().encode(text) },
})
const addressOf = (text: string) => `data:image/svg+xml;base64,${Buffer.from(text).toString('base64')}`

/** The sign-in page of a client with that style. */
async function styled(colorSchemeMode: string, more: { components?: object; Assets?: AssetType[] } = {}) {
  const shop = await hostedPlace()
  const { poolId: UserPoolId } = shop
  await shop.call('DeleteUserPoolDomain', { UserPoolId, Domain: 'shop' })
  await shop.call('CreateUserPoolDomain', { UserPoolId, Domain: 'shop', ManagedLoginVersion: 2 })
  const made = await shop.call('CreateUserPoolClient', { UserPoolId, ClientName: 'styled', ...hostedClient })
  const ClientId = made.UserPoolClient!.ClientId!
  const Settings = { categories: { global: { colorSchemeMode } }, components: more.components ?? {} }
  await shop.call('CreateManagedLoginBranding', { UserPoolId, ClientId, Settings, Assets: more.Assets ?? [] })
  return (await shop.browser().get(`/login?${shop.query({ client_id: ClientId })}`)).text()
}

const onlyLight = {
  form: { logo: { enabled: true }, lightMode: { backgroundColor: 'ffffffff' } },
  pageText: { lightMode: { headingColor: '111111ff', bodyColor: '222222ff' } },
}
const logos = [asset('FORM_LOGO', 'LIGHT', 'day'), asset('FORM_LOGO', 'DARK', 'night')]

describe('the look of managed login', () => {
  test('keeps the colours of light pages out of dark ones', async () => {
    const html = await styled('DYNAMIC', { components: onlyLight })

    const [, light] = /@media \(prefers-color-scheme: light\) \{ body \{ (.*) \} \}/.exec(html)!
    const [, dark] = /@media \(prefers-color-scheme: dark\) \{ body \{ (.*) \} \}/.exec(html)!
    expect(light).toMatch(/--card: #ffffffff; --text: #222222ff; --heading: #111111ff;/)
    expect(dark).not.toMatch(/--(?:card|text|heading):/)
  })

  test('has the logo of the mode, and both where the browser decides', async () => {
    const [light, dark, dynamic] = await Promise.all(
      ['LIGHT', 'DARK', 'DYNAMIC'].map((mode) => styled(mode, { components: onlyLight, Assets: logos })),
    )

    expect(light).toContain(`<picture><img class="logo-customizable" src="${addressOf('day')}"`)
    expect(dark).toContain(`<picture><img class="logo-customizable" src="${addressOf('night')}"`)
    expect(dynamic).toContain(`<source srcset="${addressOf('night')}" media="(prefers-color-scheme: dark)"/>`)
    expect(dynamic).toContain(`src="${addressOf('day')}"`)
  })

  test('has the icon of the style', async () => {
    const html = await styled('LIGHT', { Assets: [asset('FAVICON_SVG', 'DYNAMIC', 'icon')] })

    expect(html).toContain(`<link rel="icon" href="${addressOf('icon')}"/>`)
    expect(html).not.toContain('<picture>')
  })
})

describe('the look of the classic pages', () => {
  test('is light with a style sheet, which was made for light pages', async () => {
    const shop = await hostedPlace()
    const page = async () => (await shop.browser().get(`/login?${shop.query()}`)).text()

    expect(await page()).toContain('<meta name="color-scheme" content="light dark"/>')
    await shop.call('SetUICustomization', { UserPoolId: shop.poolId, CSS: '.label-customizable { color: #333; }' })
    expect(await page()).toContain('<meta name="color-scheme" content="light"/>')
  })

  test('has what tests of applications look for', async () => {
    const shop = await hostedPlace()

    const html = await (await shop.browser().get(`/login?${shop.query()}`)).text()

    expect(html).toMatch(/<input id="signInFormUsername" class="inputField-customizable" name="username" /)
    expect(html).toMatch(/<input id="signInFormPassword" class="inputField-customizable" name="password" /)
    expect(html).toContain('<input type="submit" class="submitButton-customizable" name="signInSubmitButton"')
    expect(html).toContain('<main class="background-customizable">')
  })
})
