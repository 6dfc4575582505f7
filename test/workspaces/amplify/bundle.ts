import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

/** An app's only module and all that it imports, as one script for browsers. */
export async function bundled(source: string): Promise<string> {
  const folder = mkdtempSync(join(import.meta.dirname, 'node_modules', 'app-'))
  try {
    writeFileSync(join(folder, 'app.js'), source)
    const lib = { entry: join(folder, 'app.js'), formats: ['iife' as const], name: 'app' }
    const made = await build({ root: folder, logLevel: 'silent', build: { write: false, lib } })
    const output = [made].flat().flatMap((one) => ('output' in one ? one.output : []))
    return output.flatMap((chunk) => ('code' in chunk ? [chunk.code] : [])).join('\n')
  } finally {
    rmSync(folder, { recursive: true })
  }
}
