/** Where the emulator reads the time. Nothing else in `src/` may ask the operating system for it. */
export interface Clock {
  /** The present moment, in whole milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
}

/** The operating system's clock. */
export const systemClock: Clock = { now: () => Date.now() }

/** How a clock differs from its source: by how many milliseconds, or at which moment it stands. */
export interface ClockState {
  readonly offset: number
  readonly frozenAt: number | undefined
}

/** A clock that can be frozen and moved, for tests and for the control API. */
export class ManualClock implements Clock {
  #source: Clock
  #offset = 0
  #frozenAt: number | undefined

  /** Starts running on `source`, or frozen at `frozenAt` (milliseconds since 1970) when that is given. */
  constructor(frozenAt?: number, source: Clock = systemClock) {
    this.#source = source
    this.#frozenAt = frozenAt
  }

  now(): number {
    return this.#frozenAt ?? this.#source.now() + this.#offset
  }

  get frozen(): boolean {
    return this.#frozenAt !== undefined
  }

  /** Sets the present moment; keeps running or frozen as it was. */
  set(now: number): void {
    if (this.#frozenAt !== undefined) this.#frozenAt = now
    else this.#offset = now - this.#source.now()
  }

  /** Moves the present by a span, which may be negative; keeps running or frozen as it was. */
  advance(span: { milliseconds?: number; seconds?: number; minutes?: number; hours?: number; days?: number }): void {
    const { milliseconds = 0, seconds = 0, minutes = 0, hours = 0, days = 0 } = span
    this.set(this.now() + milliseconds + 1000 * (seconds + 60 * (minutes + 60 * (hours + 24 * days))))
  }

  freeze(): void {
    this.#frozenAt = this.now()
  }

  /** Lets time run on from where it stands. */
  run(): void {
    const now = this.now()
    this.#frozenAt = undefined
    this.set(now)
  }

  /** Everything that was done to the clock, to be put back later. */
  get state(): ClockState {
    return { offset: this.#offset, frozenAt: this.#frozenAt }
  }

  set state({ offset, frozenAt }: ClockState) {
    this.#offset = offset
    this.#frozenAt = frozenAt
  }

  /** Back to the time of the source, running. */
  restore(): void {
    this.#frozenAt = undefined
    this.#offset = 0
  }
}
