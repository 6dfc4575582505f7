import { expect, test } from 'vitest'
import type { Kernel } from '../../src/kernel/perform.ts'
import { perform } from '../../src/kernel/perform.ts'
import { attributes, goodPassword, place } from '../support/people.ts'

test('members without any effect are warned of, and the request goes on', async () => {
  const { core, clientId } = await place()
  const warnings: string[] = []
  const kernel: Kernel = {
    ...core.kernel,
    open: (...parts) => ({ ...core.kernel.open(...parts), warn: (text) => void warnings.push(text) }),
  }
  const request = { id: 'one', operation: 'SignUp', ipAddress: '127.0.0.1', userAgent: undefined }
  const alice = { Username: 'alice', Password: goodPassword, UserAttributes: attributes({ email: 'a@example.com' }) }

  const answer = await perform(kernel, request, {
    ClientId: clientId,
    ...alice,
    AnalyticsMetadata: { AnalyticsEndpointId: 'one' },
  })

  expect(answer.status).toBe(200)
  expect(warnings).toEqual([
    'AnalyticsMetadata is accepted and ignored: there is no Amazon Pinpoint here that events could go to.',
  ])
})
