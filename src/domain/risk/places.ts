import type { Context, Place } from '../../context.ts'
import { statement, type Tx } from '../../store/database.ts'
import { type Network, networkLookup, type PlaceLookup, placeOf } from './context/networks.ts'
import { testNetworks } from './context/test-networks.ts'

/** Where an address lies: by the networks of seeds, the table of test networks, or the user's location files. */
export function findPlace({ tx, geoip }: Pick<Context, 'tx' | 'geoip'>, ipAddress: string): Place {
  return placeOf(ipAddress, seededLookup(tx), geoip)
}

const nowhere: PlaceLookup = () => undefined
const lookups = new WeakMap<Tx['$client'], { state: string; lookup: PlaceLookup }>()

/** The look-up of the seeds' networks, made again when the table has changed. */
function seededLookup(tx: Tx): PlaceLookup {
  const state = statement(tx, 'SELECT count(*) || ? || ifnull(max(rowid), 0) FROM networks').pluck().get(' ') as string
  const known = lookups.get(tx.$client)
  if (known?.state === state) return known.lookup
  const lookup = state === '0 0' ? nowhere : networkLookup(readNetworks(tx), 'seed')
  lookups.set(tx.$client, { state, lookup })
  return lookup
}

/** Has to be called when rows of the table were replaced: their number alone does not tell. */
export function networksChanged(tx: Tx): void {
  lookups.delete(tx.$client)
}

/** The networks that have a place here: those of seeds, then those of the built-in table. */
export function allNetworks({ tx }: Pick<Context, 'tx'>): readonly Network[] {
  return [...readNetworks(tx), ...testNetworks]
}

function readNetworks(tx: Tx): Network[] {
  const rows = statement(tx, 'SELECT cidr, place FROM networks').raw().all() as [string, string][]
  return rows.map(([cidr, place]) => ({ cidr, place: JSON.parse(place) as Network['place'] }))
}
