import type { LoginVisit } from '../login-visit.tsx'

/** One link for each identity provider of a client. */
export function ProviderButtons({ names, visit }: { names: readonly string[]; visit: LoginVisit }) {
  return (
    <>
      {names.map((name) => (
        <a
          class={`button second ${social.includes(name) ? 'social' : 'idp'}Button-customizable`}
          href={addressOf(visit, name)}
        >
          {visit.words.continueWith(titles[name] ?? name)}
        </a>
      ))}
    </>
  )
}

function addressOf({ request, search }: LoginVisit, name: string): string {
  const query = new URLSearchParams(search)
  query.delete('idp_identifier')
  query.set('identity_provider', name)
  return `${request.base}/oauth2/authorize?${query}`
}

/** Providers that are called what they are. */
const social: readonly string[] = ['Google', 'Facebook', 'LoginWithAmazon', 'SignInWithApple']

const titles: Readonly<Record<string, string>> = {
  LoginWithAmazon: 'Login with Amazon',
  SignInWithApple: 'Apple',
}
