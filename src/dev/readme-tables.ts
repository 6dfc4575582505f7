import { settings } from '../config.ts'
import { coverage } from './coverage.ts'

/** What the code has of every operation, as the README shows it. */
export function operationsTable(): string {
  const rows = coverage().map(({ name, implemented, tested, excused, open, evidence }) => {
    if (!implemented) return `| ${name} | answers 501 | | |`
    const declared = tested.length + excused.length + open.length
    const known = `${evidence.documented} documented, ${evidence.observed} observed, ${evidence.inferred} inferred`
    return `| ${name} | yes | ${tested.length} of ${declared} tested, ${excused.length} cannot happen here | ${known} |`
  })
  return ['| operation | implemented | declared errors | evidence in its code |', '|---|---|---|---|', ...rows].join(
    '\n',
  )
}

/** Every setting, as the README shows it. */
export function settingsTable(): string {
  const rows = Object.entries(settings).map(([name, setting]) => {
    const initial = typeof setting.initial === 'object' || setting.initial === '' ? '' : `\`${setting.initial}\``
    return `| \`${setting.flag.replaceAll('|', '\\|')}\` | \`${setting.variable}\` | \`${name}\` | ${initial} | ${setting.says} |`
  })
  return ['| flag | variable | in the file | default | what it does |', '|---|---|---|---|---|', ...rows].join('\n')
}
