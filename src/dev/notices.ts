import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Licences that a bundled package may have. */
const permissive = ['MIT', 'MIT-0', 'Apache-2.0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause']

/** What the bundle holds that is no package. */
const data = `common-passwords.txt: the common passwords of @zxcvbn-ts/language-common. MIT licence.
Copyright (c) 2012-2016 Dan Wheeler and Dropbox, Inc.; Copyright (c) 2021 @zxcvbn-ts.

The table of operations was made from the service model of Amazon Cognito user pools as botocore publishes it.
Apache-2.0. Copyright 2012-2026 Amazon.com, Inc. or its affiliates.
`

/** A plugin of the bundler that writes the notices of everything that went into the bundle. */
export function thirdPartyNotices() {
  return {
    name: 'third-party-notices',
    generateBundle(
      this: { emitFile(file: { type: 'asset'; fileName: string; source: string }): unknown },
      _: unknown,
      bundle: Record<string, { moduleIds?: readonly string[] }>,
    ) {
      const modules = Object.values(bundle).flatMap((chunk) => chunk.moduleIds ?? [])
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-NOTICES.txt', source: noticesOf(modules) })
    },
  }
}

/** The notices of the packages that these modules belong to. Throws for a licence that is not permissive. */
export function noticesOf(modules: readonly string[]): string {
  const folders = [...new Set(modules.map(packageFolder).filter((folder) => folder !== undefined))].sort()
  const packages = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
    if (!permissive.includes(license)) throw new Error(`${name} has the licence ${license}, which may not be bundled.`)
    return { title: `${name} ${version}, ${license}`, text: licenceText(folder) }
  })
  // Many packages of one maker share a text.
  const texts = [...new Set(packages.map(({ text }) => text))]
  const notices = texts.map((text) => {
    const titles = packages.filter((one) => one.text === text).map(({ title }) => title)
    return `${titles.join('\n')}\n\n${text}`
  })
  return `cognito-plus contains parts of the following packages.\n\n${[...notices, data].join(`\n${'-'.repeat(80)}\n\n`)}`
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license: string
}

/** \`…/node_modules/@scope/name\` of a module; undefined for our own. */
function packageFolder(module: string): string | undefined {
  const found = /^(?:\0)?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(module)?.[1]
  return found && existsSync(join(found, 'package.json')) ? found : undefined
}

function licenceText(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name))
  return file
    ? `${readFileSync(join(folder, file), 'utf8').trim()}\n`
    : '(The package brings no licence text of its own.)\n'
}
