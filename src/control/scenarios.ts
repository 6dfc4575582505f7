import { z } from 'zod'
import type { OperationName, Operations } from '../api/generated/types.ts'
import { isProtected } from '../domain/risk/gate.ts'
import { findScenario, type Scenario, type ScenarioStep, scenarioNames, scenarios } from '../domain/risk/scenarios.ts'
import { findUser } from '../domain/users/users.ts'
import { perform } from '../kernel/perform.ts'
import { type Control, ControlError } from './control.ts'
import { type Call, route } from './route.ts'
import { level } from './schemas.ts'
import { result, simulate } from './sign-ins.ts'
import { clientOf, poolOf } from './subjects.ts'

const described = z.object({
  name: z.enum(scenarioNames),
  says: z.string(),
  expected: level.describe('in a pool that has seen nothing else'),
  compromised: z.boolean(),
})

const played = described.extend({
  username: z.string().describe('who was made up for this run'),
  attempts: z.number(),
  reached: level.nullable(),
  asExpected: z.boolean(),
  ...result.shape,
})

type Run = Call<unknown, { clientId: string }>

/** Stories of attempts that somebody can have played in a pool. */
export const scenarioRoutes = [
  route({
    method: 'get',
    path: '/scenarios',
    says: 'The scenarios that can be played, with the level that each is expected to reach.',
    answer: z.object({ scenarios: z.array(described) }),
    handle: () => ({ scenarios: scenarios.map(describe) }),
  }),
  route({
    method: 'post',
    path: '/pools/:id/scenarios/:name',
    says: 'Plays a scenario with users made up for it, through the same code as InitiateAuth.',
    body: z.strictObject({ clientId: z.string() }),
    answer: played,
    handle: play,
  }),
]

function describe({ name, says, expected, compromised }: Scenario): z.input<typeof described> {
  return { name, says, expected, compromised }
}

async function play(call: Run): Promise<z.input<typeof played>> {
  const { control, ctx, params, body } = call
  const scenario = findScenario(params['name']!)
  if (!scenario) throw new ControlError(404, 'NotFound', `There is no scenario ${params['name']}.`)
  const { userPoolId, run } = ctx.transact((inside) => {
    const pool = poolOf(inside, params)
    clientOf(inside, pool.id, body.clientId)
    if (!isProtected(pool)) throw new ControlError(400, 'NotProtected', 'Threat protection is off in this pool.')
    let number = 1
    while (findUser(inside, pool, nameOf(scenario, number, 'victim'))) number++
    return { userPoolId: pool.id, run: number }
  })
  const steps = scenario.steps(control.clock.now(), run)
  for (const role of new Set(steps.map((step) => step.role))) {
    if (!role.startsWith('stranger')) await makeUser(control, userPoolId, nameOf(scenario, run, role), scenario)
  }
  let last: z.input<typeof result> | undefined
  for (const step of steps) {
    const signIn = { userPoolId, clientId: body.clientId, username: nameOf(scenario, run, step.role) }
    last = await simulate({ control, ctx, body: { ...signIn, ...passwordOf(step), context: contextOf(step) } })
  }
  const reached = last?.evaluation?.level ?? (last?.authEvent ? 'NoRisk' : null)
  const described = { ...describe(scenario), username: nameOf(scenario, run, 'victim'), attempts: steps.length }
  return { ...described, reached, asExpected: reached === scenario.expected, ...last! }
}

const leakedPassword = 'P@ssw0rd123'

/** Without a password the credential check is taken as passed. */
function passwordOf({ password }: ScenarioStep): { password?: string } {
  if (password === 'right') return {}
  return { password: password === 'leaked' ? leakedPassword : 'a wrong guess' }
}

function contextOf({ context, at }: ScenarioStep) {
  return { ...context, at: new Date(at).toISOString() }
}

function nameOf({ name }: Scenario, run: number, role: string): string {
  return `${name}-${run}-${role}@example.com`
}

async function makeUser(control: Control, UserPoolId: string, Username: string, scenario: Scenario): Promise<void> {
  const UserAttributes = [
    { Name: 'email', Value: Username },
    { Name: 'email_verified', Value: 'true' },
  ]
  await callAs(control, 'AdminCreateUser', { UserPoolId, Username, UserAttributes, MessageAction: 'SUPPRESS' })
  const Password = scenario.compromised ? leakedPassword : `Scenario-${scenario.name}-7`
  await callAs(control, 'AdminSetUserPassword', { UserPoolId, Username, Password, Permanent: true })
}

/** Performs an operation as an administrator would; its refusal is the caller's to read. */
async function callAs<K extends OperationName>(
  control: Control,
  operation: K,
  input: Operations[K]['input'],
): Promise<void> {
  const request = { id: control.requestId(), operation, ipAddress: '127.0.0.1', userAgent: undefined }
  const { error } = await perform(control.kernel, request, input)
  if (error) throw new ControlError(400, error.name, `${operation}: ${error.message}`)
}
