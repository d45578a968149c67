import { bundleFiles } from './bundle.ts';
import { nameInnerCycles } from './innerCycles.ts';
import type { Document } from './model.ts';
import type { Notice, Report } from './notice.ts';
import { Origins } from './origins.ts';
import type { ReaderSettings } from './redocly.ts';
import type { Place, SourceFiles } from './sourceFiles.ts';
import { type Part, walk } from './structure.ts';
import { upgradeOpenApi30 } from './upgrade/openapi30.ts';
import { upgradeSwagger20 } from './upgrade/swagger20.ts';

/** A document as every command works on it. */
export type LoadedDocument = {
  /**
   * Bundled, with local references only, in the form of OpenAPI 3.1 or 3.2: its schemas are JSON
   * Schema 2020-12.
   */
  readonly document: Document;
  /** The version that it is written in, such as `2.0` or `3.0.3`. */
  readonly version: string;
  /** What reading it has to say: meanings that were assumed, keywords that have no effect. */
  readonly notices: readonly Notice[];
  /** Where something stands in the document as it was written. */
  sourceOf(pointer: string): string;
  /** Where that is in its file; undefined if the document was not read from files. */
  placeOf(pointer: string): Place | undefined;
};

/**
 * Reads a document of Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2, and upgrades the older ones.
 *
 * @param entry the path or URL of its first file, YAML or JSON
 * @param overlays the paths of overlays, which are applied to the bundle in this order
 * @throws Error where it cannot be read, is of another version, or has references that lead nowhere
 */
export async function loadDocument(
  entry: string,
  overlays: readonly string[] = [],
): Promise<LoadedDocument> {
  const { document, files, notices } = await bundleWithOverlays(entry, overlays);
  const loaded = upgradeDocument(document, files);
  return { ...loaded, notices: [...notices, ...loaded.notices] };
}

/**
 * Bundles a document in its own version, and applies overlays to it in their order.
 *
 * @param settings of Redocly's configuration, such as headers for addresses
 */
export async function bundleWithOverlays(
  entry: string,
  overlays: readonly string[],
  settings?: ReaderSettings,
) {
  return bundleFiles<Part>(entry, {
    settings,
    change: async (document, files) => {
      if (overlays.length === 0) return [];
      const { applyOverlay } = await import('./overlay.ts');
      files.markChanged(document);
      const notices: Notice[] = [];
      for (const overlay of overlays) {
        notices.push(...(await applyOverlay(document, overlay, files)));
      }
      return notices;
    },
  });
}

/**
 * @param bundled is used up: what it holds becomes part of the result
 * @param files that it was bundled from
 */
export function upgradeDocument(bundled: Part, files?: SourceFiles): LoadedDocument {
  const notices: Notice[] = [];
  const report = (rule: string, pointer: string, message: string) => {
    notices.push({ rule, level: 'warning', pointer, message });
  };
  const origins = new Origins(bundled, files);
  const version = String(bundled.swagger ?? bundled.openapi);
  let document = bundled;
  if (version === '2.0') document = upgradeSwagger20(bundled, origins, report);
  else if (version.startsWith('3.0.')) upgradeOpenApi30(bundled, origins, report);
  else if (/^3\.[12]\./.test(version)) reportLeftovers(bundled, report);
  else {
    throw new Error(`Unsupported version ${version}: use Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2.`);
  }
  nameInnerCycles(document, origins);
  return {
    // `paths` may be missing where a document has webhooks or components only (OpenAPI 3.1).
    document: { ...document, paths: document.paths ?? {} } as unknown as Document,
    version,
    notices: notices.map((notice) => ({ ...notice, ...placed(origins.placeOf(notice.pointer)) })),
    sourceOf: (pointer) => origins.sourceOf(document, pointer),
    placeOf: (pointer) => origins.placeOf(origins.sourceOf(document, pointer)),
  };
}

const placed = (place: Place | undefined) => (place ? { place } : {});

/** Keywords of OpenAPI 3.0 that authors have left in a document of a later version. */
function reportLeftovers(document: Part, report: Report): void {
  walk(document, ({ kind, node, pointer }) => {
    if (kind !== 'schema') return;
    if (typeof node.nullable === 'boolean') {
      report(
        'nullable-without-effect',
        pointer,
        "`nullable` has no effect since OpenAPI 3.1. Write `type: [string, 'null']` for a value that may be null.",
      );
    }
  });
}
