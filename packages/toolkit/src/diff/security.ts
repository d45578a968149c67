import type { SecurityRequirement } from '../contract/document.ts';
import { canonical } from '../zod/canonical.ts';
import { additive, breaking, type Change } from './change.ts';
import type { Pair } from './index.ts';

/** What credentials an operation needs. */
export function securityChanges({ name, before, after }: Pair): Change[] {
  const [old, now] = [before.security, after.security];
  if (old.length === 0 && now.length === 0) return [];
  if (old.length === 0) {
    return [
      breaking(
        'credentials-required',
        name,
        'credentials are needed now: calls without them are refused',
      ),
    ];
  }
  if (now.length === 0)
    return [additive('credentials-dropped', name, 'no credentials are needed any more')];
  const lost = old.filter((each) => !now.some((other) => isEnough(each, other)));
  const gained = now.filter((each) => !old.some((other) => isEnough(other, each)));
  return [
    ...lost.map((each) =>
      breaking('credentials-narrowed', name, `these do not do any more: ${canonical(each)}`),
    ),
    ...gained.map((each) =>
      additive('credentials-widened', name, `these do now: ${canonical(each)}`),
    ),
  ];
}

/** Whether who has the first credentials has all that the second ask for. */
const isEnough = (had: SecurityRequirement, wanted: SecurityRequirement): boolean =>
  Object.entries(wanted).every(
    ([scheme, scopes]) =>
      scopes.every((scope) => had[scheme]?.includes(scope)) && had[scheme] !== undefined,
  );
