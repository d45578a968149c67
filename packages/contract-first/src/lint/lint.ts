import {
  type Config,
  createConfig,
  getLineColLocation,
  lintDocument,
  type NormalizedProblem,
  Source,
} from '@redocly/openapi-core';
import { bundleWithOverlays, type Notice, type Place } from '../document/index.ts';
import { endpointOf } from '../document/model.ts';
import { Origins } from '../document/origins.ts';
import { SafeResolver } from '../document/redocly.ts';
import { correctedTypes } from '../document/redoclyTypes.ts';
import { tokensOf } from '../document/structure.ts';
import { remedyOf } from './remedies.ts';

type Spot = { readonly source: Source; readonly pointer?: string | undefined };

/** A problem with what an owner of the document needs to correct it. */
export type LintFinding = {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** In the file that it was written in, with its line and column from 1. */
  readonly place: Place;
  /** The operation that it is in, as `GET /ships`; left out for other parts of the document. */
  readonly operation?: string;
  readonly remedy?: string;
  /** A page about the rule. */
  readonly reference?: string;
  /** Names that may have been meant. */
  readonly suggestions: readonly string[];
  /** Whether Redocly's `.redocly.lint-ignore.yaml` lists it. */
  readonly isIgnored: boolean;
  /** Where Redocly reports it. */
  readonly location: readonly ProblemLocation[];
};

/** A place as Redocly names it, in the file of an absolute path or a URL. */
export type ProblemLocation = {
  readonly file: string;
  readonly pointer: string;
  readonly reportOnKey: boolean;
};

export type Linted = {
  readonly findings: readonly LintFinding[];
  /** What reading the document and its overlays had to say. */
  readonly notices: readonly Notice[];
  /** The texts of the files with findings, by their absolute paths or URLs. */
  readonly sources: ReadonlyMap<string, string>;
};

/**
 * Lints a document. With overlays, the bundle is linted, since an overlay changes a document as a
 * whole; each problem is where its part was written: in a file of the document or in an overlay.
 *
 * @param entry the path or URL of the document's first file
 * @param overlays their paths, applied in this order
 * @throws Error if the document cannot be read, or an overlay cannot be applied
 */
export async function lintFile(
  entry: string,
  config: Config,
  overlays: readonly string[] = [],
): Promise<Linted> {
  try {
    return await lintBy(entry, config, overlays);
  } catch (error) {
    // Rules may take for granted what the document lacks, which `struct` then reports.
    const structure = await createConfig({ rules: STRUCTURE }, { plugins: [correctedTypes] });
    const linted = await lintBy(entry, structure, overlays).catch(() => undefined);
    if (!linted || linted.findings.length === 0) throw error;
    return { ...linted, notices: [...linted.notices, OTHERS_LEFT_OUT] };
  }
}

/** The rules that say whether a document has the form that other rules read. */
const STRUCTURE = { struct: 'error', 'no-unresolved-refs': 'error' } as const;

const OTHERS_LEFT_OUT: Notice = {
  ...{ rule: 'rules-left-out', level: 'warning', pointer: '#' },
  message:
    'The other rules cannot read a document with these errors, and were left out. Correct the errors first.',
};

async function lintBy(entry: string, config: Config, overlays: readonly string[]): Promise<Linted> {
  if (overlays.length > 0) return lintOverlaid(entry, overlays, config);
  const resolver = new SafeResolver(entry, config.resolve);
  try {
    const document = await resolver.resolveDocument(null, entry, true);
    if (document instanceof Error) throw document;
    const problems = await lintDocument({ document, config, externalRefResolver: resolver });
    const placeOf = (spot: { file: string; pointer: string }) => resolver.files.placeOf(spot);
    return lintedOf(problems, placeOf, []);
  } catch (error) {
    throw resolver.explained(error);
  }
}

