import type { Context as HonoContext } from 'hono'
import { riskMetrics } from '../domain/risk/metrics.ts'
import { type Control, openContext } from './control.ts'

/** GET /_emulator/metrics: what CloudWatch would count, for Prometheus. */
export function metrics(control: Control, c: HonoContext, ipAddress: string): Response {
  const text = openContext(control, ipAddress).transact((ctx) => riskMetrics(ctx))
  return c.body(text, 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
}
