import { existsSync, writeFileSync } from 'node:fs'
import { Command } from 'commander'
import { CliError } from './failures.ts'
import { say } from './output.ts'
import { starterSeed } from './starter-seed.ts'

/** `cognito-plus init`: a seed file to begin with. */
export function initCommand(): Command {
  return new Command('init')
    .description('Write a commented seed file to begin with.')
    .argument('[file]', 'where to', 'cognito-plus.seed.yaml')
    .addHelpText('after', '\nExample:\n  cognito-plus init shop.yaml && cognito-plus start --seed shop.yaml')
    .option('--force', 'Overwrite a file that is there.')
    .action((file: string, flags: { force?: boolean }) => {
      if (existsSync(file) && !flags.force) throw new CliError(`${file} is there already. Overwrite it with --force.`)
      writeFileSync(file, starterSeed)
      say(`Wrote ${file}. Start with it:`, `  npx cognito-plus start --seed ${file}`)
    })
}
