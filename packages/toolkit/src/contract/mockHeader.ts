/**
 * The header by which a mock tells what it does not simulate, so that a client or a test can know.
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

/** What a response tells that its server does not simulate; nothing where it is no mock. */
export function omissionsIn(headers: Headers): Omission[] {
  const told = (headers.get(MOCK_HEADER) ?? '').split(',').map((each) => each.trim());
  return omissions.filter((each) => told.includes(each));
}
