import { pretendedCode } from '../domain/federation/pretend.ts'
import { findProvider } from '../domain/identity-providers/providers.ts'
import type { HostedRequest } from './domain-request.ts'
import { endpoint } from './endpoint.tsx'
import { formToken, type Form as PostedForm, postedForm, whyNotTaken } from './forms.ts'
import { redirect } from './headers.ts'
import { words } from './languages/en.ts'
import { attributeName } from './languages/names.ts'
import { leaving, Shown } from './leaving.ts'
import { hostedPage } from './pages/hosted-page.tsx'
import { plainLook } from './pages/look.ts'
import { Field, Form, GeneralProblem, Submit, type Trouble } from './pages/parts.tsx'
import { queryOf } from './parameters.ts'

/** GET and POST /_pretend: a page that stands for an identity provider, on which anybody can be chosen. */
export const pretend = endpoint('PretendedProvider', { GET: leaving(show), POST: leaving(choose) })

async function show(request: HostedRequest): Promise<Response> {
  return draw(request)
}

async function choose(request: HostedRequest): Promise<Response> {
  const posted = await postedForm(request)
  if (!posted) return draw(request, { trouble: { text: whyNotTaken(request, words) }, status: 403 })
  const { provider, state } = asked(request)
  const named = claimNames(provider)
    .map((name) => [name, posted(`claim.${name}`).trim()] as const)
    .filter(([, value]) => value !== '')
  const more = furtherClaims(posted('more'))
  if (!more) return draw(request, { trouble: { text: 'Further claims must be a JSON object.', field: 'more' }, posted })
  const query = new URLSearchParams({ code: pretendedCode({ ...Object.fromEntries(named), ...more }), state })
  return redirect(`${request.base}/oauth2/idpresponse?${query}`)
}

function furtherClaims(text: string): Record<string, unknown> | undefined {
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

function asked(request: HostedRequest) {
  const query = queryOf(request.c).all
  const name = query.get('provider') ?? ''
  const provider = request.ctx.transact((inside) => findProvider(inside, request.pool.id, name) ?? null)
  if (!provider) throw new Shown('something-wrong')
  return { provider, state: query.get('state') ?? '' }
}

type Provider = ReturnType<typeof asked>['provider']

/** The claims that become attributes, the one that becomes the username first. */
function claimNames({ attributeMapping }: Provider): string[] {
  const { username = 'sub', ...others } = attributeMapping
  return [...new Set([username, ...Object.values(others)])]
}

function draw(
  request: HostedRequest,
  { trouble, posted, status }: { trouble?: Trouble; posted?: PostedForm; status?: number } = {},
): Response {
  const { provider, state } = asked(request)
  const token = formToken(request)
  const [subject = 'sub', ...others] = claimNames(provider)
  const cancelled = new URLSearchParams({ error: 'access_denied', error_description: 'The user refused', state })
  return hostedPage(request, {
    ...{ title: `Sign in with ${provider.name}`, words, look: plainLook, status, cookies: token.cookies },
    content: (
      <>
        <GeneralProblem trouble={trouble} />
        <p>This page of the emulator stands for the provider. Say who comes back from it.</p>
        <Form action={`${request.base}/_pretend${new URL(request.c.req.url).search}`} token={token.token}>
          <Field
            name={`claim.${subject}`}
            label={attributeName(words, subject)}
            hint="Who it is: the same value, the same user."
            value={posted?.(`claim.${subject}`)}
            autofocus
            trouble={trouble}
          />
          {others.map((name) => (
            <Field
              name={`claim.${name}`}
              label={attributeName(words, name)}
              required={false}
              value={posted?.(`claim.${name}`)}
            />
          ))}
          <Field
            name="more"
            label="Further claims"
            required={false}
            hint={'A JSON object, such as {"plan": "gold"}.'}
            value={posted?.('more')}
            trouble={trouble}
          />
          <Submit text="Continue" />
        </Form>
        <div class="links">
          <p>
            <a href={`${request.base}/oauth2/idpresponse?${cancelled}`}>Refuse</a>
          </p>
        </div>
      </>
    ),
  })
}
