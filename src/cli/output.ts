import { styleText } from 'node:util'

type Style = Parameters<typeof styleText>[0]

/** Text in a colour, where standard output is a terminal that has colours and NO_COLOR is not set. */
export function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout })
}

/** Prints lines for people. */
export function say(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''))
}

/** Prints a value for programs: one line of JSON. */
export function sayJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

/** Rows under a heading, columns as wide as their widest cell. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = heading.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd()
  return [paint('bold', line(heading)), ...rows.map(line)]
}

/** `1 pool`, `2 pools`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`
}

/** A number with its sign and two decimals. */
export function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(2)}`
}

/** Waits for something and shows for how long, where standard error is a terminal and it takes more than two seconds. */
export async function withProgress<T>(what: string, work: Promise<T>): Promise<T> {
  const started = performance.now()
  const show = () => process.stderr.write(`\r${what} … ${Math.round((performance.now() - started) / 1000)} s`)
  const timer = process.stderr.isTTY ? setTimeout(() => (ticker = setInterval(show, 500)), 2000) : undefined
  let ticker: NodeJS.Timeout | undefined
  try {
    return await work
  } finally {
    clearTimeout(timer)
    clearInterval(ticker)
    if (ticker) process.stderr.write('\r\u001b[2K')
  }
}

/** A bar for work that fills this process, drawn on a terminal once it has taken two seconds; gone when it is full. */
export function progressBar(what: string): (done: number, of: number) => void {
  const started = performance.now()
  let drawn = 0
  return (done, of) => {
    const now = performance.now()
    if (!process.stderr.isTTY || now - started < 2000 || (now - drawn < 200 && done < of)) return
    drawn = now
    const filled = Math.round((30 * done) / of)
    const bar = `${'█'.repeat(filled)}${'░'.repeat(30 - filled)}`
    process.stderr.write(done < of ? `\r${what} ${bar} ${done}/${of}` : '\r\u001b[2K')
  }
}
