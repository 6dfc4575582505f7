import { ApiError, ensure } from '../../../api/errors.ts'
import * as faults from '../../../api/faults.ts'
import { setPassword } from '../../credentials/passwords.ts'
import { requireNewPassword } from '../../risk/new-password.ts'
import { recordEvent } from '../../risk/record.ts'
import { writeAttributes } from '../../users/attributes.ts'
import { isNeverWritable, missingAttributes, requireConforming, requireWritable } from '../../users/conformity.ts'
import { attributesOf, updateUser } from '../../users/users.ts'
import { requireParameter } from '../parameters.ts'
import type { Challenge, SignIn } from '../sign-in.ts'

const prefix = 'userAttributes.'

/** A password of the user's own instead of the temporary one, and the attributes that the pool requires. */
export const NEW_PASSWORD_REQUIRED: Challenge = {
  // Documented: developer guide, challenges. Observed: captures; both lists are JSON in a text.
  pose(_ctx, { pool, user, attributes }) {
    const { sub: _, ...current } = Object.fromEntries(attributes)
    return {
      parameters: {
        USER_ID_FOR_SRP: user.username,
        requiredAttributes: JSON.stringify(missingAttributes(pool, attributes).map((name) => prefix + name)),
        userAttributes: JSON.stringify(current),
      },
    }
  },

  // Inferred: the order of the checks.
  answer(ctx, signIn) {
    const { pool, client, user, attempt } = signIn
    const password = requireParameter(signIn.request, 'NEW_PASSWORD')
    const given = givenAttributes(signIn)
    requireConforming(pool, given)
    requireComplete(signIn, given)
    const compromised = requireNewPassword(ctx, { pool, client, user, attempt, password })

    if (given.size > 0) writeAttributes(ctx, pool, user, given)
    setPassword(ctx, pool, user, password, { temporary: false })
    recordEvent(ctx, { pool, client, user, attempt, type: 'PasswordChange', response: 'Pass', compromised })
    const confirmed = updateUser(ctx, user, { status: 'CONFIRMED' })
    return { ...signIn, user: confirmed, attributes: attributesOf(ctx, confirmed) }
  },
}

/** The attributes in the answer, which the user must not have yet and the client must be allowed to write. */
function givenAttributes({ request, client, attributes }: SignIn): Map<string, string> {
  const given = new Map<string, string>()
  for (const [key, value] of Object.entries(request.parameters)) {
    if (key.startsWith(prefix)) given.set(key.slice(prefix.length), value)
  }
  for (const name of given.keys()) {
    // Observed: aws-sdk-ios#2203, for email_verified.
    ensure(!isNeverWritable(name), faults.nonMutableAttribute(name))
    // Observed: public reports, for email.
    const provided = () => new ApiError('NotAuthorizedException', `Cannot modify an already provided ${name}`)
    ensure(!attributes.has(name), provided)
  }
  requireWritable(client, given.keys())
  return given
}

function requireComplete({ pool, attributes }: SignIn, given: ReadonlyMap<string, string>): void {
  const [missing] = missingAttributes(pool, new Map([...attributes, ...given]))
  // Observed: aws-cognito-angular-quickstart#116, ra-cognito#5.
  const text = `Invalid attributes given, ${missing} is missing`
  ensure(missing === undefined, () => new ApiError('InvalidParameterException', text))
}
