import { modelOf, shapes } from '../../src/api/generated/model.ts'
import type { OperationName } from '../../src/api/generated/types.ts'
import type { Shape } from '../../src/api/shapes.ts'

/** A valid body of an operation with its required members only, as a client would send it. */
export function sampleInput(operation: OperationName): Record<string, unknown> {
  return sampleValue(modelOf(operation).input, 'required') as Record<string, unknown>
}

/** A valid body of an operation with every member of every structure. */
export function fullInput(operation: OperationName): Record<string, unknown> {
  return sampleValue(modelOf(operation).input, 'all') as Record<string, unknown>
}

/** A valid value of a shape, in the form of the wire. */
export function sampleValue(shapeName: string, members: 'required' | 'all'): unknown {
  const shape = shapes[shapeName]!
  switch (shape.type) {
    case 'structure': {
      const wanted = members === 'all' ? Object.keys(shape.members!) : (shape.required ?? [])
      return Object.fromEntries(wanted.map((member) => [member, sampleValue(shape.members![member]!, members)]))
    }
    case 'list':
      return Array.from({ length: Math.max(shape.min ?? 0, 1) }, () => sampleValue(shape.member!, members))
    case 'map':
      return { [sampleValue(shape.key!, members) as string]: sampleValue(shape.value!, members) }
    case 'string':
      return sampleText(shape)
    case 'integer':
    case 'long':
      return shape.min ?? 1
    case 'boolean':
      return true
    case 'timestamp':
      return 1_700_000_000.5
    case 'blob':
      return Buffer.from('sample').toString('base64')
    case 'document':
      return { any: ['json', 1, null] }
  }
}

/** Whether a text matches a pattern of the model, for texts of plain ASCII; the judge that the tests measure us by. */
export function fits(pattern: string, text: string): boolean {
  return new RegExp(`^(?:${pattern.replace('(?s)', '')})$`, pattern.startsWith('(?s)') ? 'su' : 'u').test(text)
}

const uuid = '6b3fd4b5-9a4d-4c1e-8f00-0123456789ab'

/** One of these fits each text of the model. */
const texts = [
  'sample',
  'a',
  '123456',
  'us-east-1_Sample123',
  'abcdefghijklmnop0123456789',
  'alice@example.com',
  'Your code is {####}.',
  'Follow {##this link##}.',
  'https://example.com/callback',
  'arn:aws:iam::123456789012:role/sample',
  'arn:aws:s3:::sample',
  `us-east-1_${uuid}`,
  uuid,
  'import-Sample123',
  'tknabcdefghijklmnopqrstuvwxy',
  'cognito:default',
  'terms-of-use',
  'abc',
  'a sample that is longer than twenty characters',
]

function sampleText(shape: Shape): string {
  if (shape.enum) return shape.enum[0]!
  const { min = 0, max = Number.POSITIVE_INFINITY, pattern } = shape
  const text = texts.find(
    (candidate) => candidate.length >= min && candidate.length <= max && (!pattern || fits(pattern, candidate)),
  )
  if (text === undefined) throw new Error(`No sample fits ${JSON.stringify(shape)}`)
  return text
}
