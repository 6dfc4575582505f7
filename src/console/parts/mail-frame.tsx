/** A frame in which a mail is shown as its reader sees it. */
export function MailFrame({ src }: { src: string }) {
  return (
    <iframe
      class="mail"
      title="The message as its reader sees it"
      src={src}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
    />
  )
}

/** The service's own words stand in a `pre`: on a narrow page their links are to be seen, too. */
const fitting = '<style>:where(pre){white-space:pre-wrap}:where(body){overflow-wrap:anywhere}</style>'

/**
 * The HTML of a message for the frame around it. Whoever wrote it may bring styles and pictures of their own, and nothing
 * else: no script runs, nothing is loaded, and it counts as another site. Its links open beside the console.
 */
export function mailDocument(html: string): Response {
  const policy = [
    'sandbox allow-popups allow-popups-to-escape-sandbox',
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    'img-src data:',
    "frame-ancestors 'self'",
  ]
  return new Response(
    `<!DOCTYPE html><base target="_blank"><meta name="color-scheme" content="light">${fitting}${html}`,
    {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': policy.join('; '),
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      },
    },
  )
}
