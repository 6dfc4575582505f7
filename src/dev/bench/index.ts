/**
 * `npm run bench`: what the README claims about speed and memory, as ratios within one run.
 * `--large` also fills a store with 1,000,000 events; `--json` prints the figures for machines.
 */
import { coldStart } from './cold-start.ts'
import { growth } from './growth.ts'
import type { Figure } from './measure.ts'
import { memory } from './memory.ts'
import { signIn } from './sign-in.ts'
import { srpAndRefresh } from './srp-and-refresh.ts'

const flags = new Set(process.argv.slice(2))
const parts = [coldStart, signIn, srpAndRefresh, () => growth(flags.has('--large') ? 1_000_000 : 100_000), memory]

const figures: Figure[] = []
for (const part of parts) {
  for (const figure of await part()) {
    figures.push(figure)
    if (!flags.has('--json')) console.log(toLine(figure))
  }
}
if (flags.has('--json')) console.log(JSON.stringify(figures))

function toLine({ name, value, unit, atMost }: Figure): string {
  const verdict =
    atMost === undefined ? '' : value <= atMost ? `  (at most ${atMost}: yes)` : `  (at most ${atMost}: NO)`
  return `${name.padEnd(64)}${value.toFixed(2).padStart(9)} ${unit}${verdict}`
}
