import { InvalidArgumentError } from 'commander'
import { isIpAddress } from '../base/ip-address.ts'

/** Reads an option that is a number from `min` to `max`, for commander. */
export function numberFrom(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  const limits = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text)
    if (value >= min && value <= max) return value
    throw new InvalidArgumentError(`Expected a number ${limits}.`)
  }
}

/** Reads an option that is an IPv4 or IPv6 address. */
export function addressFrom(text: string): string {
  if (isIpAddress(text)) return text
  throw new InvalidArgumentError('Expected an IPv4 or IPv6 address.')
}

/** Reads an option that is a moment; as ISO 8601 in UTC. */
export function momentFrom(text: string): string {
  const moment = new Date(text)
  if (/^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(moment.getTime())) return moment.toISOString()
  throw new InvalidArgumentError('Expected a moment in ISO 8601, such as 2026-03-02T09:00:00Z.')
}
