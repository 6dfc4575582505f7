import type { ShopPlan } from './shops.ts'

const logo = (colour: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 40" width="160" height="40">
    <rect width="40" height="40" rx="10" fill="${colour}"/><circle cx="20" cy="20" r="9" fill="#fff"/>
    <path d="M56 12h88v6H56zm0 12h60v6H56z" fill="${colour}"/></svg>`,
  )

/** What the console of the service offers as a template, with its colours. */
const css = `
.logo-customizable { max-width: 60%; max-height: 30%; }
.banner-customizable { padding: 25px 0px 25px 0px; background-color: lightgray; }
.label-customizable { font-weight: 400; }
.textDescription-customizable { padding-top: 10px; padding-bottom: 10px; display: block; font-size: 16px; }
.idpDescription-customizable { padding-top: 10px; padding-bottom: 10px; display: block; font-size: 16px; }
.legalText-customizable { color: #747474; font-size: 11px; }
.submitButton-customizable { font-size: 14px; font-weight: bold; margin: 20px 0px 10px 0px; height: 40px; width: 100%;
  color: #fff; background-color: #337ab7; }
.submitButton-customizable:hover { color: #fff; background-color: #286090; }
.errorMessage-customizable { padding: 5px; font-size: 14px; width: 100%; background: #F5F5F5;
  border: 2px solid #D64958; color: #D64958; }
.inputField-customizable { width: 100%; height: 34px; color: #555; background-color: #fff; border: 1px solid #ccc; }
.inputField-customizable:focus { border-color: #66afe9; outline: 0; }
.idpButton-customizable { height: 40px; width: 100%; text-align: center; margin-bottom: 15px; color: #fff;
  background-color: #5bc0de; border-color: #46b8da; }
.socialButton-customizable { height: 40px; text-align: left; width: 100%; margin-bottom: 15px; }
.redirect-customizable { text-align: center; }
.passwordCheck-notValid-customizable { color: #DF3312; }
.passwordCheck-valid-customizable { color: #19BF00; }
.background-customizable { background-color: #fafafa; }
`

/** Classic pages with logo and style sheet. */
export const openBranded: ShopPlan = {
  domain: 'branded',
  look: { CSS: css, ImageFile: logo('#337ab7').toString('base64') as never },
}

const settings = (colorSchemeMode: string) => ({
  categories: { global: { colorSchemeMode } },
  components: {
    form: { logo: { enabled: true }, borderRadius: 20, lightMode: { backgroundColor: 'ffffffff' } },
    pageBackground: { lightMode: { color: 'fdf2f8ff' }, darkMode: { color: '1a0b14ff' } },
    primaryButton: {
      lightMode: { defaults: { backgroundColor: 'be185dff', textColor: 'ffffffff' } },
      darkMode: { defaults: { backgroundColor: 'f9a8d4ff', textColor: '500724ff' } },
    },
  },
})

const logos = [
  { Category: 'FORM_LOGO', ColorMode: 'LIGHT', Extension: 'SVG', Bytes: logo('#be185d').toString('base64') as never },
  { Category: 'FORM_LOGO', ColorMode: 'DARK', Extension: 'SVG', Bytes: logo('#f9a8d4').toString('base64') as never },
] as const

/** Managed login with a dark style. */
export const openDark: ShopPlan = { domain: 'dark', style: { Settings: settings('DARK'), Assets: [...logos] } }

/** Managed login with a style for both modes. */
export const openDynamic: ShopPlan = { domain: 'both', style: { Settings: settings('DYNAMIC'), Assets: [...logos] } }
