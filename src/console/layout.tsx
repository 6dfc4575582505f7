import type { Child } from 'hono/jsx'
import { assetUrl } from './assets.ts'
import { links } from './links.ts'
import { exact } from './parts/time.tsx'
import type { Visit } from './visit.ts'

/** What a page says about itself. */
export interface PageFacts {
  readonly title: string
  readonly status?: number
  /** Which entry of the menu it belongs to. */
  readonly section?: Section
  /** The pages above it, outermost first. */
  readonly above?: readonly { readonly href: string; readonly name: string }[]
  /** What stands beside the heading. */
  readonly beside?: Child
}

/** An entry of the menu. */
export type Section = (typeof menu)[number]['section']

const menu = [
  { section: 'overview', name: 'Overview', href: links.overview },
  { section: 'lab', name: 'Sign-in lab', href: links.lab() },
  { section: 'pools', name: 'Pools', href: links.pools },
  { section: 'inbox', name: 'Inbox', href: links.inbox() },
  { section: 'requests', name: 'Requests', href: links.requests() },
  { section: 'clock', name: 'Clock & faults', href: links.clock },
  { section: 'tour', name: 'Guided tour', href: links.tour(1) },
] as const

/** A whole page of the console: menu, heading, what was just done, and the content. */
export async function html(visit: Visit, facts: PageFacts, content: Child): Promise<Response> {
  const { title, status = 200, section, above = [], beside } = facts
  const document = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · cognito-plus`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={assetUrl('console.css')} />
        <script type="module" src={assetUrl('console.js')} />
      </head>
      <body>
        <a class="skip" href="#content">
          Skip to the content
        </a>
        <header class="bar">
          <a class="brand" href={links.overview}>
            <Logo /> cognito-plus
          </a>
          <nav aria-label="Console">
            <ul>
              {menu.map((entry) => (
                <li>
                  <a href={entry.href} aria-current={entry.section === section ? 'page' : undefined}>
                    {entry.name}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <p class="now" id="now" data-live>
            <a href={links.clock}>
              <span class="quiet">Clock</span> {exact(visit.clock.now)}
              {visit.clock.frozen && <span class="tag">frozen</span>}
            </a>
          </p>
        </header>
        <main id="content" tabindex={-1}>
          {above.length > 0 && (
            <nav class="crumbs" aria-label="Where this is">
              <ol>
                {above.map(({ href, name }) => (
                  <li>
                    <a href={href}>{name}</a>
                  </li>
                ))}
              </ol>
            </nav>
          )}
          <div class="heading">
            <h1>{title}</h1>
            {beside}
          </div>
          {visit.notice && (
            // With the focus it is read out, and the keyboard goes on from here.
            <p class={`notice ${visit.notice.kind}`} tabindex={-1} autofocus>
              {visit.notice.text}
            </p>
          )}
          {content}
          {/* What a part of the page has come to say is told here, too, for those who do not see it change. */}
          <p class="hidden" role="status" id="told" />
        </main>
      </body>
    </html>
  )
  return new Response(`<!DOCTYPE html>${await document.toString()}`, { status, headers })
}

function Logo() {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
      <path class="shield" d="M12 1.5 21 5v7c0 5-3.7 8.8-9 10.5C6.7 20.8 3 17 3 12V5z" />
      <path class="tick" d="M12 7.5v9M7.5 12h9" />
    </svg>
  )
}

// Pages show tokens and codes: nothing of them may be kept, framed, or told to another site.
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  // Not "no-referrer": forms would then be posted with the Origin null.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const
