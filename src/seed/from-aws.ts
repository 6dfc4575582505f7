import { modelOf, shapes } from '../api/generated/model.ts'
import type { OperationName } from '../api/generated/types.ts'
import { standardAttributes } from '../domain/pools/standard-attributes.ts'

/** A structure of the API whose members are looked at by name. */
export type Described = Readonly<Record<string, unknown>>

/** The part of a description that an operation takes as its input: members of the same name, nothing that is unset. */
export function inputFrom(operation: OperationName, described: Described, without: readonly string[]): Described {
  const members = Object.keys(shapes[modelOf(operation).input]!.members!)
  const wanted = members.filter(
    (name) => !without.includes(name) && described[name] !== undefined && described[name] !== null,
  )
  return Object.fromEntries(wanted.map((name) => [name, described[name]]))
}

/** What CreateUserPool has to be given so that DescribeUserPool answers this. */
export function poolSettingsFrom(described: Described): Described {
  const settings = inputFrom('CreateUserPool', described, ['PoolName', 'UserPoolTier', 'MfaConfiguration', 'Schema'])
  const schema = schemaFrom((described['SchemaAttributes'] ?? []) as readonly Described[])
  return withoutDoubles({ ...settings, ...(schema.length > 0 && { Schema: schema }) })
}

/** What SetUserPoolMfaConfig has to be given so that GetUserPoolMfaConfig answers this. */
export function mfaFrom(described: Described): Described {
  return inputFrom('SetUserPoolMfaConfig', described, ['UserPoolId'])
}

/** What SetRiskConfiguration has to be given so that DescribeRiskConfiguration answers this. */
export function riskFrom(described: Described): Described {
  return inputFrom('SetRiskConfiguration', described, ['UserPoolId', 'ClientId'])
}

/** What CreateUserPoolClient has to be given so that DescribeUserPoolClient answers this. */
export function clientSettingsFrom(described: Described): Described {
  return inputFrom('CreateUserPoolClient', described, ['UserPoolId', 'ClientName', 'GenerateSecret', 'ClientSecret'])
}

/** Standard attributes are only mentioned where they differ; the names of own ones lose their prefix. */
function schemaFrom(attributes: readonly Described[]): Described[] {
  return attributes.flatMap((attribute) => {
    const name = String(attribute['Name'])
    const own = /^(?:dev:)?custom:(.*)$/.exec(name)?.[1] ?? /^dev:(.*)$/.exec(name)?.[1]
    if (own !== undefined) return [{ ...attribute, Name: own }]
    const standard = standardAttributes.find(({ Name }) => Name === name)
    const same = standard && standard.Required === attribute['Required'] && standard.Mutable === attribute['Mutable']
    return same || name === 'sub' ? [] : [attribute]
  })
}

/** Descriptions say some things twice, and the service wants to be told once. */
function withoutDoubles(settings: Described): Described {
  const { EmailVerificationMessage: _m, EmailVerificationSubject: _s, SmsVerificationMessage: _t, ...rest } = settings
  const template = rest['VerificationMessageTemplate'] ? rest : settings
  const admin = template['AdminCreateUserConfig'] as Described | undefined
  if (!admin) return template
  const { UnusedAccountValidityDays: _d, ...once } = admin
  return { ...template, AdminCreateUserConfig: once }
}
