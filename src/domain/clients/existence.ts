import type { ApiError } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Client } from '../../store/schema/clients.ts'

/** Whether the client's answers must not tell whether a user exists. Documented: UserPoolClientType. */
export function hidesExistence(client: Client): boolean {
  return client.settings.PreventUserExistenceErrors === 'ENABLED'
}

/** The error for an unknown user of a self-service operation by username: the plain truth, or what hides it. */
export function unknownUser(client: Client, hidden: () => ApiError): ApiError {
  return hidesExistence(client) ? hidden() : faults.usernameClientCombinationNotFound()
}
