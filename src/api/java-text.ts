import { shapes } from './generated/model.ts'

/** What stands for a sensitive value inside a larger one. */
const hidden = '***'

/** A decoded value as the service prints it in a message: `[GroupType(groupName=a, description=null)]`, `{key=value}`. */
export function javaText(shapeName: string, value: unknown): string {
  const shape = shapes[shapeName]!
  if (value === undefined || value === null) return 'null'
  // Inferred: what is sensitive stays hidden inside lists and structures.
  if (shape.sensitive) return hidden
  switch (shape.type) {
    case 'list':
      return `[${(value as unknown[]).map((inner) => javaText(shape.member!, inner)).join(', ')}]`
    case 'map': {
      const entries = Object.entries(value as Record<string, unknown>)
      return `{${entries.map(([key, inner]) => `${key}=${javaText(shape.value!, inner)}`).join(', ')}}`
    }
    case 'structure': {
      const inner = value as Record<string, unknown>
      const members = Object.entries(shape.members!).map(
        ([member, memberShape]) => `${lowerCamel(member)}=${javaText(memberShape, inner[member])}`,
      )
      return `${shapeName}(${members.join(', ')})`
    }
    case 'blob':
      // Inferred: a buffer prints where it stands and how long it is, not what it holds.
      return `java.nio.HeapByteBuffer[pos=0 lim=${(value as Uint8Array).length} cap=${(value as Uint8Array).length}]`
    default:
      return String(value)
  }
}

/** A member as paths spell it. Observed: siblings lower the first letter only (`roleARN` for `RoleARN`). */
export function lowerCamel(member: string): string {
  return member.charAt(0).toLowerCase() + member.slice(1)
}
