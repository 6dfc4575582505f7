/** An e-mail address as delivery details show it: `alice@example.com` becomes `a***@e***`. */
export function maskEmail(address: string): string {
  // Observed: SignUp and InitiateAuth captures. First letter and three stars on both sides, no top-level domain.
  const at = address.lastIndexOf('@')
  const first = (text: string) => [...text][0] ?? ''
  return at < 0 ? `${first(address)}***` : `${first(address)}***@${first(address.slice(at + 1))}***`
}

/** A phone number as delivery details show it: `+15555559934` becomes `+*******9934`. */
export function maskPhone(number: string): string {
  // Observed: public captures. All digits but the last four become stars.
  const digits = number.replace(/^\+/, '')
  // Inferred: a number of four digits or fewer shows none of them.
  const shown = digits.length > 4 ? digits.slice(-4) : ''
  return `+${'*'.repeat(digits.length - shown.length)}${shown}`
}
