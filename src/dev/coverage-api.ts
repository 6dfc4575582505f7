/** `npm run coverage:api`: how much of the service model is answered, tested and honoured. `--errors` lists each error. */
import type { OperationName } from '../api/generated/types.ts'
import { coverage } from './coverage.ts'

const all = coverage()
const implemented = all.filter((operation) => operation.implemented)
const count = (list: (operation: (typeof all)[number]) => readonly unknown[]) =>
  implemented.reduce((sum, operation) => sum + list(operation).length, 0)

if (process.argv.includes('--errors')) {
  for (const { name, tested, excused, open } of implemented) {
    console.log(name)
    for (const error of tested) console.log(`  tested       ${error}`)
    for (const [error, reason] of excused) console.log(`  unreachable  ${error}: ${reason}`)
    for (const error of open) console.log(`  open         ${error}`)
  }
} else {
  const byMember = new Map<string, OperationName[]>()
  for (const { name, unhonoured, unread } of implemented) {
    for (const [member, reason] of unhonoured) {
      const line = `nothing acts upon ${member}: ${reason}`
      byMember.set(line, [...(byMember.get(line) ?? []), name])
    }
    if (unread.length > 0) console.log(`${name} does not read: ${unread.join(', ')}`)
  }
  for (const [line, names] of [...byMember].sort()) console.log(`${line} (${names.join(', ')})`)
  const missing = all.filter((operation) => !operation.implemented).map((operation) => operation.name)
  if (missing.length > 0) console.log(`not implemented: ${missing.join(', ')}`)
}
console.log(
  `${implemented.length} of ${all.length} operations; errors: ${count((o) => o.tested)} tested, ${count((o) => o.excused)} unreachable, ${count((o) => o.open)} open; members: ${count((o) => o.unhonoured)} not acted upon, ${count((o) => o.unread)} not read`,
)
