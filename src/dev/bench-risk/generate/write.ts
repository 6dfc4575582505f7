import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { LoginFile } from '../login.ts'

/** Writes a login file (gzipped where the name ends so) and `user-agents.json` beside it. */
export function writeLogins(path: string, { logins, agents }: LoginFile): void {
  const text = logins.map((login) => `${JSON.stringify(login)}\n`).join('')
  writeFileSync(path, path.endsWith('.gz') ? gzipSync(text) : text)
  const names = [...agents]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([ua, name]) => `${JSON.stringify(ua)}: ${JSON.stringify(name)}`)
  writeFileSync(join(dirname(path), 'user-agents.json'), `{\n${names.join(',\n')}\n}\n`)
}
