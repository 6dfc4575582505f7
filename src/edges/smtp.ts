import type { Message } from '../domain/messages/deliveries.ts'

/** Hands e-mail to an SMTP server over connections that it keeps. */
export interface MailRelay {
  /** Resolves once the server has taken the message; rejects with the server's or the network's reason. */
  send(message: Message): Promise<void>
  close(): void
}

/** A relay to the server at `url`, e.g. `smtp://user:password@127.0.0.1:1025`. Nothing is loaded before the first message. */
export function smtpRelay(url: string): MailRelay {
  const connect = async () => (await import('nodemailer')).createTransport(pooled(url))
  let transport: ReturnType<typeof connect> | undefined
  return {
    async send(message) {
      transport ??= connect()
      await (await transport).sendMail({
        from: message.from,
        to: message.to,
        ...(message.replyTo === null ? {} : { replyTo: message.replyTo }),
        subject: message.subject ?? '',
        text: message.text,
        ...(message.html === null ? {} : { html: message.html }),
        messageId: `<${message.id}@cognito-plus.local>`,
        date: new Date(message.createdAt),
        headers: { 'X-Cognito-Plus-Kind': message.kind, 'X-Cognito-Plus-Request': message.requestId },
      })
    },
    close() {
      void transport?.then((open) => open.close())
    },
  }
}

/** Whether trying again cannot help: the server answered with a code from 500. */
export function isPermanent(error: unknown): boolean {
  return error instanceof Error && 'responseCode' in error && Number(error.responseCode) >= 500
}

function pooled(url: string): string {
  const target = new URL(url)
  for (const [name, value] of [
    ['pool', 'true'],
    ['connectionTimeout', '5000'],
    ['greetingTimeout', '5000'],
    ['socketTimeout', '10000'],
  ] as const) {
    if (!target.searchParams.has(name)) target.searchParams.set(name, value)
  }
  return target.href
}
