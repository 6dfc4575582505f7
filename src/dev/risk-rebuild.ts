import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { learnedEvents } from '../domain/risk/learned-events.ts'
import { rebuildRisk } from '../domain/risk/model/rebuild.ts'
import { openStore } from '../store/database.ts'

const { data, keep } = new Command('risk:rebuild')
  .description('Recomputes what the risk engine has learnt from the stored events and reports every difference.')
  .option('--data <folder>', 'the folder of the database', '.cognito-plus')
  .option('--keep', 'put the recomputed counters in the place of the old ones')
  .showSuggestionAfterError()
  .parse()
  .opts<{ data: string; keep?: true }>()

const file = join(data, 'cognito-plus.sqlite')
if (!existsSync(file)) {
  console.error(`There is no database at ${file}.`)
  process.exit(2)
}
const store = openStore(file)
const report = store.transact((tx) => rebuildRisk(tx, learnedEvents(tx), { keep: keep === true }))
store.close()
for (const { table, surplus, missing, examples } of report.differences) {
  console.log(`${table}: ${surplus} rows too many, ${missing} missing`)
  for (const example of examples) console.log(`  ${example}`)
}
console.log(`${report.events} events, ${report.differences.length === 0 ? 'no difference' : 'the counters differ'}.`)
if (report.differences.length > 0) process.exitCode = 1
