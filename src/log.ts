import { pino } from 'pino'
import type { LoggedRequest } from './kernel/request-log.ts'

/** The program's log: JSON lines on standard error, so that standard output stays the program's own. */
export interface Log {
  /** One line a request; the stack where the request met a bug of ours. */
  request(entry: LoggedRequest): void
  info(text: string, fields?: Record<string, unknown>): void
  warn(text: string, fields?: Record<string, unknown>): void
  error(text: string, fields?: Record<string, unknown>): void
}

/** A log that writes what is at least as important as `level`. */
export function createLog(level: string): Log {
  const logger = pino({ level }, pino.destination({ fd: 2, sync: true }))
  const interactive = process.stderr.isTTY === true
  const line = (text: string, fields: Record<string, unknown>) =>
    interactive ? logger.isLevelEnabled('info') && process.stderr.write(`${text}\n`) : logger.info(fields, text)
  return {
    request(entry) {
      const { operation, status, durationMs, username, error, id } = entry
      if (entry.stack) logger.error({ requestId: id, operation, stack: entry.stack }, 'unexpected error')
      const outcome = error ? ` ${error.name}` : ''
      const who = username ? ` ${username}` : ''
      line(`${operation} ${status}${outcome} ${Math.round(durationMs)}ms${who}`, { requestId: id, operation, status })
    },
    info: (text, fields = {}) => logger.info(fields, text),
    warn: (text, fields = {}) => logger.warn(fields, text),
    error: (text, fields = {}) => logger.error(fields, text),
  }
}
