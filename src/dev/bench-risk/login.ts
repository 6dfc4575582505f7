import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { riskTimezone } from '../../domain/risk/context/timezone.ts'
import { parseUserAgent } from '../../domain/risk/context/user-agent.ts'
import type { RiskContext } from '../../domain/risk/model/context.ts'

/** How an attacker of the evaluation goes about it; `stuffing` tries many names. */
export type AttackModel = 'stuffing' | 'naive' | 'vpn' | 'targeted'

/** One line of a login file. */
export interface Login {
  readonly i: number
  /** Milliseconds since 1970. */
  readonly t: number
  readonly u: string
  /** 0 where nobody has the name. */
  readonly known?: 0 | 1
  /** 1 where the password was right. */
  readonly ok: 0 | 1
  readonly ip: string
  readonly asn?: number
  readonly cc?: string
  readonly city?: string
  readonly lat?: number
  readonly lon?: number
  readonly ua?: string
  readonly dev?: string
  /** 1 where the secret of a remembered device was proved. */
  readonly rem?: 0 | 1
  readonly tz?: string
  readonly rtt?: number
  /** `o` the owner of the account, `a` an attacker. */
  readonly y: 'o' | 'a'
  readonly m?: AttackModel
  readonly camp?: string
  /** 1 for a test that is scored and never learnt. */
  readonly probe?: 0 | 1
}

/** What is known about a user agent without parsing it. */
export interface AgentNames {
  readonly br: string
  readonly os: string
  readonly dt: string
}

/** A login file: its records in their order, and the names of user agents that came with it. */
export interface LoginFile {
  readonly logins: readonly Login[]
  readonly agents: ReadonlyMap<string, AgentNames>
}

/** Reads a login file (`.jsonl`, or the same with `.gz`) and the `user-agents.json` beside it, if there is one. */
export function readLogins(path: string): LoginFile {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const names = join(dirname(path), 'user-agents.json')
  const agents = existsSync(names) ? (JSON.parse(readFileSync(names, 'utf8')) as Record<string, AgentNames>) : {}
  return { logins: parseLogins(text), agents: new Map(Object.entries(agents)) }
}

function parseLogins(text: string): Login[] {
  const logins: Login[] = []
  for (const [number, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    try {
      const login = JSON.parse(line) as Login
      if (typeof login.t !== 'number' || typeof login.u !== 'string') throw new Error('it has no time or no user')
      logins.push(login)
    } catch (error) {
      throw new Error(`Line ${number + 1} is not a login: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return logins
}

/** The circumstances of a login as the sign-in path would have them: names of agents as given, else parsed. */
export function contextOf(login: Login, agents: LoginFile['agents']): RiskContext {
  const given = login.ua === undefined ? undefined : agents.get(login.ua)
  const parsed = given ? { deviceType: given.dt, os: given.os, browser: given.br } : parseUserAgent(login.ua)
  return {
    ipAddress: login.ip,
    countryCode: login.cc,
    asn: login.asn,
    latitude: login.lat,
    longitude: login.lon,
    userAgent: login.ua,
    ...parsed,
    deviceId: login.dev,
    rememberedDevice: login.rem === 1,
    riskTimezone: riskTimezone(login.tz, login.cc),
  }
}

/** The same circumstances without device id and time zone: all that an address and a user agent tell. */
export function addressAndAgent(context: RiskContext): RiskContext {
  return { ...context, deviceId: undefined, rememberedDevice: false, riskTimezone: undefined }
}
