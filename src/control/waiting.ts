import type { RequestLog } from '../kernel/request-log.ts'

/** Resolves when the next request has been answered, after `atMostMs`, or when `signal` fires: whatever comes first. */
export function nextChange(log: RequestLog, atMostMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      unsubscribe()
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, atMostMs)
    const unsubscribe = log.subscribe(done)
    signal?.addEventListener('abort', done)
  })
}
