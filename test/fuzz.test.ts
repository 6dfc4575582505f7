import { expect, test } from 'vitest'
import { testEmulator } from './support/emulator.ts'
import { fuzzRequests } from './support/fuzz.ts'
import { knownValues } from './support/known-values.ts'

/** Over all 140 operations; a longer run takes its number from the environment. */
const count = Number(process.env['FUZZ_REQUESTS'] ?? 20_000)
const seed = process.env['FUZZ_SEED'] ?? 'cognito-plus'
/** Then a fresh pool takes over: sooner or later a random request deletes the one there is. */
const perPool = 280

test(`${count} random and mutated requests never meet an unexpected error`, { timeout: 300_000 }, async () => {
  const { core, call } = testEmulator({ logLevel: 'silent' })
  const statuses = new Map<number, number>()
  const surprises: unknown[] = []

  for (let round = 0; round * perPool < count && surprises.length < 5; round++) {
    const known = await knownValues(call)
    for (const { operation, body } of fuzzRequests(`${seed} ${round}`, perPool, known)) {
      const response = await core.app.fetch(requestOf(operation, body))
      await response.arrayBuffer()
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
      const stack = core.kernel.log.entries[0]?.stack
      if (response.status === 500 || stack) surprises.push({ operation, body: body.slice(0, 2000), stack })
    }
  }

  expect(surprises).toEqual([])
  expect([...statuses.keys()].filter((status) => ![200, 400, 501].includes(status))).toEqual([])
  // Were nearly everything refused before it ran, this test would say little.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(count / 40)
})

function requestOf(operation: string, body: string): Request {
  return new Request('http://localhost:4590/', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      authorization: 'AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=host, Signature=e',
    },
    body,
  })
}
