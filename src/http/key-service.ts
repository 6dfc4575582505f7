import type { Context as HonoContext } from 'hono'
import { decrypt, type EncryptionContext } from '../domain/triggers/key-service.ts'
import { newEntry } from '../kernel/request-log.ts'
import type { AwsJson } from './aws-json.ts'

const contentType = 'application/x-amz-json-1.1'

/**
 * KMS Decrypt for the codes that custom senders get with the setting `senderKey: kms`, so that functions written for the
 * service run as they are; undefined for requests to anything else.
 */
export function keyService(server: AwsJson, c: HonoContext): Promise<Response> | undefined {
  return c.req.header('x-amz-target') === 'TrentService.Decrypt' ? answer(server, c) : undefined
}

// Documented: Decrypt page of the KMS API reference.
async function answer(server: AwsJson, c: HonoContext): Promise<Response> {
  const { CiphertextBlob = '', EncryptionContext: context = {} } = await bodyOf(c)
  const id = server.requestId()
  const request = { id, operation: 'Decrypt', ipAddress: server.peer.addressOf(c), userAgent: undefined }
  const ctx = server.kernel.open(newEntry(request, 0), request, undefined)
  const opened = ctx.transact((inside) => decrypt(inside, Buffer.from(CiphertextBlob, 'base64'), context) ?? null)
  const headers = { 'content-type': contentType, 'x-amzn-RequestId': id }
  if (!opened) return Response.json({ __type: 'InvalidCiphertextException' }, { status: 400, headers })
  const { keyArn: KeyId, plaintext } = opened
  const EncryptionAlgorithm = 'SYMMETRIC_DEFAULT'
  return Response.json({ KeyId, Plaintext: plaintext.toString('base64'), EncryptionAlgorithm }, { headers })
}

interface DecryptRequest {
  CiphertextBlob?: string
  EncryptionContext?: EncryptionContext
}

async function bodyOf(c: HonoContext): Promise<DecryptRequest> {
  try {
    const body: unknown = await c.req.json()
    // Whatever is not as it should be decrypts nothing.
    return typeof body === 'object' && body !== null ? (body as DecryptRequest) : {}
  } catch {
    return {}
  }
}
