import { camelCase, renameKeys } from './casing.ts';
import { FileOrganizerError } from './errors.ts';
import type { Operation } from './operation.ts';
import { errorFrom } from './problem.ts';

/** What an operation may send back, for the `Accept` header. */
export function acceptedBy({ answer }: Operation): string {
  if (typeof answer === 'function') return '*/*';
  return `${answer === 'text' ? 'text/*' : 'application/json'}, application/problem+json`;
}

/**
 * Reads the answer of an operation.
 *
 * @throws FileOrganizerError of the class of its status
 */
export async function readAnswer({ answer }: Operation, response: Response): Promise<unknown> {
  if (!response.ok) throw await errorFrom(response);
  if (typeof answer === 'function') return response;
  const body = await response.text();
  if (answer === 'none') return undefined;
  if (answer === 'text') return body;
  const value = parse(body, response);
  return answer === 'opaque' ? value : renameKeys(value, camelCase);
}

function parse(body: string, response: Response): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    const type = response.headers.get('content-type') ?? 'no media type';
    throw new FileOrganizerError(
      `The response is not JSON (${type}); check that baseUrl is the URL of the API`,
      { response, cause },
    );
  }
}
