import { ControlApiError } from '../client/send.ts'
import { SeedError } from '../seed/seed-error.ts'
import { ConfigError } from '../setting-kinds.ts'
import { NewerDatabaseError } from '../store/database.ts'

/** A command that could not do its work, for a reason that a person can do something about. */
export class CliError extends Error {}

/** Errors whose message is made for people. */
const ours = [CliError, ConfigError, ControlApiError, NewerDatabaseError, SeedError]

/** What a person reads when a command failed: one sentence for what can go wrong, the stack for a bug of ours. */
export function sentenceFor(error: unknown): string {
  if (ours.some((kind) => error instanceof kind)) return (error as Error).message
  if (!(error instanceof Error)) return String(error)
  const { code, port, path } = error as Error & { code?: string; port?: number; path?: string }
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use. Choose another with --port, or --port 0 for a free one.`
    case 'EACCES':
      return port === undefined ? `${path} may not be opened.` : `Port ${port} may not be opened by this user.`
    case 'EADDRNOTAVAIL':
      return 'The address of --host is not one of this machine.'
    case 'SQLITE_NOTADB':
      return 'The file in the --data folder is no database of cognito-plus.'
    case 'SQLITE_BUSY':
      return 'Another cognito-plus is writing to the same --data folder. Stop it, or choose another folder.'
    default:
      return error.stack ?? error.message
  }
}
