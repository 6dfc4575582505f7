import { expect, test } from 'vitest'
import { routes } from '../../src/control/api.ts'
import { controlOf } from '../support/control.ts'
import { testEmulator } from '../support/emulator.ts'

test('the document describes every call there is', async () => {
  const { body } = await controlOf(testEmulator().core)('GET', '/openapi.json')

  const described = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  )
  expect(described.sort()).toEqual(
    routes.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`).sort(),
  )
  expect(body.openapi).toBe('3.1.0')
})

test('it names parameters, bodies and answers', async () => {
  const { body } = await controlOf(testEmulator().core)('GET', '/openapi.json')

  const directive = body.paths['/pools/{id}/users/{name}/risk/directive'].put
  expect(directive.parameters.map(({ name }: { name: string }) => name)).toEqual(['id', 'name'])
  expect(directive.requestBody.content['application/json'].schema).toMatchObject({
    properties: { level: { enum: ['NoRisk', 'Low', 'Medium', 'High'] } },
    required: ['level'],
  })
  expect(body.paths['/inbox'].get.parameters.map(({ name }: { name: string }) => name)).toContain('wait')
})

test('operation ids are unique', async () => {
  const { body } = await controlOf(testEmulator().core)('GET', '/openapi.json')

  const ids = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  )
  expect(new Set(ids).size).toBe(ids.length)
})

test('a call that there is not is answered with a sentence', async () => {
  const answer = await controlOf(testEmulator().core)('GET', '/nothing')

  expect(answer).toMatchObject({ status: 404, body: { error: { code: 'NotFound' } } })
})
