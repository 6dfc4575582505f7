import {
  claimSignature,
  g,
  k,
  modPow,
  N,
  pad,
  privateKey,
  type SrpIdentity,
  scrambler,
  sessionKey,
  verifier,
} from '../../src/base/srp.ts'

/** The client's half of SRP, for tests: SRP_A, and the answer to PASSWORD_VERIFIER or DEVICE_PASSWORD_VERIFIER. */
export function srpClient(aHex: string): {
  SRP_A: string
  respond(answer: {
    identity: SrpIdentity
    password: string
    SALT: string
    SRP_B: string
    SECRET_BLOCK: string
    TIMESTAMP: string
  }): { PASSWORD_CLAIM_SIGNATURE: string; PASSWORD_CLAIM_SECRET_BLOCK: string; TIMESTAMP: string }
} {
  const a = BigInt(`0x${aHex}`)
  const A = modPow(g, a)
  return {
    SRP_A: A.toString(16),
    respond({ identity, password, SALT, SRP_B, SECRET_BLOCK, TIMESTAMP }) {
      const B = BigInt(`0x${SRP_B}`)
      const u = scrambler(A, B)
      const x = BigInt(`0x${privateKey(identity, password, SALT)}`)
      const base = (((B - k * modPow(g, x)) % N) + N) % N
      const key = sessionKey(u, modPow(base, a + u * x))
      return {
        PASSWORD_CLAIM_SIGNATURE: claimSignature(key, identity, SECRET_BLOCK, TIMESTAMP),
        PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
        TIMESTAMP,
      }
    },
  }
}

/** What a client sends in ConfirmDevice's DeviceSecretVerifierConfig for a device password and a salt in hex. */
export function deviceSecretVerifier(
  device: { groupKey: string; key: string },
  password: string,
  saltHex: string,
): { Salt: string; PasswordVerifier: string } {
  const x = privateKey({ poolName: device.groupKey, userId: device.key }, password, saltHex)
  return {
    Salt: pad(BigInt(`0x${saltHex}`)).toString('base64'),
    PasswordVerifier: pad(BigInt(`0x${verifier(x)}`)).toString('base64'),
  }
}
