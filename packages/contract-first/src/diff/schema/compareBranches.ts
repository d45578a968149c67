import { canonical } from '../../schema/canonical.ts';
import { type Branch, valuesOf } from './branches.ts';
import { compareArrays } from './compareArrays.ts';
import { compareObjects } from './compareObjects.ts';
import { compareNumbers, compareTexts, compareValues } from './compareScalars.ts';
import { compareUnions } from './compareUnions.ts';
import { isUnknown } from './keywords.ts';
import { compareNotes } from './notes.ts';
import { type Pair, pointerOf, pointersOf } from './pair.ts';
import type { Pairs } from './pairs.ts';
import { pairsOf } from './pairs.ts';
import type { Part } from './source.ts';
import { keywordsOf } from './source.ts';

/** Compares two alternatives for values of one type. */
export function compareBranches(pairs: Pairs, pair: Pair, before: Branch, after: Branch): void {
  compareNotes(pair, before.parts, after.parts);
  compareTyping(pair, before, after);
  compareNot(pairs, pair, before, after);
  compareConditions(pairs, pair, before, after);
  compareUnknown(pair, before, after);
  compareXml(pair, before, after);
  compareUnions(pairs, pair, before, after);
  switch (before.type) {
    case 'string':
      compareTexts(pair, before, after);
      compareContents(pairs, pair, before, after);
      return;
    case 'number':
      compareNumbers(pair, before, after);
      return;
    case 'null':
      return;
    default: {
      const [old, now] = [listOf(before), listOf(after)];
      // Of objects and arrays that are listed on one side only, nothing is known on the other.
      const fits = () => before.type === 'boolean';
      compareValues(pair, before, after, old, now, { fitsBefore: fits, fitsAfter: fits });
      if (old && now) return;
      if (before.type === 'object') compareObjects(pairs, pair, before, after);
      if (before.type === 'array') compareArrays(pairs, pair, before, after);
    }
  }
}

/** A type that other keywords imply, written out or not. Strictly, without it values of other types are valid. */
function compareTyping(pair: Pair, before: Branch, after: Branch): void {
  const [was, is] = [before.typing, after.typing];
  if (was === is || was === 'any' || is === 'any') return;
  const { direction } = pair.lane;
  const rule = (was === 'implied') === (direction === 'request') ? 'implied' : 'written';
  const written = was === 'implied' ? 'is now explicit' : 'is no longer explicit';
  pair.report(
    `${direction}-type-${rule}`,
    `type ${before.type} ${written}`,
    pointersOf(before, after, 'type'),
  );
}

/** Whether keywords see what others have evaluated, so that these cannot be judged on their own. */
const isEvaluating = ({ parts }: Branch): boolean =>
  keywordsOf(parts).some((each) => 'unevaluatedProperties' in each || 'unevaluatedItems' in each);

/** The values that are listed; both truth values are no list. */
function listOf(branch: Branch): readonly unknown[] | undefined {
  const values = valuesOf(branch);
  return branch.type === 'boolean' && new Set(values).size === 2 ? undefined : values;
}

/** The parts that have a keyword, with the parts of the schema below it. */
const below = (pairs: Pairs, side: 'before' | 'after', { parts }: Branch, keyword: string) =>
  parts.flatMap((part): { part: Part; schema: readonly Part[] }[] =>
    part.keywords !== false && keyword in part.keywords
      ? [{ part, schema: pairs[side].source.child(part, keyword) }]
      : [],
  );

function compareNot(pairs: Pairs, pair: Pair, before: Branch, after: Branch): void {
  const [old, now] = [below(pairs, 'before', before, 'not'), below(pairs, 'after', after, 'not')];
  const places = pointersOf(before, after, 'not');
  for (const [index, { schema }] of old.entries()) {
    const other = now[index];
    if (!other) continue;
    const found = pair.turned('changed', 'not', 'not excludes other values than before', places);
    pair.samenesses.push({ pair: pairsOf(pairs, pair, schema, other.schema), found });
  }
  if (now.length > old.length)
    pair.turn('narrowed', 'not', 'not added, which excludes values', places);
  if (now.length < old.length)
    pair.turn('widened', 'not', 'not removed, which excluded values', places);
}

