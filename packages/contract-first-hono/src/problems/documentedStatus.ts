import { type Operation, statusKey } from '../operation.ts';

/**
 * The statuses of refused requests, each with those that say the same less precisely. Such a request is
 * the client's fault, which a 500 would hide.
 */
const refusals: Readonly<Record<number, readonly number[]>> = {
  400: [422],
  401: [],
  403: [],
  406: [400, 422],
  408: [400],
  413: [400, 422],
  415: [400, 422],
  422: [400],
  426: [400],
  429: [],
};
/** Statuses that mean something else than that a request cannot be read. */
const apart: readonly number[] = [401, 403, 429];

/**
 * The status that an operation has for a problem: that of the problem, or another one that says the same.
 * A refused request has its own status if there is none, and so have all client errors of an operation
 * that documents none.
 *
 * @returns undefined if the operation must not respond with such a problem
 */
export function documentedStatus({ responses }: Operation, status: number): number | undefined {
  const isListed = (each: number) => statusKey(responses, each) !== undefined;
  if (isListed(status)) return status;
  const same = refusals[status];
  const exact = same?.find(isListed);
  if (exact !== undefined) return exact;
  const listed = Object.keys(responses)
    .map(Number)
    .filter((each) => each >= 400 && each < 500);
  if (!same) return listed.length === 0 && status < 500 ? status : undefined;
  if (apart.includes(status)) return status;
  const distance = (each: number) => Math.abs(each - status);
  const near = listed.filter((each) => !apart.includes(each));
  return near.sort((one, other) => distance(one) - distance(other))[0] ?? status;
}
