import type { Context } from '../../context.ts'
import { defaultStyle } from '../../domain/branding/default-style.ts'
import { findStyleOf, toBrandingType } from '../../domain/branding/styles.ts'
import { findCustomization, imagePath } from '../../domain/branding/ui-customization.ts'
import type { Client, HostedRequest } from '../domain-request.ts'

/** What the pages of a client look like. */
export interface Look {
  /** Style sheet to be laid over the pages' own. */
  readonly css: string
  /** Address of the logo. */
  readonly logo: string | undefined
  /** `light dark` where the browser decides. */
  readonly scheme: 'light' | 'dark' | 'light dark'
}

/** The look of a client's pages; undefined where managed login has none. Documented: an app client made by API has no style. */
export function lookOf(ctx: Context, { pool, managed, base }: HostedRequest, client: Client): Look | undefined {
  if (managed) {
    const style = findStyleOf(ctx, client)
    if (style) return managedLook(toBrandingType(style, true))
    // Inferred: clients that registered themselves have no style, and pages all the same.
    return client.settings.ClientType === 'DCR' ? managedLook({ Settings: defaultStyle }) : undefined
  }
  const look = findCustomization(ctx, pool, client.id)
  return {
    css: look?.css ?? '',
    logo: look?.image ? `${base}${imagePath(look)}` : undefined,
    scheme: 'light dark',
  }
}

type Style = ReturnType<typeof toBrandingType>

function managedLook({ Settings, Assets = [] }: Style): Look {
  const setting = (path: string) => path.split('.').reduce<unknown>(member, Settings)
  const mode = setting('categories.global.colorSchemeMode')
  const scheme = mode === 'DARK' ? 'dark' : mode === 'DYNAMIC' ? 'light dark' : 'light'
  const colours = (side: 'lightMode' | 'darkMode') =>
    Object.entries(colourSettings).flatMap(([variable, path]) => {
      const value = setting(path.replace('*', side))
      return isColour(value) ? [`--${variable}: #${value};`] : []
    })
  const radius = (path: string, variable: string) => {
    const value = setting(path)
    return typeof value === 'number' && value >= 0 && value <= 100 ? [`--${variable}: ${value}px;`] : []
  }
  const shape = [
    ...radius('components.form.borderRadius', 'card-radius'),
    ...radius('componentClasses.buttons.borderRadius', 'button-radius'),
    ...radius('componentClasses.input.borderRadius', 'input-radius'),
  ]
  const dark = colours('darkMode').join(' ')
  // On the body, where they win over what the root says in whichever mode.
  const css = [
    `body { ${[...shape, scheme === 'dark' ? dark : colours('lightMode').join(' ')].join(' ')} }`,
    ...(scheme === 'light dark' ? [`@media (prefers-color-scheme: dark) { body { ${dark} } }`] : []),
  ]
  return { css: css.join('\n'), logo: logoOf(Settings, Assets), scheme }
}

const colourSettings = {
  back: 'components.pageBackground.*.color',
  card: 'components.form.*.backgroundColor',
  line: 'components.form.*.borderColor',
  button: 'components.primaryButton.*.defaults.backgroundColor',
  'button-text': 'components.primaryButton.*.defaults.textColor',
  link: 'componentClasses.link.*.defaults.textColor',
  focus: 'componentClasses.focusState.*.borderColor',
} as const

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}

/** Settings are a free document: nothing of it goes into a style sheet unread. */
function isColour(value: unknown): value is string {
  return typeof value === 'string' && /^(?:[\da-f]{3}|[\da-f]{6}|[\da-f]{8})$/i.test(value)
}

const types: Readonly<Record<string, string>> = {
  PNG: 'image/png',
  JPEG: 'image/jpeg',
  WEBP: 'image/webp',
  SVG: 'image/svg+xml',
  ICO: 'image/x-icon',
}

function logoOf(settings: unknown, assets: NonNullable<Style['Assets']>): string | undefined {
  const logo = assets.find(({ Category }) => Category === 'FORM_LOGO')
  const isOn = ['components', 'form', 'logo', 'enabled'].reduce(member, settings) === true
  if (!isOn || !logo?.Bytes || !types[logo.Extension]) return undefined
  return `data:${types[logo.Extension]};base64,${Buffer.from(logo.Bytes).toString('base64')}`
}
