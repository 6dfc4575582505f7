import { ApiError } from '../api/errors.ts'
import { type Pending, respond } from './answering.ts'
import { pathOf } from './challenge-paths.ts'
import { type ChallengeView, type Shown, viewOf } from './challenge-views.tsx'
import { endpoint } from './endpoint.tsx'
import { leadToReset } from './forgot-password.tsx'
import { postedForm, whyNotTaken } from './forms.ts'
import { redirect } from './headers.ts'
import { type LoginVisit, linkTo, onLogin, progressOf } from './login-visit.tsx'
import { answerSetUp, setUpView } from './mfa-set-up.tsx'
import { hostedPage } from './pages/hosted-page.tsx'
import { Form, GeneralProblem } from './pages/parts.tsx'
import { formScripts } from './signing-in.ts'
import { troubleOf } from './troubles.ts'

/** GET and POST of every page on which a challenge is answered: second factors, a new password, the choice of a factor. */
export const challenge = endpoint('Challenge', { GET: onLogin(show), POST: onLogin(answer) })

function pendingOf(visit: LoginVisit): Pending | undefined {
  const progress = progressOf(visit)
  return progress?.step === 'challenge' && progress.challenge && progress.session ? (progress as Pending) : undefined
}

async function show(visit: LoginVisit): Promise<Response> {
  const pending = pendingOf(visit)
  if (!pending) return redirect(linkTo(visit, '/login'))
  const path = pathOf(pending.challenge)
  if (!visit.request.c.req.path.endsWith(path)) return redirect(linkTo(visit, path))
  return draw(visit, pending, viewFor(visit, pending))
}

async function answer(visit: LoginVisit): Promise<Response> {
  const { request, words } = visit
  const pending = pendingOf(visit)
  const posted = await postedForm(request)
  if (!pending) return redirect(linkTo(visit, '/login'))
  const view = viewFor(visit, pending)
  if (!posted) return draw(visit, pending, view, { trouble: { text: whyNotTaken(request, words) }, status: 403 })
  try {
    if (pending.challenge === 'MFA_SETUP') return await answerSetUp(visit, pending, view, posted)
    return await respond(visit, pending, posted, view.read(posted))
  } catch (error) {
    const reset = leadToReset(visit, pending.username, error)
    if (reset) return reset
    const over = isOver(error)
    const trouble = troubleOf(words, error, over ? [] : view.fields)
    return draw(visit, pending, view, { trouble, posted, over })
  }
}

function viewFor({ words, login: { pool } }: LoginVisit, pending: Pending): ChallengeView {
  return pending.challenge === 'MFA_SETUP' ? setUpView(words, pending) : viewOf(words, pool, pending)
}

/** Whether nothing but a new sign-in helps. */
function isOver(error: unknown): boolean {
  return error instanceof ApiError && error.message.startsWith('Invalid session')
}

/** The page of the pending challenge. */
function draw(
  visit: LoginVisit,
  pending: Pending,
  view: ChallengeView,
  shown: Shown & { status?: number; over?: boolean } = {},
): Response {
  const { look, words, form, request, login } = visit
  const { trouble, status, over } = shown
  const data = { poolId: login.pool.id, clientId: login.client.id }
  return hostedPage(request, {
    ...{ title: view.title, words, look, status, cookies: form.cookies },
    scripts: over ? [] : [...formScripts, ...(view.scripts ?? [])],
    content: (
      <>
        <GeneralProblem trouble={trouble} />
        {!over && (
          <Form action={linkTo(visit, pathOf(pending.challenge))} token={form.token} data={data}>
            {view.content(shown)}
          </Form>
        )}
        <div class="links">
          <p>
            <a href={linkTo(visit, '/login')}>{over ? words.signInAgain : words.backToSignIn}</a>
          </p>
        </div>
      </>
    ),
  })
}
