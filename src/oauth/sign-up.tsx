import { beginHostedSignIn } from '../domain/hosted/sign-in.ts'
import { termsFor } from '../domain/hosted/terms.ts'
import { deviceData, performFor } from './api-call.ts'
import { endpoint } from './endpoint.tsx'
import { type Form as PostedForm, postedForm, whyNotTaken } from './forms.ts'
import { redirect } from './headers.ts'
import { attributeName, signInNames } from './languages/names.ts'
import { goOn, type LoginVisit, linkTo, onLogin } from './login-visit.tsx'
import { hostedPage } from './pages/hosted-page.tsx'
import { NewPassword, newPasswordScript } from './pages/new-password.tsx'
import { Field, Form, GeneralProblem, Submit, type Trouble } from './pages/parts.tsx'
import { allowsSignUp } from './sign-in-ways.ts'
import { attributeFields } from './sign-up-fields.ts'
import { follow, formScripts, stepOf } from './signing-in.ts'
import { troubleOf } from './troubles.ts'

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
  if (!posted) return draw(visit, { trouble: { text: whyNotTaken(request, words) }, status: 403 })
  const username = posted('username').trim()
  const password = posted('password')
  const encodedData = posted('cognitoAsfData')
  const fields = attributeFields(words, pool, client)
  try {
    const UserAttributes = fields
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
    const names = ['username', 'password', ...fields.map(({ name }) => name)]
    return draw(visit, { trouble: troubleOf(words, error, names), posted })
  }
}

function draw(visit: LoginVisit, shown: { trouble?: Trouble; posted?: PostedForm; status?: number } = {}): Response {
  const { login, look, words, form: token, request } = visit
  const { pool, client } = login
  const { posted, trouble } = shown
  const terms = request.ctx.transact((inside) => termsFor(inside, client, words.documents) ?? null)
  return hostedPage(request, {
    ...{ title: words.createAccount, words, look, cookies: token.cookies, status: shown.status },
    scripts: [...formScripts, newPasswordScript],
    content: (
      <>
        <GeneralProblem trouble={trouble} />
        <Form action={linkTo(visit, '/signup')} token={token.token} data={{ poolId: pool.id, clientId: client.id }}>
          <Username visit={visit} value={posted?.('username')} trouble={trouble} />
          {attributeFields(words, pool, client).map((field) => (
            <Field {...field} value={posted?.(field.name)} trouble={trouble} />
          ))}
          <NewPassword words={words} pool={pool} name="password" trouble={trouble} />
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
          <p class="redirect-customizable">
            {words.haveAccount} <a href={linkTo(visit, '/login')}>{words.signIn}</a>
          </p>
        </div>
      </>
    ),
  })
}

/** The field for the name, which may be an address. */
function Username(field: { visit: LoginVisit; value: string | undefined; trouble: Trouble | undefined }) {
  const { words, login } = field.visit
  const asName = login.pool.settings.UsernameAttributes ?? []
  const [only] = asName.length === 1 ? asName : []
  return (
    <Field
      name="username"
      label={asName.length > 0 ? signInNames(words, login.pool) : attributeName(words, 'username')}
      type={only === 'email' ? 'email' : only === 'phone_number' ? 'tel' : 'text'}
      hint={only === 'phone_number' ? words.countryCode : undefined}
      autocomplete="username"
      autofocus
      value={field.value}
      trouble={field.trouble}
    />
  )
}
