import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { chromium } from 'playwright-core'
import { ManualClock } from '../base/clock.ts'
import { startEmulator } from '../emulator.ts'

// Takes the pictures of the README from the console and the demo seed: npx tsx src/dev/pictures.ts [path of Chromium]

const folder = 'docs/pictures'
const executablePath =
  process.argv[2] ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
if (executablePath === undefined) throw new Error('There is no Chromium here; name one.')

await mkdir(folder, { recursive: true })
const clock = new ManualClock(Date.UTC(2026, 2, 2, 9))
await using emulator = await startEmulator({ seed: ['seeds/demo.yaml'], randomSeed: 'pictures', clock })
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, colorScheme: 'light' })

await page.goto(`${emulator.url}/_emulator/lab?user=ann`)
await page.getByRole('link', { name: 'Another country' }).click()
await page.screenshot({ path: `${folder}/sign-in-lab.png` })

await page.goto(`${emulator.url}/_emulator/tour/3`)
await page.getByRole('button', { name: 'Let the stranger sign in' }).click()
await page.getByRole('link', { name: /^5/ }).click()
await page.getByRole('button', { name: 'This was not me' }).click()
await page.getByRole('link', { name: 'Open this event' }).click()
await page.setViewportSize({ width: 1280, height: 1000 })
await page.locator('section', { has: page.locator('#feedback') }).screenshot({ path: `${folder}/feedback.png` })
await browser.close()
