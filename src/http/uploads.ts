import type { Context as HonoContext } from 'hono'
import type { RequestInfo } from '../context.ts'
import { findJob } from '../domain/imports/jobs.ts'
import { isSigned, logOf, storeUpload, takesUploads } from '../domain/imports/uploads.ts'
import type { Kernel } from '../kernel/perform.ts'
import { visit } from '../kernel/visit.ts'
import type { Peer } from './peer.ts'

// Documented: developer guide, importing users. A file has at most 100 MB.
const largestFile = 100 * 1024 * 1024

/** What the address of a job's file needs. */
export interface Uploads {
  readonly kernel: Kernel
  readonly peer: Peer
  requestId(): string
}

/**
 * The address that CreateUserImportJob hands out: PUT takes the file as S3 would, GET answers what became of its lines,
 * which the service writes to CloudWatch.
 */
export function importFile({ kernel, peer, requestId }: Uploads, c: HonoContext, jobId: string): Promise<Response> {
  const request: RequestInfo = {
    id: requestId(),
    operation: `${c.req.method} /_emulator/uploads/${jobId}`,
    ipAddress: peer.addressOf(c),
    userAgent: c.req.header('user-agent'),
  }
  return visit(kernel, request, async (ctx) => {
    const csv = c.req.method === 'PUT' ? await readFile(c) : undefined
    const signature = c.req.query('X-Amz-Signature') ?? ''
    return ctx.transact((inside) => {
      const job = findJob(inside, jobId)
      if (!job || !isSigned(inside, job, signature)) return refusal(403, 'SignatureDoesNotMatch')
      if (csv === undefined)
        return answer(
          logOf(inside, job)
            .map((line) => `${line}\n`)
            .join(''),
        )
      if (!takesUploads(inside, job)) return refusal(403, 'AccessDenied')
      if (csv === 'too large') return refusal(400, 'EntityTooLarge')
      storeUpload(inside, job, csv.text)
      return answer('')
    })
  })
}

async function readFile(c: HonoContext): Promise<{ text: string } | 'too large'> {
  if (Number(c.req.header('content-length') ?? 0) > largestFile) return 'too large'
  const text = await c.req.text()
  return Buffer.byteLength(text) > largestFile ? 'too large' : { text }
}

function answer(body: string): Response {
  return new Response(body, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
}

// Documented: S3 API reference, error responses.
function refusal(status: number, code: string): Response {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`
  return new Response(body, { status, headers: { 'content-type': 'application/xml' } })
}
