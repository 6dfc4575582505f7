import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { detection, type Figures } from './detection.ts'
import { evaluate, scoreAll, workIn } from './evaluate.ts'
import { generateLogins } from './generate/generate.ts'
import { writeLogins } from './generate/write.ts'
import { type LoginFile, readLogins } from './login.ts'
import { deviation, mean } from './metrics.ts'
import { progressOf } from './progress.ts'
import { tableOf } from './table.ts'
import { isReached, targets } from './targets.ts'

const sample = fileURLToPath(new URL('../../../test/fixtures/logins/logins-sample.jsonl.gz', import.meta.url))

interface Options {
  file: string
  generate?: string
  users: string
  write?: string
  scores?: string | true
  json?: true
}

const program = new Command('bench:risk')
  .description('Plays logins through the risk engine and prints what it finds beside what it must reach.')
  .option('--file <file>', 'a login file (.jsonl or .jsonl.gz); user-agents.json beside it names the agents', sample)
  .option('--generate <seeds>', 'make the data instead: one or more seeds, separated by commas; figures are their mean')
  .option('--users <number>', 'how many users to generate', '2400')
  .option('--write <file>', 'with --generate: write the data of the first seed there and stop')
  .option('--scores [out]', 'only score; one line {"i","score","level"} for each scored record goes to this file')
  .option('--json', 'figures and targets as JSON')
  .showSuggestionAfterError()
  .parse()

const options = program.opts<Options>()
try {
  run(options)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}

function run({ file, generate, users, write, scores, json }: Options): void {
  const sources = generate
    ? generate
        .split(',')
        .map((seed) => ({ name: `seed ${seed}`, seed, load: () => generateLogins(seed, Number(users)) }))
    : [{ name: file, seed: file.split('/').at(-1)!, load: () => readLogins(file) }]
  if (generate && write) {
    writeLogins(write, sources[0]!.load())
    return
  }
  if (scores) {
    for (const source of sources) printScores(source.load(), scores, json === true)
    return
  }
  const all = sources.map(({ name, seed, load }) => {
    const data = load()
    return evaluate(data, seed, progressOf(name, workIn(data)))
  })
  const { figures, deviations } = summary(all)
  const reached = targets.map((target) => ({
    ...target,
    value: figures[target.figure],
    reached: isReached(target, figures),
  }))
  if (json)
    console.log(JSON.stringify({ sources: sources.map(({ name }) => name), figures, deviations, targets: reached }))
  else
    console.log(
      `${sources.map(({ name }) => name).join(', ')}\n\n${tableOf(figures, all.length > 1 ? deviations : {})}`,
    )
  if (reached.some((row) => row.reached === false)) process.exitCode = 1
}

function printScores(data: LoginFile, out: string | true, json: boolean): void {
  const started = performance.now()
  const scored = scoreAll(data, progressOf('scoring', data.logins.length))
  const seconds = (performance.now() - started) / 1000
  if (out !== true) {
    writeFileSync(
      out,
      scored.map(({ login: { i }, score, level }) => `${JSON.stringify({ i, score, level })}\n`).join(''),
    )
  }
  const figures = { ...detection(scored), 'records.perSecond': data.logins.length / seconds }
  if (json) console.log(JSON.stringify({ figures }))
  else {
    console.log(
      `${data.logins.length} records in ${seconds.toFixed(1)} s (${Math.round(data.logins.length / seconds)} a second), ${scored.length} scored.`,
    )
  }
}

function summary(all: readonly Figures[]): { figures: Figures; deviations: Figures } {
  const names = [...new Set(all.flatMap(Object.keys))]
  const values = (name: string) => all.map((figures) => figures[name]).filter((value) => value !== undefined)
  return {
    figures: Object.fromEntries(names.map((name) => [name, mean(values(name))])),
    deviations: Object.fromEntries(names.map((name) => [name, deviation(values(name))])),
  }
}
