import { type Config, lintDocument, type NormalizedProblem, Source } from '@redocly/openapi-core';
import { bundleWithOverlays, type Notice } from '../document/index.ts';
import { Origins } from '../document/origins.ts';
import { SafeResolver } from '../document/redocly.ts';

type Spot = { readonly source: Source; readonly pointer?: string | undefined };

/**
 * Lints a document with overlays applied. What is linted is the bundle, since an overlay changes a
 * document as a whole; each problem is where its part was written: in a file of the document or in
 * an overlay.
 *
 * @param entry the path or URL of the document's first file
 * @param overlays their paths, applied in this order
 * @returns what was found, and what reading document and overlays had to say
 * @throws Error if the document cannot be bundled, or an overlay cannot be applied
 */
export async function lintOverlaid(
  entry: string,
  overlays: readonly string[],
  config: Config,
): Promise<{ problems: NormalizedProblem[]; notices: readonly Notice[] }> {
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
  return {
    problems: [...Map.groupBy(problems, keyOf).values()].flatMap(([first = []]) => first),
    notices,
  };
}

/** The same for a problem of a part and of its copies. */
const keyOf = ({ ruleId, message, location }: NormalizedProblem): string =>
  [
    ruleId,
    message,
    ...location.map(({ source, pointer }) => `${source.absoluteRef}${pointer ?? ''}`),
  ].join('\n');
