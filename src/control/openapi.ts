import { z } from 'zod'
import type { Route } from './route.ts'

/** The OpenAPI 3.1 document of the control API, made from the schemas that check its calls. */
export function openApiDocument(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const row of routes) {
    const path = row.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [row.method]: describe(row) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'cognito-plus control API', version, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/_emulator/api' }],
    paths,
  }
}

function describe(row: Route): object {
  return {
    summary: row.says,
    operationId: operationId(row),
    parameters: [...pathParameters(row.path), ...queryParameters(row)],
    ...(row.body && { requestBody: { content: json(jsonSchema(row.body, 'input')) } }),
    ...(row.text && { requestBody: { content: { 'text/plain': { schema: { type: 'string' } } } } }),
    ...(row.bodyType && { requestBody: { content: { [row.bodyType]: {} } } }),
    responses: {
      200: { description: 'Done.', content: content(row, jsonSchema(row.answer, 'output')) },
      '4XX': { description: 'Refused.', content: json(errorSchema) },
    },
  }
}

const errorSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: { code: { type: 'string' }, message: { type: 'string' } },
    },
  },
}

function content({ stream, answerType }: Route, schema: object): object {
  if (answerType) return { [answerType]: {} }
  return stream ? { 'text/event-stream': { schema } } : json(schema)
}

function json(schema: object): object {
  return { 'application/json': { schema } }
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>
  return rest
}

function pathParameters(path: string): object[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function queryParameters(row: Route): object[] {
  if (!row.query) return []
  const schema = jsonSchema(row.query, 'input') as { properties?: Record<string, { description?: string }> }
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    ...(property.description && { description: property.description }),
    schema: property,
  }))
}

/** `getPoolsUsersRisk` for GET /pools/:id/users/:name/risk, `getRequestsById` for GET /requests/:id. */
function operationId({ method, path }: Route): string {
  const steps = path.split('/').filter((step) => step !== '')
  const last = steps.at(-1)!
  const words = steps.filter((step) => !step.startsWith(':')).flatMap((step) => step.split('-'))
  if (last.startsWith(':')) words.push('by', last.slice(1))
  return method + words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('')
}
