import { parseCidr } from '../../src/base/ip-address.ts'

type Value = string | number | boolean | bigint | readonly Value[] | { readonly [key: string]: Value }

/** A location file in MaxMind's format, with one entry for each range; `ipVersion` 6 keeps IPv4 under ::/96. */
export function mmdbFile(ipVersion: 4 | 6, ranges: Readonly<Record<string, Value>>): Buffer {
  const nodes: [Target, Target][] = [[undefined, undefined]]
  const data: Buffer[] = []
  for (const [cidr, value] of Object.entries(ranges)) {
    const offset = data.reduce((sum, { length }) => sum + length, 0)
    data.push(encode(value))
    insert(nodes, path(cidr, ipVersion), { offset })
  }
  const record = (target: Target) => {
    const n = target === undefined ? nodes.length : 'node' in target ? target.node : nodes.length + 16 + target.offset
    return Buffer.from([n >> 16, n >> 8, n])
  }
  const metadata = {
    node_count: BigInt(nodes.length),
    record_size: 24n,
    ip_version: BigInt(ipVersion),
    database_type: 'Test',
    languages: ['en'],
    binary_format_major_version: 2n,
    binary_format_minor_version: 0n,
    build_epoch: 1700000000n,
    description: { en: 'Test' },
  }
  const marker = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1')
  return Buffer.concat([...nodes.flat().map(record), Buffer.alloc(16), ...data, marker, encode(metadata)])
}

type Target = { node: number } | { offset: number } | undefined

function path(cidr: string, ipVersion: 4 | 6): string {
  const range = parseCidr(cidr)
  if (!range) throw new Error(`${cidr} is no range`)
  const bits = range.value.toString(2).padStart(range.bits, '0').slice(0, range.length)
  return ipVersion === 6 && range.bits === 32 ? `${'0'.repeat(96)}${bits}` : bits
}

function insert(nodes: [Target, Target][], bits: string, leaf: { offset: number }): void {
  let node = 0
  for (const [depth, bit] of [...bits].entries()) {
    const side = Number(bit) as 0 | 1
    const record = nodes[node]!
    if (depth === bits.length - 1) record[side] = leaf
    else {
      const next = record[side]
      if (next === undefined || 'offset' in next) record[side] = { node: nodes.push([next, next]) - 1 }
      node = (record[side] as { node: number }).node
    }
  }
}

/** Texts, doubles, 32-bit unsigned integers (given as bigint), truth values, lists and maps. */
function encode(value: Value): Buffer {
  if (typeof value === 'string') return Buffer.concat([control(2, Buffer.byteLength(value)), Buffer.from(value)])
  if (typeof value === 'boolean') return control(14, value ? 1 : 0)
  if (typeof value === 'number' || typeof value === 'bigint') {
    const bytes = Buffer.alloc(typeof value === 'number' ? 8 : 4)
    if (typeof value === 'number') bytes.writeDoubleBE(value)
    else bytes.writeUInt32BE(Number(value))
    return Buffer.concat([control(typeof value === 'number' ? 3 : 6, bytes.length), bytes])
  }
  if (Array.isArray(value)) return Buffer.concat([control(11, value.length), ...value.map(encode)])
  const members = Object.entries(value as { [key: string]: Value })
  return Buffer.concat([control(7, members.length), ...members.flat().map(encode)])
}

function control(type: number, size: number): Buffer {
  const first = (type > 7 ? 0 : type) << 5
  const extended = type > 7 ? [type - 7] : []
  return size < 29 ? Buffer.from([first | size, ...extended]) : Buffer.from([first | 29, ...extended, size - 29])
}
