import type { LivingSession } from '../domain/hosted/sso-sessions.ts'
import { signInNames } from './languages/names.ts'
import { type LoginVisit, linkTo } from './login-visit.tsx'
import { hostedPage } from './pages/hosted-page.tsx'
import { Field, Form, Problem, Submit } from './pages/parts.tsx'
import { ProviderButtons } from './pages/providers.tsx'
import { allowsSignUp, otherProviders, signsInLocally, usesChoice } from './sign-in-ways.ts'
import { formScripts } from './signing-in.ts'

/** The page on which people sign in. */
export function signInForm(
  visit: LoginVisit,
  shown: { username?: string | undefined; problem?: string; status?: number },
): Response {
  const { login, look, words, form, request } = visit
  const others = otherProviders(login.client)
  const local = signsInLocally(login.client)
  return hostedPage(request, {
    ...{ title: words.signIn, words, look, cookies: form.cookies, status: shown.status, scripts: formScripts },
    content: (
      <>
        <Problem text={shown.problem} id="loginErrorMessage" />
        <ProviderButtons names={others} visit={visit} />
        {others.length > 0 && local && <p class="or">{words.or}</p>}
        {local && <LocalForm visit={visit} username={shown.username} />}
      </>
    ),
  })
}

function LocalForm({ visit, username }: { visit: LoginVisit; username: string | undefined }) {
  const { login, form, words, request } = visit
  const { pool, client } = login
  // Observed: what tests of applications look for on the classic page.
  const ids = request.managed ? {} : { username: 'signInFormUsername', password: 'signInFormPassword' }
  return (
    <Form action={linkTo(visit, '/login')} token={form.token} data={{ poolId: pool.id, clientId: client.id }}>
      <Field
        name="username"
        id={ids.username}
        label={signInNames(words, pool)}
        value={username}
        autocomplete="username"
        autofocus={!username}
      />
      {usesChoice(visit) ? (
        <Submit text={words.next} name="signInSubmitButton" value="Next" />
      ) : (
        <>
          <Field
            name="password"
            id={ids.password}
            label={words.password}
            type="password"
            autocomplete="current-password"
            autofocus={Boolean(username)}
          />
          <SignInButton visit={visit} />
        </>
      )}
      <div class="links">
        <p class="redirect-customizable">
          <a href={linkTo(visit, '/forgotPassword')}>{words.forgotPassword}</a>
        </p>
        {allowsSignUp(pool) && (
          <p class="redirect-customizable">
            {words.needAccount} <a href={linkTo(visit, '/signup')}>{words.signUp}</a>
          </p>
        )}
      </div>
    </Form>
  )
}

function SignInButton({ visit: { request, words } }: { visit: LoginVisit }) {
  const name = 'signInSubmitButton'
  if (request.managed) return <Submit text={words.signIn} name={name} value="Sign in" />
  return <input type="submit" class="submitButton-customizable" name={name} value={words.signIn} />
}

/** The page that asks whether to go on with the session of the browser. */
export function accountChooser(visit: LoginVisit, { session, user }: LivingSession): Response {
  const { look, words, form, request } = visit
  const name = session.facts.signInName || user.username
  return hostedPage(request, {
    ...{ title: words.chooseAccount, words, look, cookies: form.cookies },
    content: (
      <>
        <p>{words.signedInAs(name)}</p>
        <Form action={linkTo(visit, '/login')} token={form.token}>
          <Submit text={words.continueAs(name)} name="continue" value="1" />
        </Form>
        <div class="links">
          <p>
            <a href={elsewhere(visit)}>{words.otherAccount}</a>
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
