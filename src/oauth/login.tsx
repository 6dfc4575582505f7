import { ApiError } from '../api/errors.ts'
import { beginHostedSignIn } from '../domain/hosted/sign-in.ts'
import type { LivingSession } from '../domain/hosted/sso-sessions.ts'
import { reusable, reuse } from './authorize.ts'
import { endpoint } from './endpoint.tsx'
import { type Form as PostedForm, postedForm } from './forms.ts'
import { goOn, type LoginVisit, linkTo, onLogin } from './login-visit.tsx'
import { hostedPage } from './pages/hosted-page.tsx'
import { Field, Form, Problem, Submit } from './pages/parts.tsx'
import { ProviderButtons } from './pages/providers.tsx'
import { allowsSignUp, signInNames } from './pages/words.ts'
import { follow, sayOf } from './signing-in.ts'

/** GET and POST /login. */
export const login = endpoint('Login', { GET: onLogin(show), POST: onLogin(signIn) })

async function show(visit: LoginVisit): Promise<Response> {
  const { request, login: asked } = visit
  // Inferred: an explicit choice of account, and a direct visit while there is a session, ask whether to go on as before.
  const chooses = { ...asked, prompt: new Set([...asked.prompt].filter((value) => value !== 'select_account')) }
  const living = request.ctx.transact((inside) => reusable(inside, request, chooses) ?? null)
  if (living) return chooser(visit, living)
  return form(visit, { username: asked.loginHint })
}

async function signIn(visit: LoginVisit): Promise<Response> {
  const { request, login: asked } = visit
  const posted = await postedForm(request)
  if (!posted) return form(visit, { status: 403, problem: expired })
  if (posted('continue')) {
    const living = request.ctx.transact((inside) => reusable(inside, request, { ...asked, prompt: new Set() }) ?? null)
    return living ? reuse(request, asked, living) : form(visit, { problem: expired })
  }
  return signInWith(visit, posted)
}

async function signInWith(visit: LoginVisit, posted: PostedForm): Promise<Response> {
  const { request, login: asked } = visit
  const username = posted('username').trim()
  const password = posted('password')
  const encodedData = posted('cognitoAsfData') || undefined
  try {
    const flow = 'USER_PASSWORD_AUTH'
    const parameters = { PASSWORD: password }
    const step = { client: asked.client, username, parameters, encodedData, flow } as const
    return await follow(visit, username, await beginHostedSignIn(request.ctx, step))
  } catch (error) {
    // Documented: hosted UI pages. Whoever has not confirmed yet is asked for the code.
    if (error instanceof ApiError && error.name === 'UserNotConfirmedException') {
      return goOn(visit, '/confirmUser', { step: 'confirm', username })
    }
    // Observed: the page comes again, with the sentence of the API.
    return form(visit, { username, problem: sayOf(error) })
  }
}

const expired = 'This page was open for too long. Please try again.'

function form(
  visit: LoginVisit,
  shown: { username?: string | undefined; problem?: string; status?: number },
): Response {
  const { login: asked, look, form: token, request } = visit
  const { pool, client } = asked
  const providers = client.settings.SupportedIdentityProviders ?? ['COGNITO']
  const local = providers.includes('COGNITO')
  const others = providers.filter((name) => name !== 'COGNITO')
  return hostedPage(request, {
    ...{ title: 'Sign in', look, cookies: token.cookies, status: shown.status, scripts },
    content: (
      <>
        <Problem text={shown.problem} />
        <ProviderButtons names={others} visit={visit} />
        {others.length > 0 && local && <p class="or">or</p>}
        {local && (
          <Form action={linkTo(visit, '/login')} token={token.token} data={{ poolId: pool.id, clientId: client.id }}>
            <Field
              name="username"
              label={signInNames(pool)}
              value={shown.username}
              autocomplete="username"
              autofocus={!shown.username}
            />
            <Field name="password" label="Password" type="password" autocomplete="current-password" />
            <Submit text="Sign in" name="signInSubmitButton" value="Sign in" />
            <div class="links">
              <p>
                <a class="redirect-customizable" href={linkTo(visit, '/forgotPassword')}>
                  Forgot your password?
                </a>
              </p>
              {allowsSignUp(pool) && (
                <p>
                  Need an account?{' '}
                  <a class="redirect-customizable" href={linkTo(visit, '/signup')}>
                    Sign up
                  </a>
                </p>
              )}
            </div>
          </Form>
        )}
      </>
    ),
  })
}

const scripts = ['amazon-cognito-advanced-security-data.min.js', 'device-data.js']

function chooser(visit: LoginVisit, { session, user }: LivingSession): Response {
  const { login: asked, look, form: token, request } = visit
  const query = new URLSearchParams(visit.search)
  query.set('prompt', 'login')
  const fresh = request.managed ? `${request.base}/login?${query}` : undefined
  return hostedPage(request, {
    ...{ title: 'Choose an account', look, cookies: token.cookies },
    content: (
      <>
        <p>You are signed in as {session.facts.signInName || user.username}.</p>
        <Form action={linkTo(visit, '/login')} token={token.token}>
          <Submit text={`Continue as ${session.facts.signInName || user.username}`} name="continue" value="1" />
        </Form>
        <div class="links">
          <p>
            <a href={fresh ?? `${request.base}/logout${logoutQuery(visit)}`}>Use another account</a>
          </p>
        </div>
      </>
    ),
  })

  function logoutQuery({ search }: LoginVisit): string {
    return asked.redirectUri ? search : ''
  }
}
