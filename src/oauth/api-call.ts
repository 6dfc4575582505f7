import type { OperationName, Operations } from '../api/generated/types.ts'
import { pageSecretHash } from '../domain/hosted/sign-in.ts'
import { perform } from '../kernel/perform.ts'
import { told } from './admission.ts'
import type { Client, HostedRequest } from './domain-request.ts'

/** The operations that pages perform for their visitors; the secret hash is theirs to make. */
type Performed = Extract<
  OperationName,
  'SignUp' | 'ConfirmSignUp' | 'ResendConfirmationCode' | 'ForgotPassword' | 'ConfirmForgotPassword'
>

/** Performs an operation of the API for the visitor of a page, under its own entry in the request log; throws its errors. */
export async function performFor<K extends Performed>(
  { server, ctx }: HostedRequest,
  operation: K,
  client: Client,
  input: Omit<Operations[K]['input'], 'ClientId' | 'SecretHash'> & { Username: string },
): Promise<Operations[K]['output']> {
  const { ipAddress, userAgent } = ctx.request
  const SecretHash = ctx.transact((inside) => pageSecretHash(inside, client, input.Username) ?? null) ?? undefined
  const request = { id: server.requestId(), operation, ipAddress, userAgent }
  const answer = await perform(server.kernel, request, { ...input, ClientId: client.id, SecretHash })
  if (answer.error) throw told(ctx, answer.error) ?? answer.error
  return answer.output as Operations[K]['output'] // what this operation answers
}

/** What the page's script found out about the device, as the API takes it. */
export function deviceData(encoded: string): { UserContextData?: { EncodedData: string } } {
  return encoded ? { UserContextData: { EncodedData: encoded } } : {}
}
