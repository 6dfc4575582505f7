import { choiceJourneys } from './choice-journeys.ts'
import { factorJourneys } from './factor-journeys.ts'
import { otherJourneys } from './other-journeys.ts'
import { signInJourneys } from './sign-in-journeys.ts'
import { signUpJourneys } from './sign-up-journeys.ts'
import type { Journey } from './visitor.ts'

/** Every way through the hosted pages, by what somebody does there. */
export const journeys: Readonly<Record<string, Journey>> = {
  ...signInJourneys,
  ...choiceJourneys,
  ...factorJourneys,
  ...signUpJourneys,
  ...otherJourneys,
}