/** `if` with `then` and `else`; without either it has no effect. */
function compareConditions(pairs: Pairs, pair: Pair, before: Branch, after: Branch): void {
  const places = pointersOf(before, after, 'if');
  const conditions = (side: 'before' | 'after', branch: Branch) =>
    below(pairs, side, branch, 'if').filter(
      ({ part }) => part.keywords !== false && ('then' in part.keywords || 'else' in part.keywords),
    );
  const [old, now] = [conditions('before', before), conditions('after', after)];
  const isOpaque = isEvaluating(before) || isEvaluating(after);
  for (const [index, was] of old.entries()) {
    const is = now[index];
    if (!is) continue;
    const found = pair.turned('changed', 'if', 'the condition in if changed', places);
    pair.samenesses.push({ pair: pairsOf(pairs, pair, was.schema, is.schema), found });
    for (const keyword of ['then', 'else'] as const) {
      const [left, right] = [
        pairs.before.source.child(was.part, keyword),
        pairs.after.source.child(is.part, keyword),
      ];
      const below = pairsOf(pairs, pair, left, right);
      if (!isOpaque) pair.edge(`/(${keyword})`, below);
      else {
        const changed = pair.turned('changed', 'if', `${keyword} changed`, places);
        pair.samenesses.push({ pair: below, found: changed });
      }
    }
  }
  if (now.length > old.length) pair.turn('narrowed', 'if', 'condition (if) added', places);
  if (now.length < old.length) pair.turn('widened', 'if', 'condition (if) removed', places);
}

/** Keywords that nobody here knows: what a change of them does cannot be told. */
function compareUnknown(pair: Pair, before: Branch, after: Branch): void {
  const unknown = new Set(
    keywordsOf([...before.parts, ...after.parts]).flatMap((each) =>
      Object.entries(each).flatMap(([key, value]) => (isUnknown(key, value) ? [key] : [])),
    ),
  );
  for (const keyword of unknown) {
    compareAsWhole(before, after, keyword, (was, is, places) =>
      pair.report(
        'unknown-keyword-changed',
        `unknown keyword ${keyword} changed from ${was} to ${is}: its effect cannot be judged`,
        places,
      ),
    );
  }
}

/** How a value is written as XML, which concerns those who exchange it as XML. */
function compareXml(pair: Pair, before: Branch, after: Branch): void {
  compareAsWhole(before, after, 'xml', (was, is, places) => {
    const message = `xml changed from ${was} to ${is}`;
    pair.report(
      pair.lane.encoding === 'xml' ? 'xml-changed' : 'annotation-changed',
      message,
      places,
    );
  });
}

function compareContents(pairs: Pairs, pair: Pair, before: Branch, after: Branch): void {
  for (const keyword of ['contentEncoding', 'contentMediaType'] as const) {
    compareAsWhole(before, after, keyword, (was, is, places) =>
      pair.turn('changed', keyword, `${keyword} changed from ${was} to ${is}`, places),
    );
  }
  const [old, now] = [
    below(pairs, 'before', before, 'contentSchema').flatMap(({ schema }) => schema),
    below(pairs, 'after', after, 'contentSchema').flatMap(({ schema }) => schema),
  ];
  if (old.length > 0 || now.length > 0) {
    pair.edge('/(content)', pairsOf(pairs, pair, old, now));
  }
}

function compareAsWhole(
  before: Branch,
  after: Branch,
  keyword: string,
  report: (was: string, is: string, places: ReturnType<typeof pointersOf>) => void,
): void {
  const text = ({ parts }: Branch) =>
    keywordsOf(parts)
      .flatMap((each) => (keyword in each ? [canonical(each[keyword])] : []))
      .join(' and ') || 'none';
  const [was, is] = [text(before), text(after)];
  if (was !== is) {
    report(was, is, {
      before: pointerOf(before.parts, keyword),
      after: pointerOf(after.parts, keyword),
    });
  }
}
