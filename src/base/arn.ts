/** The Region in an ARN; the empty string for services without one. */
export function regionOfArn(arn: string): string {
  return arn.split(':')[3] ?? ''
}

/** The account in an ARN; the empty string for services without one. */
export function accountOfArn(arn: string): string {
  return arn.split(':')[4] ?? ''
}
