import { canonical } from '../../schema/canonical.ts';
import { isDocumentation } from './keywords.ts';
import { type Pair, type Pointers, pointerOf } from './pair.ts';
import type { Part } from './source.ts';

/** Compares what schemas say beside their constraints: documentation, `default`, `deprecated`. */
export function compareNotes(pair: Pair, before: readonly Part[], after: readonly Part[]): void {
  const keywords = new Set([...before, ...after].flatMap(({ keywords }) => Object.keys(keywords)));
  for (const keyword of keywords) {
    if (!isDocumentation(keyword) && keyword !== 'default' && keyword !== 'deprecated') continue;
    const [old, now] = [valuesOf(before, keyword), valuesOf(after, keyword)];
    if (canonical(old) === canonical(now)) continue;
    const places = { before: pointerOf(before, keyword), after: pointerOf(after, keyword) };
    if (keyword === 'default') compareDefaults(pair, old, now, places);
    else if (keyword === 'deprecated') compareDeprecation(pair, old, now, places);
    else pair.report('annotation-changed', `${keyword} changed`, places);
  }
}

const valuesOf = (parts: readonly Part[], keyword: string): unknown[] =>
  parts.flatMap(({ keywords }) =>
    keywords !== false && keyword in keywords ? [keywords[keyword]] : [],
  );

function compareDefaults(
  pair: Pair,
  before: readonly unknown[],
  after: readonly unknown[],
  places: Pointers,
): void {
  const [old, now] = [before[0], after[0]].map((value) => canonical(value ?? null));
  const { direction } = pair.lane;
  if (before.length === 0) {
    pair.report(`${direction}-default-added`, `default ${now} added`, places);
  } else {
    const message =
      after.length === 0 ? `default ${old} removed` : `default changed from ${old} to ${now}`;
    pair.report(`${direction}-default-changed`, message, places);
  }
}

function compareDeprecation(
  pair: Pair,
  before: readonly unknown[],
  after: readonly unknown[],
  places: Pointers,
): void {
  const [was, is] = [before, after].map((values) => values.includes(true));
  if (was === is) return;
  if (is) pair.report('schema-deprecated', 'deprecated: clients should stop using it', places);
  else pair.report('schema-no-longer-deprecated', 'no longer deprecated', places);
}
