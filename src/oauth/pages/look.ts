import type { Context } from '../../context.ts'
import { defaultStyle } from '../../domain/branding/default-style.ts'
import { findStyleOf, toBrandingType } from '../../domain/branding/styles.ts'
import { findCustomization, imagePath } from '../../domain/branding/ui-customization.ts'
import type { Client, HostedRequest } from '../domain-request.ts'

/** What the pages of a client look like. */
export interface Look {
  /** Style sheet to be laid over the pages' own. */
  readonly css: string
  readonly logo?: Logo | undefined
  /** Address of the icon. */
  readonly icon?: string | undefined
  /** `light dark` where the browser decides. */
  readonly scheme: 'light' | 'dark' | 'light dark'
}

/** Addresses of a logo; `dark` where browsers in dark mode have one of their own. */
export interface Logo {
  readonly light: string
  readonly dark?: string | undefined
}

/** The look of pages that are no client's. */
export const plainLook: Look = { css: '', scheme: 'light dark' }

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
    logo: look?.image ? { light: `${base}${imagePath(look)}` } : undefined,
    // Style sheets of the classic pages were made for light ones.
    scheme: look?.css ? 'light' : 'light dark',
  }
}

type Style = ReturnType<typeof toBrandingType>
type Asset = NonNullable<Style['Assets']>[number]

function managedLook({ Settings, Assets = [] }: Style): Look {
  const setting = (path: string) => path.split('.').reduce<unknown>(member, Settings)
  const mode = setting('categories.global.colorSchemeMode')
  const scheme = mode === 'DARK' ? 'dark' : mode === 'DYNAMIC' ? 'light dark' : 'light'
  const colours = (side: 'lightMode' | 'darkMode') =>
    Object.entries(colourSettings)
      .flatMap(([variable, path]) => {
        const value = setting(path.replace('*', side))
        return isColour(value) ? [`--${variable}: #${value};`] : []
      })
      .join(' ')
  const radius = (path: string, variable: string) => {
    const value = setting(path)
    return typeof value === 'number' && value >= 0 && value <= 100 ? [`--${variable}: ${value}px;`] : []
  }
  const shape = [
    ...radius('components.form.borderRadius', 'card-radius'),
    ...radius('componentClasses.buttons.borderRadius', 'button-radius'),
    ...radius('componentClasses.input.borderRadius', 'input-radius'),
  ].join(' ')
  // On the body, where they win over what the root says in whichever mode; colours of one mode stay out of the other.
  const css =
    scheme === 'light dark'
      ? [
          `body { ${shape} }`,
          `@media (prefers-color-scheme: light) { body { ${colours('lightMode')} } }`,
          `@media (prefers-color-scheme: dark) { body { ${colours('darkMode')} } }`,
        ]
      : [`body { ${shape} ${colours(scheme === 'dark' ? 'darkMode' : 'lightMode')} }`]
  const hasLogo = setting('components.form.logo.enabled') === true
  return {
    ...{ css: css.join('\n'), scheme, icon: pictures(Assets, ['FAVICON_SVG', 'FAVICON_ICO'], scheme)?.light },
    logo: hasLogo ? pictures(Assets, ['FORM_LOGO'], scheme) : undefined,
  }
}

/** Observed: deployments of 2026, the names of text colours. Documented: branding designer pages, the others. */
const colourSettings = {
  back: 'components.pageBackground.*.color',
  card: 'components.form.*.backgroundColor',
  line: 'components.form.*.borderColor',
  text: 'components.pageText.*.bodyColor',
  heading: 'components.pageText.*.headingColor',
  quiet: 'components.pageText.*.descriptionColor',
  button: 'components.primaryButton.*.defaults.backgroundColor',
  'button-text': 'components.primaryButton.*.defaults.textColor',
  field: 'componentClasses.input.*.defaults.backgroundColor',
  edge: 'componentClasses.input.*.defaults.borderColor',
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

/** The pictures of the first category that has any, for the modes in which pages appear. */
function pictures(assets: readonly Asset[], categories: readonly string[], scheme: Look['scheme']): Logo | undefined {
  const usable = assets.filter(({ Bytes, Extension }) => Bytes && types[Extension])
  const found = categories
    .map((name) => usable.filter(({ Category }) => Category === name))
    .find(({ length }) => length)
  if (!found) return undefined
  const of = (mode: Asset['ColorMode']) => found.find(({ ColorMode }) => ColorMode === mode)
  const [light, dark] = [of('LIGHT') ?? of('DYNAMIC') ?? found[0]!, of('DARK') ?? of('DYNAMIC') ?? found[0]!]
  if (scheme === 'dark') return { light: dataOf(dark) }
  return { light: dataOf(light), dark: scheme === 'light dark' && dark !== light ? dataOf(dark) : undefined }
}

function dataOf({ Bytes, Extension }: Asset): string {
  return `data:${types[Extension]};base64,${Buffer.from(Bytes!).toString('base64')}`
}
