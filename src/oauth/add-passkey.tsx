import { findClient } from '../domain/clients/clients.ts'
import { addPasskey as add, type PasskeyOwner, passkeyOptions } from '../domain/hosted/add-passkey.ts'
import { findSsoSession } from '../domain/hosted/sso-sessions.ts'
import { cookieNames, cookieOf } from './cookies.ts'
import type { HostedRequest } from './domain-request.ts'
import { endpoint } from './endpoint.tsx'
import { formToken, postedForm, whyNotTaken } from './forms.ts'
import { redirect } from './headers.ts'
import { wordsFor } from './languages/choice.ts'
import type { Words } from './languages/en.ts'
import { leaving, Shown } from './leaving.ts'
import { hostedPage } from './pages/hosted-page.tsx'
import { lookOf, plainLook } from './pages/look.ts'
import { Form, Problem, Submit } from './pages/parts.tsx'
import { queryOf } from './parameters.ts'
import { sayOf } from './signing-in.ts'

/** GET and POST /passkeys/add. Documented: passkey page of the developer guide; a page of managed login for users with a session. */
export const addPasskey = endpoint('AddPasskey', { GET: leaving(show), POST: leaving(complete) })

interface Asked extends PasskeyOwner {
  readonly redirectUri: string
}

/** Inferred: the checks, from those of authorize; without a session there is nobody to add a passkey to. */
function asked(request: HostedRequest): Asked {
  const { all } = queryOf(request.c)
  return request.ctx.transact((inside) => {
    const client = findClient(inside, all.get('client_id') ?? '')
    if (client?.poolId !== request.pool.id) throw new Shown(request.managed ? 'no-client-managed' : 'no-client')
    const redirectUri = all.get('redirect_uri') ?? ''
    if (!(client.settings.CallbackURLs ?? []).includes(redirectUri)) throw new Shown('redirect_mismatch', client.id)
    const living = findSsoSession(inside, request.pool, cookieOf(request, cookieNames.session))
    if (!living || !request.managed) throw new Shown('something-wrong', client.id)
    return { pool: request.pool, client, user: living.user, redirectUri }
  })
}

async function show(request: HostedRequest): Promise<Response> {
  const owner = asked(request)
  return draw(request, await wordsFor(request), owner)
}

async function complete(request: HostedRequest): Promise<Response> {
  const owner = asked(request)
  const words = await wordsFor(request)
  const posted = await postedForm(request)
  if (!posted) return draw(request, words, owner, whyNotTaken(request, words), 403)
  try {
    await add(request.ctx, owner, posted('credential'))
    return redirect(owner.redirectUri)
  } catch (error) {
    return draw(request, words, owner, sayOf(words, error))
  }
}

function draw(request: HostedRequest, words: Words, owner: Asked, problem?: string, status = 200): Response {
  const token = formToken(request)
  const look = request.ctx.transact((inside) => lookOf(inside, request, owner.client) ?? null)
  const options = optionsFor(request, words, owner)
  const action = `${request.base}/passkeys/add${new URL(request.c.req.url).search}`
  return hostedPage(request, {
    ...{ title: words.addPasskey, words, status, cookies: token.cookies },
    look: look ?? plainLook,
    // After a problem the browser is asked again only when somebody wants it.
    scripts: options.json && !problem ? ['passkey.js'] : [],
    content: (
      <>
        <Problem text={problem ?? options.problem} />
        {options.json && !problem && (
          <Form action={action} token={token.token}>
            <p>{words.newPasskeyComes}</p>
            <input type="hidden" name="credential" value="" data-passkey={options.json} data-passkey-new="true" />
            <p class="problem" id="passkey-problem" role="alert" hidden>
              {words.noNewPasskey}
            </p>
            <Submit text={words.addPasskey} />
            <noscript>
              <p class="hint">{words.newPasskeyNeedsScript}</p>
            </noscript>
          </Form>
        )}
        <div class="links">
          {problem && (
            <p>
              <a href={action}>{words.tryAgain}</a>
            </p>
          )}
          <p>
            <a href={owner.redirectUri}>{words.notNow}</a>
          </p>
        </div>
      </>
    ),
  })
}

/** What the browser needs, or why the user cannot have a passkey. */
function optionsFor({ ctx }: HostedRequest, words: Words, owner: Asked): { json?: string; problem?: string } {
  try {
    return { json: ctx.transact((inside) => passkeyOptions(inside, owner)) }
  } catch (error) {
    return { problem: sayOf(words, error) }
  }
}
