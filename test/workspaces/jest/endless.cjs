const { writeFileSync } = require('node:fs')
const { emulator } = require('cognito-plus/jest')

test('never ends', async () => {
  writeFileSync(`${process.env.URL_FILE}`, emulator.url)
  await new Promise(() => {})
}, 60_000)
