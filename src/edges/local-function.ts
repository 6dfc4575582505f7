import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { TriggerEvent } from '../context.ts'
import { TriggerFailure } from '../domain/triggers/failure.ts'

/** What Lambda gives a function beside the event, as far as there is anything to say here. */
export interface FunctionContext {
  readonly functionName: string
  getRemainingTimeInMillis(): number
}

/** A function for a trigger, written as for Lambda: it returns the event, a promise of it, or hands it to the callback. */
export type TriggerFunction = (
  event: TriggerEvent,
  context: FunctionContext,
  callback: (error: unknown, event?: unknown) => void,
) => unknown

/** Calls a function with a copy of the event and returns a copy of its answer, as if both had travelled as JSON. */
export async function callFunction(
  name: string,
  handler: TriggerFunction,
  event: TriggerEvent,
  limitMs: number,
): Promise<unknown> {
  const context = { functionName: name, getRemainingTimeInMillis: () => limitMs }
  return copied(await answerOf(handler, event, context))
}

/** The function that a module exports as `handler` or by default. The path is relative to the present folder. */
export async function loadFunction(path: string): Promise<TriggerFunction> {
  const module = (await importModule(path)) as Record<string, unknown>
  const fallback = module['default'] as Record<string, unknown> | undefined
  const found = [module['handler'], fallback, fallback?.['handler']].find((one) => typeof one === 'function')
  if (found) return found as TriggerFunction
  throw new TriggerFailure('invocation', 'ResourceNotFoundException', { reason: `${path} exports no handler` })
}

async function importModule(path: string): Promise<unknown> {
  try {
    return await import(pathToFileURL(resolve(path)).href)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new TriggerFailure('invocation', 'ResourceNotFoundException', { reason: `${path}: ${why}` })
  }
}

function answerOf(handler: TriggerFunction, event: TriggerEvent, context: FunctionContext): Promise<unknown> {
  return new Promise<unknown>((answer, fail) => {
    const done = (error: unknown, returned?: unknown) => (error ? fail(error) : answer(returned))
    // Documented: Lambda's older ways to answer, which samples for Cognito still use.
    const older = { done, succeed: answer, fail }
    const copy = JSON.parse(JSON.stringify(event)) as TriggerEvent
    const returned = handler(copy, { ...context, ...older }, done)
    // A function that takes more than the event and returns nothing answers by one of the other ways.
    if (returned !== undefined || handler.length < 2) answer(returned)
  }).catch((error: unknown) => {
    throw error instanceof TriggerFailure ? error : new TriggerFailure('function', messageOf(error))
  })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function copied(returned: unknown): unknown {
  let json: string
  try {
    json = JSON.stringify(returned) ?? 'null'
  } catch (error) {
    throw new TriggerFailure('json', messageOf(error))
  }
  return JSON.parse(json)
}
