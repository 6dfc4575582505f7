import type { FlowContext } from '../../context.ts'

/** A notification that is due: which event, and which of the three e-mails. */
export interface Notice {
  readonly eventId: string
  readonly email: 'BlockEmail' | 'MfaEmail' | 'NoActionEmail'
}

/** Writes the notification e-mail of an event. To be awaited after the transaction that made the notice. */
export async function notify(_ctx: FlowContext, _notice: Notice): Promise<void> {}
