/** The levels of all chains, in the order in which their terms are summed. */
export const levelNames = ['cc', 'asn', 'net', 'ip', 'dt', 'os', 'br', 'ver', 'ua', 'dev', 'tz', 'hour'] as const

/** One level of a chain: country, network, …, hour of day. */
export type LevelName = (typeof levelNames)[number]

/** How the familiarity of one level is judged (risk model §2). */
export interface LevelConstants {
  /** Which chain the level belongs to: 0 network, 1 client, 2 device, 3 time zone, 4 hour. */
  readonly chain: number
  /** With which probability an attacker reproduces the victim's value. */
  readonly theta: number
  /** The nominal number of values. */
  readonly values: number
  readonly alpha: number
  /** Share of the user's own rate of novelties in the weight of the back-off. */
  readonly d: number
  /** Weight of an unfamiliar value (positive evidence of an attack). */
  readonly unfamiliar: number
  /** Weight of a familiar value. */
  readonly familiar: number
}

const level = (
  chain: number,
  theta: number,
  values: number,
  alpha: number,
  d: number,
  unfamiliar: number,
  familiar: number,
): LevelConstants => ({ chain, theta, values, alpha, d, unfamiliar, familiar })

/** Every number of the risk model. Scores stored with events are comparable within one version only. */
export const riskConstants = {
  version: 1,
  epochDays: 30,
  /** Epochs of an age from 0 to this less one count. */
  epochsKept: 12,
  /** The weight of evidence halves in this many epochs (90 days). */
  halfLife: 3,
  /** Phantom users at every value of a level, so that small pools stay sane. */
  phantoms: 3,
  /** The theta of the device level when the device's secret was proved in this sign-in. */
  thetaProved: 0.002,
  /** Bound of the pool's share of one hour of the day. */
  hourShare: 0.5,
  hourKernel: { same: 0.5, neighbour: 0.25 },
  levels: {
    cc: level(0, 0.3, 60, 1, 1, 1.95, 0),
    asn: level(0, 0.1, 30, 1, 1, 0.6, 0.1),
    net: level(0, 0.02, 60, 1, 1, 1.0, 0.5),
    ip: level(0, 0.005, 50, 1, 1, 1.05, 1.5),
    dt: level(1, 0.35, 4, 1, 1, 0.35, 0),
    os: level(1, 0.2, 6, 1, 1, 1.25, 0),
    br: level(1, 0.15, 6, 1, 1, 0.35, 0),
    ver: level(1, 0.1, 20, 1, 1, 0.5, 0.15),
    ua: level(1, 0.08, 20, 1, 1, 0.3, 0.05),
    dev: level(2, 0.1, 200, 1, 1, 1.0, 1.3),
    tz: level(3, 0.35, 24, 1, 1, 1.5, 0.3),
    hour: level(4, 0.6, 24, 6, 0, 0.65, 0.55),
  } satisfies Record<LevelName, LevelConstants>,
  feedback: {
    /** Half an event of doubt in every share of reports. */
    doubt: 0.5,
    /** What reports of the user do to all of his sign-ins. */
    user: { weight: 1, doubt: 2 },
    levels: {
      cc: { minus: 0.4, plus: 0.3 },
      asn: { minus: 1.0, plus: 0.4 },
      net: { minus: 2.0, plus: 1.0 },
      ip: { minus: 4.0, plus: 2.0 },
      dev: { minus: 5.0, plus: 3.0 },
      ua: { minus: 0.6, plus: 0.5 },
      tz: { minus: 0.3, plus: 0.2 },
    },
  },
  reputation: {
    weight: 0.8,
    failed: 0.15,
    failedUnknown: 0.5,
    /** Prior of the pool's base rate: 20 bad votes among 1000. */
    base: { bad: 20, votes: 1000 },
    lowest: -0.5,
    perDoubling: 1.5,
    chain: { lowest: -0.7, highest: 4 },
    levels: {
      asn: { rho: 0.3, strength: 20 },
      net: { rho: 0.5, strength: 10 },
      ip: { rho: 1, strength: 4 },
      dev: { rho: 1, strength: 4 },
    },
  },
  travel: { weight: 0.7, slackKm: 100, leastKm: 400, leastHours: 0.25, leastSpeed: 900, offset: 0.7, most: 2.5 },
  failures: {
    context: { weight: 0.6, free: 2, most: 2.5 },
    user: { weight: 0.25, free: 2, most: 2 },
    stuffing: { weight: 0.8, free: 3, most: 3 },
  },
  thresholds: { low: -1.0, medium: 0.4, high: 1.3 },
  /** The score that is shown as 50 %. Nothing is decided on the percentage. */
  displayPrior: 3.9,
} as const
