import { styleText } from 'node:util'
import type { Evaluation } from './control.ts'

/** A line in a colour, where the terminal has colours. */
export const paint = {
  strong: (text: string) => styleText('bold', text),
  faint: (text: string) => styleText('dim', text),
  bad: (text: string) => styleText('red', text),
  good: (text: string) => styleText('green', text),
}

/** A score with two decimals and its sign. */
export function signed(number: number): string {
  const text = number.toFixed(2)
  return number > 0 && text !== '0.00' ? `+${text}` : text.replace('-0.00', '0.00')
}

/** Text of a level, red from Medium on. */
export function shownLevel({ level, score }: Evaluation): string {
  const text = `${level} (${signed(score)})`
  return level === 'High' || level === 'Medium' ? paint.bad(text) : paint.good(text)
}

/** One row of the comparison: a term of the score before and after, and what moved it. */
export interface Term {
  readonly feature: string
  readonly value: string
  readonly before: number
  readonly after: number
}

/** The terms of two evaluations side by side, those that moved most first. */
export function compareTerms(before: Evaluation, after: Evaluation): Term[] {
  const key = ({ feature, value }: { feature: string; value: string }) => `${feature}\0${value}`
  const first = new Map(before.contributions.map((term) => [key(term), term]))
  const second = new Map(after.contributions.map((term) => [key(term), term]))
  const all = new Map([...first, ...second])
  return [...all]
    .map(([name, { feature, value }]) => ({
      ...{ feature, value },
      before: first.get(name)?.contribution ?? 0,
      after: second.get(name)?.contribution ?? 0,
    }))
    .sort(
      (a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || Math.abs(b.before) - Math.abs(a.before),
    )
}

/** The comparison as lines of text; terms that moved are marked, and the sum stands at the end. */
export function comparison(before: Evaluation, after: Evaluation): string[] {
  const terms = compareTerms(before, after)
  const rows = terms.map((term) => ({ ...term, moved: signed(term.before) !== signed(term.after) }))
  const widest = Math.max(...rows.map(({ value }) => Math.min(value.length, widestValue)), 'value'.length)
  const line = (feature: string, value: string, first: string, second: string, change: string) =>
    `  ${feature.padEnd(16)}${cut(value).padEnd(widest)}${first.padStart(9)}${second.padStart(9)}${change.padStart(10)}`
  const shown = rows.map(({ feature, value, before, after, moved }) => {
    const cells = [before, after].map((n) => (signed(n) === signed(0) ? '·' : signed(n)))
    const text = line(feature, value, cells[0]!, cells[1]!, moved ? signed(after - before) : '')
    return !moved ? paint.faint(text) : after > before ? paint.bad(text) : paint.good(text)
  })
  const levels = line('level', '', before.level, after.level, '')
  const sum = line('score', '', signed(before.score), signed(after.score), signed(after.score - before.score))
  return [line('term', 'value', 'before', 'after', 'moved'), ...shown, paint.strong(sum), paint.strong(levels)]
}

/** A bar that redraws itself; draws nothing where standard error is no terminal. */
export function progressBar(what: string, done: number, of: number): void {
  if (!process.stderr.isTTY) return
  const width = 30
  const filled = Math.round((width * done) / of)
  const bar = '█'.repeat(filled) + '░'.repeat(width - filled)
  process.stderr.write(`\r${what.padEnd(22)} ${bar} ${done}/${of}`)
}

/** Takes the bar off the screen. */
export function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K')
}

const widestValue = 36

function cut(text: string): string {
  return text.length > widestValue ? `${text.slice(0, widestValue - 1)}…` : text
}
