import type { Figures } from './detection.ts'
import { isReached, type Target, targets } from './targets.ts'

/** The figures as a table for people: measured, what the prototype measured, what must be reached, and whether it is. */
export function tableOf(figures: Figures, deviations: Figures): string {
  const rows = targets.map((target) => {
    const reached = isReached(target, figures)
    const value = shown(target, figures[target.figure])
    const spread = deviations[target.figure]
    return {
      group: target.group,
      cells: [
        target.text,
        spread === undefined ? value : `${value} (${shown(target, spread).replace('+', '')})`,
        target.prototype,
        demand(target),
        reached === undefined ? '' : reached ? 'yes' : 'NO',
      ],
    }
  })
  const head = ['', 'measured', 'prototype', 'must be', 'reached']
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map(({ cells }) => cells[column]!.length)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd()
  let group = ''
  const lines = [line(head)]
  for (const row of rows) {
    if (row.group !== group) lines.push('', row.group)
    group = row.group
    lines.push(line(row.cells))
  }
  return lines.join('\n')
}

function demand(target: Target): string {
  const { least, most } = target
  if (least !== undefined && most !== undefined) return `${shown(target, least)} to ${shown(target, most)}`
  if (least !== undefined) return `>= ${shown(target, least)}`
  return most === undefined ? '' : `<= ${shown(target, most)}`
}

function shown({ form }: Target, value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '-'
  if (form === 'percent') return `${(value * 100).toFixed(1)} %`
  const signed = (text: string) => (value > 0 ? `+${text}` : text)
  if (form === 'points') return signed((value * 100).toFixed(1))
  if (form === 'nats') return signed(value.toFixed(2))
  return form === 'ratio' ? value.toFixed(3) : value.toFixed(2)
}
