import type { Branch } from './branches.ts';
import type { Member, Union } from './flatten.ts';
import { type Pair, pointersOf } from './pair.ts';
import type { Pairs } from './pairs.ts';

/** Compares unions that are too many to be multiplied out: one by one, their members by name or position. */
export function compareUnions(pairs: Pairs, pair: Pair, before: Branch, after: Branch): void {
  if (before.unions.length === 0 && after.unions.length === 0) return;
  const count = Math.max(before.unions.length, after.unions.length);
  for (let index = 0; index < count; index++) {
    const [was, is] = [before.unions[index], after.unions[index]];
    const places = pointersOf(before, after, (was ?? is)?.keyword ?? 'anyOf');
    if (was && is) compareMembers(pairs, pair, was, is);
    else if (is)
      pair.turn('narrowed', 'alternative', `values must now match one of ${wordsOf(is)}`, places);
    else if (was)
      pair.turn(
        'widened',
        'alternative',
        `values no longer have to match one of ${wordsOf(was)}`,
        places,
      );
  }
}

const wordsOf = ({ members }: Union): string => members.map(({ label }) => label).join(', ');

function compareMembers(pairs: Pairs, pair: Pair, before: Union, after: Union): void {
  const open = new Set(after.members);
  const places = { before: before.owner.pointer, after: after.owner.pointer };
  for (const [index, member] of before.members.entries()) {
    const other =
      after.members.find((each) => open.has(each) && isNamed(each, member)) ??
      (member.name === undefined ? after.members[index] : undefined);
    if (other === undefined || !open.delete(other)) {
      pair.turn('narrowed', 'alternative', `alternative ${member.label} removed`, places);
    } else {
      pair.edge(`(${member.label})`, pairs.schemas(member.schema, other.schema, pair.lane));
    }
  }
  for (const { label } of open) {
    pair.turn('widened', 'alternative', `alternative ${label} added`, places);
  }
}

const isNamed = ({ name }: Member, other: Member): boolean =>
  name !== undefined && name === other.name;
