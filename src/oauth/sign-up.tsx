import { beginHostedSignIn } from '../domain/hosted/sign-in.ts'
import { termsFor } from '../domain/hosted/terms.ts'
import { deviceData, performFor } from './api-call.ts'
import { endpoint } from './endpoint.tsx'
import { type Form as PostedForm, postedForm } from './forms.ts'
import { redirect } from './headers.ts'
import { attributeName, signInNames } from './languages/names.ts'
import { goOn, type LoginVisit, linkTo, onLogin } from './login-visit.tsx'
import { hostedPage } from './pages/hosted-page.tsx'
import { Field, Form, Problem, Submit } from './pages/parts.tsx'
import { allowsSignUp } from './sign-in-ways.ts'
import { attributeFields } from './sign-up-fields.ts'
import { deviceScripts, follow, sayOf, stepOf } from './signing-in.ts'

/** GET and POST /signup. */
export const signUp = endpoint('SignUp', { GET: onLogin(show), POST: onLogin(register) })

async function show(visit: LoginVisit): Promise<Response> {
  // Inferred: where only administrators make users, there is no such page.
  if (!allowsSignUp(visit.login.pool)) return redirect(linkTo(visit, '/login'))
  return draw(visit)
}

async function register(visit: LoginVisit): Promise<Response> {
  const { request, login, words } = visit
  const { pool, client } = login
  const posted = await postedForm(request)
  if (!posted) return draw(visit, { problem: words.expired, status: 403 })
  const username = posted('username').trim()
  const password = posted('password')
  const encodedData = posted('cognitoAsfData')
  try {
    const UserAttributes = attributeFields(words, pool, client)
      .map(({ name }) => ({ Name: name, Value: posted(name).trim() }))
      .filter(({ Value }) => Value !== '')
    const input = { Username: username, Password: password, UserAttributes, ...deviceData(encodedData) }
    const { UserConfirmed, CodeDeliveryDetails } = await performFor(request, 'SignUp', client, input)
    if (!UserConfirmed) {
      return goOn(visit, '/confirmUser', { step: 'confirm', username, destination: CodeDeliveryDetails?.Destination })
    }
    const way = { flow: 'USER_PASSWORD_AUTH', parameters: { PASSWORD: password } } as const
    const step = await beginHostedSignIn(request.ctx, { ...stepOf(visit, username, posted), ...way })
    return await follow(visit, username, step, posted)
  } catch (error) {
    return draw(visit, { problem: sayOf(words, error), posted })
  }
}

function draw(visit: LoginVisit, shown: { problem?: string; posted?: PostedForm; status?: number } = {}): Response {
  const { login, look, words, form: token, request } = visit
  const { pool, client } = login
  const { posted } = shown
  const asName = pool.settings.UsernameAttributes ?? []
  const terms = request.ctx.transact((inside) => termsFor(inside, client, words.documents) ?? null)
  return hostedPage(request, {
    ...{ title: words.createAccount, words, look, cookies: token.cookies, status: shown.status },
    scripts: deviceScripts,
    content: (
      <>
        <Problem text={shown.problem} />
        <Form action={linkTo(visit, '/signup')} token={token.token} data={{ poolId: pool.id, clientId: client.id }}>
          <Field
            name="username"
            label={asName.length > 0 ? signInNames(words, pool) : attributeName(words, 'username')}
            type={asName.length === 1 ? (asName[0] === 'email' ? 'email' : 'tel') : 'text'}
            autocomplete="username"
            value={posted?.('username')}
          />
          {attributeFields(words, pool, client).map(({ name, label, type, required, hint }) => (
            <Field
              name={name}
              label={label}
              type={type}
              required={required}
              hint={hint}
              autocomplete={autocomplete[name] ?? 'on'}
              value={posted?.(name)}
            />
          ))}
          <Field
            name="password"
            label={words.password}
            type="password"
            autocomplete="new-password"
            hint={words.atLeast(pool.settings.Policies?.PasswordPolicy?.MinimumLength ?? 8)}
          />
          {terms && (
            <p class="legalText-customizable">
              {words.agreement(
                <a href={terms.use}>{words.termsOfUse}</a>,
                <a href={terms.privacy}>{words.privacyPolicy}</a>,
              )}
            </p>
          )}
          <Submit text={words.signUp} name="signUpButton" value="Sign up" />
        </Form>
        <div class="links">
          <p>
            {words.haveAccount}{' '}
            <a class="redirect-customizable" href={linkTo(visit, '/login')}>
              {words.signIn}
            </a>
          </p>
        </div>
      </>
    ),
  })
}

const autocomplete: Readonly<Record<string, string>> = {
  email: 'email',
  phone_number: 'tel',
  name: 'name',
  given_name: 'given-name',
  family_name: 'family-name',
  birthdate: 'bday',
  address: 'street-address',
}
