/** What goes on with import jobs between requests. */
export interface ImportRunner {
  /** Goes on as soon as the present request is through. */
  nudge(): void
  stop(): void
}

/** What the runner needs from the rest of the program. */
export interface ImportRunnerParts {
  /** Goes on by some lines in a transaction of its own; answers whether there is more to do. */
  advance(): boolean
  /** Ends the jobs that are running, after something went wrong that no file can cause. */
  giveUp(): void
  report(error: unknown): void
}

/** Runs import jobs in small steps, each in a turn of the event loop of its own, so that requests are answered meanwhile. */
export function importRunner({ advance, giveUp, report }: ImportRunnerParts): ImportRunner {
  let next: NodeJS.Immediate | undefined
  let stopped = false

  function nudge(): void {
    if (!stopped) next ??= setImmediate(step)
  }

  function step(): void {
    next = undefined
    try {
      if (advance()) nudge()
    } catch (error) {
      report(error)
      giveUp()
    }
  }

  return {
    nudge,
    stop() {
      stopped = true
      clearImmediate(next)
    },
  }
}
