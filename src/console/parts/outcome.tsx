import type { Child } from 'hono/jsx'

/** What a client received: the answer of InitiateAuth, or its refusal. */
export interface Outcome {
  readonly error?: { readonly code: string; readonly message: string } | undefined
  readonly ChallengeName?: string | undefined
  readonly Session?: string | undefined
  readonly ChallengeParameters?: Readonly<Record<string, string>> | undefined
  readonly AuthenticationResult?: Readonly<Record<string, string | number>> | undefined
}

/** The answer as a client would see it: tokens with what is in them, a challenge, or an exception with its text. */
export function OutcomeCard({ outcome }: { outcome: Outcome }) {
  return (
    <section class="card" aria-labelledby="received">
      <h2 id="received">What the client received</h2>
      {outcome.error && <Refusal error={outcome.error} />}
      {outcome.ChallengeName && <Challenge outcome={outcome} />}
      {outcome.AuthenticationResult && <Tokens tokens={outcome.AuthenticationResult} />}
      <Fold title="The whole answer">
        <pre class="code">
          {JSON.stringify(
            outcome.error ? { __type: outcome.error.code, message: outcome.error.message } : outcome,
            null,
            2,
          )}
        </pre>
      </Fold>
    </section>
  )
}

function Refusal({ error }: { error: { code: string; message: string } }) {
  return (
    <p>
      <span class="tag bad">{error.code}</span> {error.message}
    </p>
  )
}

function Challenge({ outcome: { ChallengeName, ChallengeParameters = {} } }: { outcome: Outcome }) {
  return (
    <>
      <p>
        <span class="tag warn">challenge</span> <strong>{ChallengeName}</strong>
      </p>
      <dl class="facts">
        {Object.entries(ChallengeParameters).map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
    </>
  )
}

function Tokens({ tokens }: { tokens: Readonly<Record<string, string | number>> }) {
  const names = ['IdToken', 'AccessToken', 'RefreshToken'].filter((name) => typeof tokens[name] === 'string')
  return (
    <>
      <p>
        <span class="tag good">tokens</span> good for {String(tokens['ExpiresIn'])} seconds
      </p>
      {names.map((name) => (
        <Fold title={name}>
          <TokenParts token={String(tokens[name])} />
        </Fold>
      ))}
    </>
  )
}

/** Header and claims of a token; of an encrypted one the header is all there is to see. */
function TokenParts({ token }: { token: string }) {
  const [header, payload] = token.split('.').map(decoded)
  return (
    <>
      <pre class="code">{[header, payload].filter((part) => part !== undefined).join('\n')}</pre>
      {payload === undefined && <p class="hint">Its content is encrypted: only the emulator can read it.</p>}
      <pre class="code">{token}</pre>
    </>
  )
}

function decoded(part: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(Buffer.from(part, 'base64url').toString()), null, 2)
  } catch {
    return undefined
  }
}

function Fold({ title, children }: { title: string; children?: Child }) {
  return (
    <details>
      <summary>{title}</summary>
      <div>{children}</div>
    </details>
  )
}
