/** The ARN of a pool of the account and the Region that tests have. */
export function poolArn(poolId: string): string {
  return `arn:aws:cognito-idp:us-east-1:123456789012:userpool/${poolId}`
}
