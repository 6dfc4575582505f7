import { ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'

/** What a stylesheet of the classic pages may change. Documented: classic branding page of the developer guide. */
const allowedClasses = new Set([
  'background-customizable',
  'banner-customizable',
  'errorMessage-customizable',
  'idpButton-customizable',
  'idpDescription-customizable',
  'inputField-customizable',
  'label-customizable',
  'legalText-customizable',
  'logo-customizable',
  'passwordCheck-notValid-customizable',
  'passwordCheck-valid-customizable',
  'redirect-customizable',
  'socialButton-customizable',
  'submitButton-customizable',
  'textDescription-customizable',
])

/** Throws where a stylesheet names anything but a class that it may change. Observed: deployments of 2026 for the sentence. */
export function requireAllowedClasses(css: string): void {
  const selectors = css.replace(/\/\*.*?\*\//gs, '').replace(/\{[^}]*\}/g, '\n')
  const unknown = selectors
    .split(/[\s,>+~]+/)
    .filter((selector) => selector !== '')
    // What begins with a colon is a state of the class before it. Elements are called classes, too.
    .map((selector) => selector.replace(/^\./, '').replace(/:.*/s, ''))
    .find((name) => !allowedClasses.has(name))
  ensure(unknown === undefined, invalid(`The CSS class ${unknown} is not in the list of allowed classes.`))
}
