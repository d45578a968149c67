import { escapeToken, isPart, type Part, tokensOf } from '../../src/document/structure.ts';

/** The columns of the matrix. */
export const commands = [
  'lint',
  'bundle',
  'server',
  'typescript',
  'python',
  'mock',
  'docs',
  'verify',
  'diff',
] as const;
export type Command = (typeof commands)[number];

export type Version = '2.0' | '3.0' | '3.1' | '3.2';

/** A request to a mock of the document. */
export type Probe = {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What the mock has to answer: whether the request is right. */
  readonly isValid?: boolean;
};

/** One feature of OpenAPI in a small document. */
export type Feature = {
  /** Such as `3.1 schemas minLength`, and unique. */
  readonly id: string;
  readonly version: Version;
  readonly kind: string;
  /** Markdown. */
  readonly title: string;
  /** Where the feature stands in the document: a JSON pointer with a leading `#`. */
  readonly at: string;
  readonly document: Part;
  /** The same document without the feature. */
  readonly without: Part;
  readonly probes: readonly Probe[];
  /** Values of the property `value` that are not valid. */
  readonly bad: readonly unknown[];
  /** Commands on which the feature has no effect by its meaning, and why. */
  readonly noEffect: Readonly<Partial<Record<Command, string>>>;
};

/** What is written down of a feature. */
export type Written = {
  readonly title: string;
  readonly at: string;
  /** Puts the feature into a base document. */
  readonly write: (document: Base) => void;
  /** Takes it out again, unless removing what stands at `at` does. */
  readonly remove?: (document: Base) => void;
  readonly probes?: readonly Probe[];
  /** Values of the property `value` that are valid with the feature, and values that are not. */
  readonly good?: readonly unknown[];
  readonly bad?: readonly unknown[];
  readonly noEffect?: Feature['noEffect'];
};

// biome-ignore lint/suspicious/noExplicitAny: documents under test are written freely
export type Base = any;

/** Features of one version and kind, each in its own copy of a base document. */
export const featuresOf = (
  version: Version,
  kind: string,
  base: () => Base,
  written: readonly Written[],
  noEffect: Feature['noEffect'] = {},
): Feature[] =>
  written.map(({ title, at, write, remove, probes = [], good = [], bad = [], ...rest }) => {
    const document: Base = base();
    write(document);
    const without: Base = structuredClone(document);
    if (remove) remove(without);
    else removeAt(without, at);
    const sent = (value: unknown, isValid: boolean): Probe => ({
      method: 'POST',
      path: '/things',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ id: 'a', value }),
      isValid,
    });
    return {
      id: `${version} ${kind}: ${title.replaceAll('`', '')}`,
      version,
      kind,
      title,
      at,
      document,
      without,
      bad,
      probes: [
        ...probes,
        ...good.map((value) => sent(value, true)),
        ...bad.map((value) => sent(value, false)),
      ],
      noEffect: { ...noEffect, ...rest.noEffect },
    };
  });

/** What stands at a pointer. */
export function valueAt(document: unknown, pointer: string): unknown {
  let node = document;
  for (const token of tokensOf(pointer)) {
    node = Array.isArray(node) || isPart(node) ? Reflect.get(node, token) : undefined;
  }
  return node;
}

function removeAt(document: unknown, pointer: string): void {
  const tokens = tokensOf(pointer);
  const last = tokens.pop() ?? '';
  const parent = valueAt(document, ['#', ...tokens.map(escapeToken)].join('/'));
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (isPart(parent) && Object.hasOwn(parent, last)) delete parent[last];
  else throw new RangeError(`Nothing stands at ${pointer}`);
}

/** A copy in which what stands at a pointer has another name or another value. */
export function changedAt(document: Part, pointer: string, change: 'name' | 'value'): Part {
  const copy = structuredClone(document);
  const tokens = tokensOf(pointer);
  const last = tokens.pop() ?? '';
  const parent = valueAt(copy, ['#', ...tokens.map(escapeToken)].join('/'));
  const value = valueAt(copy, pointer);
  if (Array.isArray(parent)) {
    parent[Number(last)] = typeof value === 'object' ? 42 : { unexpected: true };
  } else if (isPart(parent)) {
    delete parent[last];
    if (change === 'name') parent[`${last}Unexpected`] = value;
    else parent[last] = typeof value === 'object' ? 42 : { unexpected: true };
  }
  return copy;
}
