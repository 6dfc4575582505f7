import { readFileSync, writeFileSync } from 'node:fs'

// Writes src/domain/risk/context/country-offsets.ts from the tz database's zone1970.tab, which is in the public domain:
//   npx tsx src/dev/generate-timezones.ts PATH/zone1970.tab

const [path] = process.argv.slice(2)
if (!path) throw new Error('Name the file: zone1970.tab of the tz database.')
const year = 2026

const offsets = new Map<string, Set<number>>()
for (const line of readFileSync(path, 'utf8').split('\n')) {
  const [countries, , zone] = line.split('\t')
  if (line.startsWith('#') || !countries || !zone) continue
  const ofZone = offsetsOf(zone)
  for (const country of countries.split(',')) {
    offsets.set(country, new Set([...(offsets.get(country) ?? []), ...ofZone]))
  }
}

const groups = new Map<string, string[]>()
for (const [country, minutes] of [...offsets].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const key = [...minutes].sort((a, b) => a - b).join(' ')
  groups.set(key, [...(groups.get(key) ?? []), country])
}
const rows = [...groups].sort(([, [a = '']], [, [b = '']]) => (a < b ? -1 : 1))

writeFileSync(
  new URL('../domain/risk/context/country-offsets.ts', import.meta.url),
  `// Written by src/dev/generate-timezones.ts; do not edit.
// Facts of the tz database (zone1970.tab, public domain) and the offsets of ${year}.

/** Standard and daylight offsets (minutes east of UTC) in use in any zone of these countries (ISO 3166-1 alpha-2). */
export const countryOffsets: readonly (readonly [offsets: string, countries: string])[] = [
${rows.map(([minutes, countries]) => `  ['${minutes}', '${countries.join(' ')}'],`).join('\n')}
]
`,
)

/** All offsets of a zone in the year, looked at twice a month. */
function offsetsOf(zone: string): Set<number> {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  const found = new Set<number>()
  for (let month = 0; month < 12; month++) {
    for (const day of [1, 15]) {
      const text = format.formatToParts(Date.UTC(year, month, day)).find(({ type }) => type === 'timeZoneName')?.value
      const [, sign, hours, minutes] = /^GMT(?:([+-])(\d\d):(\d\d))?$/.exec(text ?? '') ?? []
      const distance = Number(hours ?? 0) * 60 + Number(minutes ?? 0)
      found.add(sign === '-' ? -distance : distance)
    }
  }
  return found
}
