/** Where the behaviour of each piece of code is known from: the comments marked Documented, Observed, Inferred and Ours. */
import { globSync, readFileSync } from 'node:fs'

/** The marks: the service's documentation, somebody's recording of it, our conclusion, our own on purpose. */
export const marks = ['Documented', 'Observed', 'Inferred', 'Ours'] as const

/** One statement. */
export interface Evidence {
  readonly mark: (typeof marks)[number]
  readonly text: string
  readonly file: string
}

/** Every statement in the sources, in the order of files and lines. */
export function evidence(): Evidence[] {
  return globSync('src/**/*.{ts,tsx}')
    .filter((file) => !file.startsWith('src/dev/') && !file.startsWith('src/api/generated/'))
    .sort()
    .flatMap((file) => commentsOf(readFileSync(file, 'utf8')).flatMap((comment) => statementsOf(comment, file)))
}

/** Comments as plain text: neighbouring lines of one kind belong together. */
function commentsOf(source: string): string[] {
  const blocks = [...source.matchAll(/\/\*\*([\s\S]*?)\*\/|(?:^[ \t]*\/\/.*\n?)+/gm)]
  return blocks.map(([text]) =>
    text
      .replaceAll(/^[ \t]*(?:\/\/|\/\*\*|\*\/|\*)[ \t]?/gm, '')
      .replaceAll(/\*\//g, '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )
}

function statementsOf(comment: string, file: string): Evidence[] {
  const parts = comment.split(new RegExp(`\\b(${marks.join('|')}): `))
  const found: Evidence[] = []
  for (let i = 1; i < parts.length; i += 2) {
    found.push({ mark: parts[i] as Evidence['mark'], text: parts[i + 1]!.trim(), file })
  }
  return found
}

if (process.argv[1]?.endsWith('evidence.ts')) {
  const wanted = process.argv[2]?.toLowerCase()
  for (const { mark, text, file } of evidence()) {
    if (wanted === undefined || mark.toLowerCase() === wanted) console.log(`${mark}: ${text}  (${file})`)
  }
}
