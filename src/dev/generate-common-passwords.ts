import { readFileSync, writeFileSync } from 'node:fs'
import { dictionary } from '@zxcvbn-ts/language-common'

// Writes src/domain/risk/compromised/common-passwords.txt from the development package @zxcvbn-ts/language-common:
//   npx tsx src/dev/generate-common-passwords.ts

const manifest = new URL('../../node_modules/@zxcvbn-ts/language-common/package.json', import.meta.url)
const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
const passwords = [...new Set(dictionary['passwords-common'])].sort()

// Each password is one capital letter for what it shares with the one before it (A nothing, B one character, …) and the rest.
let coded = ''
let last = ''
for (const password of passwords) {
  if (!/^[ -@[-~]+$/.test(password))
    throw new Error('The list holds more than lower-case ASCII, which the code cannot carry.')
  let shared = 0
  while (shared < 25 && shared < last.length && last[shared] === password[shared]) shared++
  coded += String.fromCharCode(65 + shared) + password.slice(shared)
  last = password
}

writeFileSync(
  new URL('../domain/risk/compromised/common-passwords.txt', import.meta.url),
  `# Written by src/dev/generate-common-passwords.ts; do not edit. The last line holds ${passwords.length} passwords in order,
# each as one capital letter (A: shares 0 characters with the one before, B: 1, ...) and the rest.
# The common passwords of @zxcvbn-ts/language-common ${version}, MIT licence,
# Copyright (c) 2012-2016 Dan Wheeler and Dropbox, Inc., Copyright (c) 2021 @zxcvbn-ts.
${coded}`,
)
