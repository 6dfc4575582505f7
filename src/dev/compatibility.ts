/** Writes docs/compatibility.md: what is different from the service, and what is only believed to be the same. */
import { writeFileSync } from 'node:fs'
import { type Evidence, evidence } from './evidence.ts'

const areas: readonly (readonly [string, RegExp])[] = [
  ['Protocol, validation, signatures, quotas', /^src\/(api|http|kernel)\//],
  ['User pools and app clients', /domain\/(pools|clients|resource-servers|branding)\//],
  ['Users, groups, imports', /domain\/(users|groups|imports|identity-providers)\//],
  [
    'Passwords, codes, factors, devices',
    /domain\/(credentials|codes|devices|messages|verification|recovery|sign-up)\//,
  ],
  ['Signing in, sessions, tokens', /domain\/(sign-in|sessions|tokens)\//],
  ['Threat protection', /domain\/risk\//],
  ['Lambda triggers', /domain\/triggers\/|src\/edges\//],
  ['Hosted pages and OAuth', /src\/oauth\/|domain\/hosted\//],
  ['Single operations', /src\/operations\//],
  ['Everything else', /./],
]

const all = evidence()
const count = (mark: Evidence['mark']) => all.filter((one) => one.mark === mark).length

const page = `# Compatibility

<!-- Written by "npm run generate" from the comments of the code; do not edit. -->

Every rule in the code says where it is known from. ${count('Documented')} statements come from the service's documentation, ${count('Observed')} from
recordings of the service that somebody published, ${count('Inferred')} are conclusions of ours, and ${count('Ours')} are different on purpose.
If you know better about one of the conclusions, a recording of the real answer is all it takes to change it.

## Different on purpose

- The endpoint is one server on your machine, \`http://localhost:4590\`; tokens are issued in its name unless \`--issuer\` says otherwise.
- Signatures have to be there and are not checked, unless \`--require-signature\` asks for it. Anybody who reaches the port may do anything.
- E-mails and text messages go to an inbox, and e-mails to your SMTP server if you name one; nothing reaches SES, SNS or a phone.
- Request rates are only limited with \`--quotas\`.
- Risk is scored by a model of our own. The service does not publish its own; levels, decisions, actions and events have its form.
- Risk can be forced, time can be moved, requests can be made to fail: see [threat protection](threat-protection.md) and [testing](testing.md).
${bullets(all.filter(({ mark }) => mark === 'Ours'))}

## Believed, not known

What follows was concluded from other behaviour of the service. It is right as far as we can tell.

${sections()}
`

writeFileSync('docs/compatibility.md', page)

function sections(): string {
  const inferred = all.filter(({ mark }) => mark === 'Inferred')
  const placed = inferred.map((one) => ({ one, area: areas.find(([, files]) => files.test(one.file))![0] }))
  return areas
    .map(([area]) => ({ area, found: placed.filter((place) => place.area === area).map(({ one }) => one) }))
    .filter(({ found }) => found.length > 0)
    .map(({ area, found }) => `### ${area}\n\n${bullets(found)}`)
    .join('\n\n')
}

/** Statements with the file that holds them; equal ones once. */
function bullets(statements: readonly Evidence[]): string {
  const lines = statements.map(({ text, file }) => `- ${capital(text)} (\`${file.replace(/^src\//, '')}\`)`)
  return [...new Set(lines)].join('\n')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