async function lintOverlaid(
  entry: string,
  overlays: readonly string[],
  config: Config,
): Promise<Linted> {
  const { document, files, notices } = await bundleWithOverlays(entry, overlays, config.resolve);
  const origins = new Origins(document, files);
  const source = new Source(entry, '');
  const sources = new Map<string, Source>();
  const found = await lintDocument({
    document: { source, parsed: document },
    config,
    externalRefResolver: new SafeResolver(entry, config.resolve),
  });
  const written = <At extends Spot>(at: At): At => {
    const place = at.pointer === undefined ? undefined : origins.placeOf(at.pointer);
    const file = place && files.sourceOf(place.file);
    if (!place || !file) return at;
    const read = sources.get(file.absoluteRef) ?? new Source(file.absoluteRef, file.body);
    sources.set(file.absoluteRef, read);
    return { ...at, source: read, pointer: place.pointer };
  };
  const problems = found.map((problem) =>
    // Problems that Redocly's configuration ignores are named by their file, too.
    config.addProblemToIgnore({
      ...problem,
      location: problem.location.map(written),
      ...(problem.from && { from: written(problem.from) }),
    }),
  );
  const different = [...Map.groupBy(problems, keyOf).values()].flatMap(([first]) =>
    first ? [first] : [],
  );
  return lintedOf(different, (spot) => files.placeOf(spot), notices);
}

const lintedOf = (
  problems: readonly NormalizedProblem[],
  placeOf: PlaceFinder,
  notices: readonly Notice[],
): Linted => ({
  findings: problems.map((problem) => findingOf(problem, placeOf)),
  notices,
  sources: new Map(
    problems.flatMap(({ location }) =>
      location.map(({ source }) => [source.absoluteRef, source.body] as const),
    ),
  ),
});

/** The same for a problem of a part and of its copies. */
const keyOf = ({ ruleId, message, location }: NormalizedProblem): string =>
  [
    ruleId,
    message,
    ...location.map(({ source, pointer }) => `${source.absoluteRef}${pointer ?? ''}`),
  ].join('\n');

type PlaceFinder = (spot: { file: string; pointer: string }) => Place | undefined;

function findingOf(problem: NormalizedProblem, placeOf: PlaceFinder): LintFinding {
  const { ruleId, severity, message, reference, suggest, ignored = false } = problem;
  const place = placeIn(problem, placeOf);
  const operation = operationAt(place.pointer);
  const remedy = remedyOf(ruleId);
  return {
    ...{ rule: ruleId, severity: severity === 'warn' ? 'warning' : 'error', message, place },
    ...(operation !== undefined && { operation }),
    ...(remedy !== undefined && { remedy }),
    ...(reference !== undefined && { reference }),
    // Suggestions are values of an `enum`, so they can be any JSON, although they are typed as text.
    suggestions: suggest.map((value: unknown) =>
      typeof value === 'string' ? value : JSON.stringify(value),
    ),
    isIgnored: ignored,
    location: problem.location.map((at) => ({
      file: at.source.absoluteRef,
      pointer: at.pointer ?? '#/',
      reportOnKey: at.reportOnKey === true,
    })),
  };
}

function placeIn({ location: [at] }: NormalizedProblem, placeOf: PlaceFinder): Place {
  const file = at?.source.absoluteRef ?? '';
  const pointer = at?.pointer ?? '#/';
  const known = placeOf({ file, pointer: pointer === '#/' ? '#' : pointer });
  if (known) return known;
  const { line, col } = at ? getLineColLocation(at).start : { line: 1, col: 1 };
  return { file, line, column: col, pointer };
}

const METHODS = /^(get|put|post|delete|options|head|patch|trace|query)$/;

/** The operation that a pointer into a document leads into, as `GET /ships`. */
function operationAt(pointer: string): string | undefined {
  const [root, path, method = ''] = tokensOf(pointer);
  if (root !== 'paths' || path === undefined || !METHODS.test(method)) return undefined;
  return endpointOf({ method, path });
}
