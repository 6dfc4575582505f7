import type { LivingSession } from '../domain/hosted/sso-sessions.ts'
import { type LoginVisit, linkTo } from './login-visit.tsx'
import { hostedPage } from './pages/hosted-page.tsx'
import { Field, Form, Problem, Submit } from './pages/parts.tsx'
import { ProviderButtons } from './pages/providers.tsx'
import { allowsSignUp, signInNames } from './pages/words.ts'
import { otherProviders, signsInLocally, usesChoice } from './sign-in-ways.ts'
import { deviceScripts } from './signing-in.ts'

/** The page on which people sign in. */
export function signInForm(
  visit: LoginVisit,
  shown: { username?: string | undefined; problem?: string; status?: number },
): Response {
  const { login, look, form, request } = visit
  const others = otherProviders(login.client)
  const local = signsInLocally(login.client)
  return hostedPage(request, {
    ...{ title: 'Sign in', look, cookies: form.cookies, status: shown.status, scripts: deviceScripts },
    content: (
      <>
        <Problem text={shown.problem} />
        <ProviderButtons names={others} visit={visit} />
        {others.length > 0 && local && <p class="or">or</p>}
        {local && <LocalForm visit={visit} username={shown.username} />}
      </>
    ),
  })
}

function LocalForm({ visit, username }: { visit: LoginVisit; username: string | undefined }) {
  const { login, form } = visit
  const { pool, client } = login
  return (
    <Form action={linkTo(visit, '/login')} token={form.token} data={{ poolId: pool.id, clientId: client.id }}>
      <Field name="username" label={signInNames(pool)} value={username} autocomplete="username" autofocus={!username} />
      {usesChoice(visit) ? (
        <Submit text="Next" name="signInSubmitButton" value="Next" />
      ) : (
        <>
          <Field name="password" label="Password" type="password" autocomplete="current-password" />
          <Submit text="Sign in" name="signInSubmitButton" value="Sign in" />
        </>
      )}
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
  )
}

/** The page that asks whether to go on with the session of the browser. */
export function accountChooser(visit: LoginVisit, { session, user }: LivingSession): Response {
  const { look, form, request } = visit
  const name = session.facts.signInName || user.username
  return hostedPage(request, {
    ...{ title: 'Choose an account', look, cookies: form.cookies },
    content: (
      <>
        <p>You are signed in as {name}.</p>
        <Form action={linkTo(visit, '/login')} token={form.token}>
          <Submit text={`Continue as ${name}`} name="continue" value="1" />
        </Form>
        <div class="links">
          <p>
            <a href={elsewhere(visit)}>Use another account</a>
          </p>
        </div>
      </>
    ),
  })
}

/** Managed login knows a prompt for it; the classic pages sign the browser out first. */
function elsewhere({ request, search }: LoginVisit): string {
  if (!request.managed) return `${request.base}/logout${search}`
  const query = new URLSearchParams(search)
  query.set('prompt', 'login')
  return `${request.base}/login?${query}`
}
