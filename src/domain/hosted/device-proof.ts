import { srpDate } from '../../base/aws-date.ts'
import {
  claimSignature,
  g,
  k,
  modPow,
  N,
  privateKey,
  type SrpIdentity,
  scrambler,
  sessionKey,
  verifier,
} from '../../base/srp.ts'

/** The client's half of an SRP exchange: its public number, and the claim that answers the server's. */
export interface SrpProof {
  /** Hexadecimal. */
  readonly A: string
  claim(answer: { SALT: string; SRP_B: string; SECRET_BLOCK: string }, now: number): Record<string, string>
}

/** Proves a secret as client libraries do. `a` is chance, in hexadecimal. Documented: SRP-6a in the service's dialect. */
export function srpProof(identity: SrpIdentity, secret: string, a: string): SrpProof {
  const A = modPow(g, numberOf(a))
  return {
    A: A.toString(16),
    claim({ SALT, SRP_B, SECRET_BLOCK }, now) {
      const B = numberOf(SRP_B)
      const u = scrambler(A, B)
      const x = numberOf(privateKey(identity, secret, SALT))
      const base = (((B - k * modPow(g, x)) % N) + N) % N
      const key = sessionKey(u, modPow(base, numberOf(a) + u * x))
      const TIMESTAMP = srpDate(now)
      return {
        PASSWORD_CLAIM_SIGNATURE: claimSignature(key, identity, SECRET_BLOCK, TIMESTAMP),
        PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
        TIMESTAMP,
      }
    },
  }
}

/** What the server keeps of a device's secret: both in hexadecimal. */
export function secretVerifier(identity: SrpIdentity, secret: string, salt: string): string {
  return verifier(privateKey(identity, secret, salt))
}

function numberOf(hex: string): bigint {
  return BigInt(`0x${hex}`)
}
