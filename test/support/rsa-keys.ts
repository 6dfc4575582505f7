import keys from '../fixtures/rsa-keys.json' with { type: 'json' }

/** Hands out ready RSA pairs in turn: making one takes 150 ms, and no test is about that. They protect nothing. */
export function readyRsaKeys(): () => Promise<string> {
  let next = 0
  return async () => keys[next++ % keys.length]!
}

/** The same for what does not wait, beginning with the last one. */
export function readyRsaKeysNow(): () => string {
  let next = 0
  return () => keys[keys.length - 1 - (next++ % keys.length)]!
}
