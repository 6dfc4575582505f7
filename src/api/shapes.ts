/** One shape of the service model, as far as validating, encoding and redacting need it. */
export interface Shape {
  readonly type:
    | 'string'
    | 'integer'
    | 'long'
    | 'boolean'
    | 'timestamp'
    | 'blob'
    | 'document'
    | 'list'
    | 'map'
    | 'structure'
  /** Of a structure: member name → shape name, in the order of the model. */
  readonly members?: Readonly<Record<string, string>>
  /** Of a structure: the members that must be there. */
  readonly required?: readonly string[]
  /** Of a list: the shape name of its elements. */
  readonly member?: string
  /** Of a map: the shape name of its keys. */
  readonly key?: string
  /** Of a map: the shape name of its values. */
  readonly value?: string
  /** Least value of a number; least length of anything else. */
  readonly min?: number
  /** Greatest value of a number; greatest length of anything else. */
  readonly max?: number
  /** A Java regular expression that the whole value must match. */
  readonly pattern?: string
  readonly enum?: readonly string[]
  /** Set where the value must never be shown: not in an error, a log or a page. */
  readonly sensitive?: true
}

/** What the service model says about one operation. */
export interface OperationModel<Name extends string = string, ErrorName extends string = string> {
  readonly name: Name
  /** Shape name of the input. */
  readonly input: string
  /** Shape name of the output; absent where the operation answers with an empty body. */
  readonly output?: string
  /** The errors that the operation declares. */
  readonly errors: readonly ErrorName[]
  /** How a caller proves who they are: not at all, or with a Signature Version 4 header. */
  readonly auth: 'none' | 'sigv4'
  /** Whether the input has a member `AccessToken`, and whether the model requires it. */
  readonly accessToken?: 'required' | 'optional'
}

/** The shape name of a structure's member; undefined where it has no such member of its own. */
export function memberOf(shape: Shape, member: string): string | undefined {
  return Object.hasOwn(shape.members!, member) ? shape.members![member] : undefined
}
