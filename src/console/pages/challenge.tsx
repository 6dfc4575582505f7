import type { ChallengeNameType } from '../../api/generated/types.ts'
import { secretHash } from '../../base/secret-hash.ts'
import type { InboxMessage } from '../../control/schemas.ts'
import { Refused } from '../ask.ts'
import { html } from '../layout.tsx'
import { links } from '../links.ts'
import { Field, Form } from '../parts/form.tsx'
import { type Outcome, OutcomeCard } from '../parts/outcome.tsx'
import { action, type Visit } from '../visit.ts'

/** What each challenge wants: the name of the response, and what a person calls it. */
const wanted: Readonly<Record<string, { response: string; label: string }>> = {
  SMS_MFA: { response: 'SMS_MFA_CODE', label: 'Code of the text message' },
  EMAIL_OTP: { response: 'EMAIL_OTP_CODE', label: 'Code of the mail' },
  SOFTWARE_TOKEN_MFA: { response: 'SOFTWARE_TOKEN_MFA_CODE', label: 'Code of the app' },
  SELECT_MFA_TYPE: { response: 'ANSWER', label: 'SMS_MFA, EMAIL_OTP or SOFTWARE_TOKEN_MFA' },
  NEW_PASSWORD_REQUIRED: { response: 'NEW_PASSWORD', label: 'New password' },
}

/** Whose challenge it is. */
interface Challenged {
  readonly pool: string
  readonly client: string
  readonly user: string
}

/** A form for the answer to a challenge, where it is one that a person can answer by typing. */
export async function ChallengeForm(props: { visit: Visit; outcome: Outcome; of: Challenged }) {
  const { visit, outcome, of } = props
  const answer = wanted[outcome.ChallengeName ?? '']
  if (!answer) return <p class="hint">It wants an answer that cannot be typed here.</p>
  const { messages } = await visit.ask.get<{ messages: InboxMessage[] }>('/inbox', {
    userPoolId: of.pool,
    username: of.user,
    kind: 'Authentication',
    limit: 1,
  })
  const values = { ...of, challenge: outcome.ChallengeName, session: outcome.Session }
  return (
    <section class="card" aria-labelledby="answer">
      <header>
        <h2 id="answer">Answer it</h2>
        {messages[0] && <a href={links.message(messages[0].id)}>The last code in the inbox</a>}
      </header>
      <Form visit={visit} action={`${links.lab()}/answer`} values={values} class="search">
        <Field id="typed" label={answer.label}>
          <input id="typed" name="typed" required autocomplete="off" spellcheck={false} />
        </Field>
        <button type="submit" class="main">
          Answer
        </button>
      </Form>
    </section>
  )
}

/** Answers a challenge as the client would. */
export const challengeActions = [
  action('/lab/answer', async (visit) => {
    const field = (name: string) => visit.field(name) ?? ''
    const of = { pool: field('pool'), client: field('client'), user: field('user') }
    const outcome = await respond(visit, of)
    const facts = {
      title: 'Answer to a challenge',
      section: 'lab' as const,
      above: [{ href: links.lab(of), name: 'Sign-in lab' }],
    }
    // A wrong code leaves the session open, so that one may try again.
    const again = { ChallengeName: field('challenge'), Session: field('session') }
    const open = outcome.ChallengeName ? outcome : outcome.error?.code === 'CodeMismatchException' ? again : undefined
    const content = (
      <div class="stack">
        <OutcomeCard outcome={outcome} />
        {open && <ChallengeForm visit={visit} outcome={open} of={of} />}
        <p>
          <a href={links.user(of.pool, of.user)}>What became of it in the timeline</a>
        </p>
      </div>
    )
    return html(visit, facts, content)
  }),
]

async function respond(visit: Visit, { pool, client, user }: Challenged): Promise<Outcome> {
  const { UserPoolClient } = await visit.ask.read('DescribeUserPoolClient', { UserPoolId: pool, ClientId: client })
  const { ClientSecret: secret, ExplicitAuthFlows: flows = [] } = UserPoolClient ?? {}
  const ChallengeName = visit.field('challenge') as ChallengeNameType
  const input = {
    ClientId: client,
    ChallengeName,
    ...(visit.field('session') && { Session: visit.field('session') }),
    ChallengeResponses: {
      USERNAME: user,
      [wanted[ChallengeName]?.response ?? 'ANSWER']: visit.field('typed') ?? '',
      ...(secret !== undefined && { SECRET_HASH: secretHash(secret, user, client) }),
    },
  }
  const byUser = flows.some((flow) => flow === 'ALLOW_USER_PASSWORD_AUTH' || flow === 'USER_PASSWORD_AUTH')
  try {
    return (
      byUser
        ? await visit.ask.call('RespondToAuthChallenge', input)
        : await visit.ask.call('AdminRespondToAuthChallenge', { ...input, UserPoolId: pool })
    ) as Outcome
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { error: { code: error.code, message: error.message } }
  }
}
