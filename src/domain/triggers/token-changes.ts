import type { GroupFacts } from '../groups/members.ts'
import { type Answer, readRecord, readText, readTextMap, readTexts, unrecognizable } from './answer.ts'

/** What one token says differently. */
export interface ClaimChanges {
  /** Values of JSON; texts only from V1 events. */
  readonly add: ReadonlyMap<string, unknown>
  readonly suppress: readonly string[]
}

/** What PreTokenGeneration wants tokens to say. */
export interface TokenChanges {
  readonly id: ClaimChanges
  readonly access: ClaimChanges
  readonly scopesToAdd: readonly string[]
  readonly scopesToSuppress: readonly string[]
  /** Undefined leaves the user's groups as they are; empty ones suppress them. */
  readonly groups: GroupFacts | undefined
}

/** Documented: quotas page. Claims and scopes of one answer, all together. */
const changesAtMost = 5000

/** The changes in an answer; undefined where it has no details. Inferred: that tokens are left alone then. */
export function readTokenChanges(answer: Answer, version: '1' | '2' | '3'): TokenChanges | undefined {
  const changes = version === '1' ? readFirst(answer) : readSecond(answer)
  if (!changes) return undefined
  const { id, access, scopesToAdd, scopesToSuppress } = changes
  const count = [id, access].reduce((sum, { add, suppress }) => sum + add.size + suppress.length, 0)
  if (count + scopesToAdd.length + scopesToSuppress.length > changesAtMost) {
    throw unrecognizable(`more than ${changesAtMost} claims and scopes`)
  }
  // Documented: pre token generation page, that a scope has no spaces. Inferred: the error.
  if (scopesToAdd.some((scope) => scope.includes(' '))) throw unrecognizable('scopesToAdd must not contain spaces')
  requireSimpleValues(id.add)
  return changes
}

function readFirst(answer: Answer): TokenChanges | undefined {
  const details = readRecord(answer, 'claimsOverrideDetails')
  if (!details) return undefined
  const add = readTextMap(details, 'claimsToAddOrOverride') ?? new Map<string, string>()
  return {
    id: { add, suppress: readTexts(details, 'claimsToSuppress') ?? [] },
    access: { add: new Map(), suppress: [] },
    scopesToAdd: [],
    scopesToSuppress: [],
    groups: readGroups(details),
  }
}

function readSecond(answer: Answer): TokenChanges | undefined {
  const details = readRecord(answer, 'claimsAndScopeOverrideDetails')
  if (!details) return undefined
  const id = readRecord(details, 'idTokenGeneration') ?? {}
  const access = readRecord(details, 'accessTokenGeneration') ?? {}
  return {
    id: readClaims(id),
    access: readClaims(access),
    scopesToAdd: readTexts(access, 'scopesToAdd') ?? [],
    scopesToSuppress: readTexts(access, 'scopesToSuppress') ?? [],
    groups: readGroups(details),
  }
}

function readClaims(token: Answer): ClaimChanges {
  const add = Object.entries(readRecord(token, 'claimsToAddOrOverride') ?? {})
  return {
    add: new Map(add.filter(([, value]) => value !== null)),
    suppress: readTexts(token, 'claimsToSuppress') ?? [],
  }
}

// Documented: pre token generation page. An empty or null object suppresses groups; to keep them the function copies
// groupConfiguration. Observed: functions that leave the member out keep them (public code).
function readGroups(details: Answer): GroupFacts | undefined {
  if (details['groupOverrideDetails'] === undefined) return undefined
  const given = readRecord(details, 'groupOverrideDetails') ?? {}
  return {
    groups: readTexts(given, 'groupsToOverride') ?? [],
    roles: readTexts(given, 'iamRolesToOverride') ?? [],
    preferredRole: readText(given, 'preferredRole'),
  }
}

// Documented: pre token generation page, which claims of an ID token take no lists and objects. Inferred: the error.
function requireSimpleValues(add: ReadonlyMap<string, unknown>): void {
  for (const name of ['phone_number_verified', 'email_verified', 'updated_at', 'address']) {
    if (typeof add.get(name) === 'object') throw unrecognizable(`${name} must not be a list or an object`)
  }
}
