import type { Tool } from './tools.ts';
import type { Judged } from './verdicts.ts';

/** Why no labelled change triggers some checks of oasdiff; the first pattern that matches explains a check. */
const reasons: readonly (readonly [text: string, pattern: RegExp])[] = [
  [
    'Policies on periods of deprecation and on stability, set by `x-sunset` and `x-stability-level`',
    /sunset|stability|removed-with-deprecation/,
  ],
  ['Policies on `info.version`', /^api-(major-)?version/],
  ['An extension (`x-…`), which cannot change what is valid', /x-extensible-enum/],
  ['`--flatten-allof` merges `allOf` first', /all-of/],
  ['`--flatten-params` moves parameters of path items to the operations first', /to-existing-path/],
  [
    "Changes of the document's `security` are reported as changes of the operations",
    /^api-global-security/,
  ],
  [
    'Constraints of `readOnly` properties in requests, which have no effect; `enum` and `maxLength` stand for all',
    /^request-read-only-property/,
  ],
  ['Triggered by none of the changes that we tried', /type-compatible|media-type-name-changed/],
  ['For OpenAPI 3.0; the variant for 3.1 is triggered', /became-not-read-only/],
];

/**
 * A check without the part that it examines and the way in which a limit changed:
 * `request-body-max-length-set` and `request-parameter-max-length-decreased` are one kind.
 */
const kindOf = (id: string): string =>
  id
    .replace(/^new-(required|optional)-request-/, 'new-$1-')
    .replace(
      /^(request|response)-(parameter-property|header-property|body|property|parameter|header|mediatype)-/,
      '$1-',
    )
    .replace(/-(set|unset|increased|decreased)$/, '');

/**
 * The kinds of checks that no change triggers, by reason.
 *
 * @param problems gets what has no reason, and reasons without a check
 */
export async function unreportedChecks(
  all: readonly Judged[],
  tool: Tool,
  problems: string[],
): Promise<{ summary: string; rows: string[][] }> {
  const ids = (await tool.checks()) ?? [];
  const triggered = new Set(all.flatMap(({ theirs }) => theirs.get(tool)?.ids ?? []).map(kindOf));
  const kinds = [...new Set(ids.map(kindOf))];
  const open = kinds.filter((kind) => !triggered.has(kind));
  const found = new Map<string, string[]>(reasons.map(([text]) => [text, []]));
  for (const kind of open) {
    const reason = reasons.find(([, pattern]) => pattern.test(kind));
    if (reason) found.get(reason[0])?.push(`\`${kind}\``);
    else
      problems.push(`${tool.name}: no change triggers the check ${kind}, and no reason says why`);
  }
  for (const [text, each] of found) {
    if (each.length === 0) problems.push(`${tool.name}: unused reason "${text}"`);
  }
  const count = kinds.length - open.length;
  return {
    summary: `${tool.name} has ${ids.length} checks of ${kinds.length} kinds; the changes trigger ${count} kinds.`,
    rows: [['Reason', 'Checks'], ...[...found].map(([text, each]) => [text, each.join(', ')])],
  };
}
