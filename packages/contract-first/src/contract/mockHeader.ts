/**
 * The header in which a mock reports what it does not simulate.
 *
 * @module
 */

export const MOCK_HEADER = 'X-Mock';

/**
 * `stateless`: it remembers nothing of earlier requests. `any-credentials`: it accepts every credential
 * of the right form. `unlimited`: it counts no requests.
 */
export type Omission = 'stateless' | 'any-credentials' | 'unlimited';

const omissions: readonly Omission[] = ['stateless', 'any-credentials', 'unlimited'];

/** What the server of a response does not simulate; empty if it is not a mock. */
export function omissionsIn(headers: Headers): Omission[] {
  const told = (headers.get(MOCK_HEADER) ?? '').split(',').map((each) => each.trim());
  return omissions.filter((each) => told.includes(each));
}
