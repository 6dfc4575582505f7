import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { flows, operations } from '../src/operations/index.ts'

const sources = globSync('src/**/*.{ts,tsx}').filter((file) => !file.startsWith('src/dev/'))
/** Workspaces under test/ may have dependencies of their own. */
const exclude = (path: string) => path.split(/[/\\]/).includes('node_modules')
const tests = new Set(globSync('test/operations/*.test.ts'))

describe('the source tree', () => {
  test('reads the time and makes random values in src/base only', () => {
    const stray = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\(|\brandomBytes\(|\brandomInt\(/

    const offenders = sources.filter((file) => !file.startsWith('src/base/') && stray.test(readFileSync(file, 'utf8')))

    expect(offenders).toEqual([])
  })

  test('has a test file for every operation', () => {
    const names = [...Object.keys(operations), ...Object.keys(flows)]

    expect(names.filter((name) => !tests.has(`test/operations/${name}.test.ts`))).toEqual([])
  })

  test('has no test file without an expectation', () => {
    const empty = globSync('test/**/*.test.{ts,tsx}', { exclude }).filter(
      (file) => !/\bexpect|\bassert|\bfc\./.test(readFileSync(file, 'utf8')),
    )

    expect(empty).toEqual([])
  })

  test('keeps to the version of ua-parser-js whose licence is MIT', () => {
    const manifest = JSON.parse(readFileSync('node_modules/ua-parser-js/package.json', 'utf8')) as {
      version: string
      license: string
    }

    expect(manifest).toMatchObject({ license: 'MIT', version: expect.stringMatching(/^1\./) })
  })

  test('stands alone: nothing reaches outside the repository', () => {
    const outside = [...sources, ...globSync('test/**/*.{ts,tsx}', { exclude }), ...globSync('*.{json,ts,md}')].filter(
      (file) => file !== 'package-lock.json' && /\.\.\/(\.\.\/)*shared\//.test(readFileSync(file, 'utf8')),
    )

    expect(outside.filter((file) => file !== 'test/architecture.test.ts')).toEqual([])
  })
})
