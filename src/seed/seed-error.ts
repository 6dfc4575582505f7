/** A seed file that cannot be loaded; the message has a line for each thing wrong, with file, line and column. */
export class SeedError extends Error {}

/** Steps from the top of a seed file to a value in it. */
export type SeedPath = readonly (string | number)[]

/** Something wrong with a seed that is found while it is applied; the loader knows where the path lies in the file. */
export class SeedProblem extends Error {
  readonly path: SeedPath

  constructor(path: SeedPath, message: string) {
    super(message)
    this.path = path
  }
}
