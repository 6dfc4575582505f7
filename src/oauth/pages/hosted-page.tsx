import { createHash } from 'node:crypto'
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { HostedRequest } from '../domain-request.ts'
import type { Words } from '../languages/en.ts'
import { hostedCss } from './hosted-css.ts'
import type { Logo, Look } from './look.ts'

/** One page of sign-in, sign-up or recovery. */
export interface HostedPage {
  readonly title: string
  readonly words: Words
  readonly look: Look
  /** 200 unless given. */
  readonly status?: number | undefined
  readonly cookies?: readonly string[] | undefined
  /** Names of scripts under `/_assets`; everything works without them, unless it needs hardware. */
  readonly scripts?: readonly string[] | undefined
  readonly content: Child
}

/** A whole page of the hosted UI: one heading and what belongs to it. */
export function hostedPage({ base }: HostedRequest, shown: HostedPage): Response {
  const { title, words, look, content, scripts = [], cookies = [], status = 200 } = shown
  // A style sheet given by API must not end its element.
  const css = `${hostedCss}\n${look.css.replaceAll('</', '<\\/')}`
  const document = (
    <html lang={words.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={look.scheme} />
        {/* An empty one, lest browsers ask for another. */}
        <link rel="icon" href={look.icon ?? 'data:,'} />
        <title>{title}</title>
        <style>{raw(css)}</style>
        {scripts.map((name) => (
          <script src={`${base}/_assets/${name}`} defer></script>
        ))}
      </head>
      <body class={look.scheme === 'dark' ? 'dark' : undefined}>
        {/* Observed: the element that tests of applications look for; it is the card. */}
        <main class="background-customizable">
          {look.logo && <Banner logo={look.logo} />}
          <h1>{title}</h1>
          {content}
        </main>
      </body>
    </html>
  )
  const headers = new Headers({
    'content-type': 'text/html;charset=UTF-8',
    // Observed: captures, the English one.
    'content-language': words.language === 'en' ? 'en-US' : words.language,
    'cache-control': 'no-store',
    'content-security-policy': policy(css),
    'x-robots-tag': 'noindex',
  })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(`<!DOCTYPE html>${document.toString()}`, { status, headers })
}

function Banner({ logo: { light, dark } }: { logo: Logo }) {
  return (
    <div class="banner-customizable">
      <picture>
        {dark && <source srcset={dark} media="(prefers-color-scheme: dark)" />}
        <img class="logo-customizable" src={light} alt="" />
      </picture>
    </div>
  )
}

/** Browsers apply form-action to every redirect after a form too, so it cannot be narrower than where clients may be. */
function policy(css: string): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(css).digest('base64')}'`,
    "img-src 'self' data:",
    "script-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
