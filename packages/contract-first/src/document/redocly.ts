/**
 * Bundles documents by Redocly. It takes long to load, and is loaded only for documents that need it.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import {
  BaseResolver,
  bundle,
  createConfig,
  getLineColLocation,
  type NormalizedProblem,
  ResolveError,
  Source,
  YamlParseError,
} from '@redocly/openapi-core';
import { parseDocument } from 'yaml';
import { shortenChains } from './chains.ts';
import { circleIn } from './circle.ts';
import { DynamicReferences } from './dynamicReferences.ts';
import { identifiersResolved } from './identifiers.ts';
import { jsonIn } from './jsonFile.ts';
import type { Notice } from './notice.ts';
import { correctedTypes } from './redoclyTypes.ts';
import { isSelfContained } from './selfContained.ts';
import {
  type Place,
  type PositionFinder,
  SourceFiles,
  type SourceText,
  shownFile,
} from './sourceFiles.ts';
import { isPart, type Part } from './structure.ts';

type LocationObject = NormalizedProblem['location'][number];

/** A bundled document, in the version that it is written in. */
export type Bundled<T> = {
  readonly document: T;
  /** Where each object was written. */
  readonly files: SourceFiles;
  /** Its dynamic references, whose targets are still to be chosen. */
  readonly dynamic: DynamicReferences;
  /** What reading the files has to say; pointers are into the files. */
  readonly notices: readonly Notice[];
};

/** How files and addresses are read. */
export type ReaderSettings = ConstructorParameters<typeof BaseResolver>[0];

const isRemote = (place: string): boolean => /^https?:/i.test(place);

/** Reads the files of a document; a document from a file cannot make the reader call an address. */
export class SafeResolver extends BaseResolver {
  readonly #entry: string;
  readonly #contents = new Map<string, unknown>();
  /** Where each object of the document was written. */
  readonly files = new SourceFiles();
  readonly dynamic = new DynamicReferences();
  /** Makes long chains of references what they were, once Redocly has followed them. */
  restoreChains = () => {};
  /** Whether the first file refers to no others, so that there is nothing to bundle. */
  isWhole = false;
  /** What reading the files has to say; pointers are into the files. */
  readonly notices: Notice[] = [];

  /**
   * @param entry the path or URL of the document's first file
   * @param settings of Redocly's configuration, such as headers for addresses
   */
  constructor(entry: string, settings?: ReaderSettings) {
    super(settings);
    this.#entry = entry;
  }

  /** What an error of reading the document means, with the file, the place and what to do. */
  explained(error: unknown): Error {
    const message = error instanceof Error ? error.message : String(error);
    return new Error(`Cannot read ${this.#entry}: ${this.#readable(message)}`, { cause: error });
  }

  /** A reference is a URI (RFC 3986): `s%20p.json` is `s p.json`, unless it is a file as written. */
  override resolveExternalRef(base: string | null, ref: string): string {
    const asWritten = super.resolveExternalRef(base, ref);
    if (base === null || !ref.includes('%') || /^(https?|file|data):/i.test(asWritten)) {
      return asWritten;
    }
    if (existsSync(asWritten)) return asWritten;
    const decoded = super.resolveExternalRef(base, decodedPath(ref));
    return existsSync(decoded) ? decoded : asWritten;
  }

  override async loadExternalRef(place: string): Promise<Source> {
    if (isRemote(place) && !isRemote(this.#entry)) {
      throw new ResolveError(
        new Error('references to URLs are not followed: save the file and reference it'),
      );
    }
    return super.loadExternalRef(place);
  }

  override parseDocument(source: Source, isRoot = false) {
    try {
      refuseUtf16(source.body);
      const json = jsonIn(source.body);
      const document = json
        ? { source, parsed: json.parsed }
        : this.#parsedByRedocly(source, isRoot);
      const places = this.files.add(
        source,
        document.parsed,
        json ?? { positionOf: yamlPositions(source) },
      );
      const { absoluteRef } = source;
      this.notices.push(
        ...identifiersResolved(document.parsed, absoluteRef, this.files, this.dynamic, isRoot),
      );
      if (isRoot) {
        this.isWhole = isSelfContained(document.parsed, places);
        this.restoreChains = shortenChains(document.parsed, places.references);
      }
      this.#contents.set(source.absoluteRef, document.parsed);
      return document;
    } catch (error) {
      // What Redocly throws names the file, and so does what is said about the first one.
      if (isRoot || error instanceof YamlParseError || !(error instanceof Error)) throw error;
      throw new Error(`${source.absoluteRef}: ${error.message}`, { cause: error });
    }
  }

  #readable(message: string): string {
    if (message.startsWith('Self-referencing circular')) {
      const circle = circleIn(this.#contents, (from, path) => this.resolveExternalRef(from, path));
      return circle ? `the reference at ${this.#shownSpot(circle)} refers to itself` : message;
    }
    if (message.startsWith('Unsupported OpenAPI version')) {
      return `${message}. Use Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2.`;
    }
    if (message.startsWith('Invalid OpenAPI version')) {
      return `${message}. Write it in full, such as \`openapi: 3.1.1\`.`;
    }
    if (message !== 'Unsupported specification' && !message.startsWith('Document must be')) {
      return message;
    }
    return 'it is not an OpenAPI document. One begins with `openapi: 3.2.0` (3.0 and 3.1, too) or `swagger: "2.0"`.';
  }

  /** A file and a pointer into it, with the line. */
  #shownSpot(spot: string): string {
    const [file = '', pointer = ''] = spot.split(/(?=#)/);
    const place = this.files.placeOf({ file, pointer });
    return place ? `${shownFile(file)}:${place.line} ${pointer}` : spot;
  }

  #parsedByRedocly(source: Source, isRoot: boolean) {
    try {
      return super.parseDocument(source, isRoot);
    } catch (error) {
      // Redocly's parser refuses some YAML that others take, such as a closing brace that is not
      // indented, which published documents have.
      const lenient = parseDocument(source.body);
      if (lenient.errors.length > 0) throw error;
      return { source, parsed: lenient.toJS() };
    }
  }
}

/**
 * Bundles a document.
 *
 * @param entry the path or URL of the document's first file
 * @throws Error that names each place that could not be resolved, and the file it is in
 */
export async function bundleByRedocly<T>(
  entry: string,
  settings?: ReaderSettings,
): Promise<Bundled<T>> {
  const resolver = new SafeResolver(entry, settings);
  const { files, dynamic } = resolver;
  const explained = (error: unknown): never => {
    throw resolver.explained(error);
  };
  const root = await resolver.resolveDocument<Part>(null, entry, true).catch(explained);
  if (resolver.isWhole && 'parsed' in root) {
    resolver.restoreChains();
    root.parsed.components ||= {};
    return { document: root.parsed as T, files, dynamic, notices: resolver.notices };
  }
  config ??= createConfig({}, { plugins: [correctedTypes] });
  const { bundle: result, problems } = await bundle({
    ref: entry,
    config: await config,
    externalRefResolver: resolver,
    removeUnusedComponents: false,
  }).catch(explained);
  resolver.restoreChains();
  const fatal = problems.filter(({ location: [at] }) => {
    const pointer = at?.pointer ?? '';
    return !isInExample(pointer) && !isInMapping(pointer);
  });
  if (fatal.length > 0) {
    const lines = fatal.map(({ message, location }) => {
      const places = location.map((each) => {
        const { start } = getLineColLocation(each);
        return `${shownFile(each.source.absoluteRef)}:${start.line} ${each.pointer ?? ''}`.trim();
      });
      return `  ${places.join(', ')}: ${message}`;
    });
    throw new Error(`Cannot bundle ${entry}:\n${lines.join('\n')}`);
  }
  const found = problems.flatMap(({ location: [at] }) => (at ? [notFound(at)] : []));
  // A mapping is read more than once.
  const notices = new Map(found.map((notice) => [notice.place.file + notice.pointer, notice]));
  if (isPart(result.parsed)) files.markChanged(result.parsed);
  return {
    document: result.parsed as T,
    files,
    dynamic,
    notices: [...resolver.notices, ...notices.values()],
  };
}

/** Redocly's configuration, which is the same for every document. */
let config: ReturnType<typeof createConfig> | undefined;

/**
 * Whether a place is in an example, which is data: a reference in it that leads nowhere, or a value
 * elsewhere that is not there, is no fault of the document.
 */
const isInExample = (pointer: string): boolean =>
  /\/(?<!\/(?:properties|patternProperties|\$defs|schemas|examples|mapping)\/)(?:example(?:\/|$)|examples\/[^/]+(?:\/value(?:\/|$)|$))/.test(
    pointer,
  );

/** Whether a place is in the mapping of a discriminator, which only chooses among schemas listed elsewhere. */
const isInMapping = (pointer: string): boolean =>
  /\/(?<!\/(?:properties|patternProperties|\$defs|schemas)\/)discriminator\/mapping\/[^/]+$/.test(
    pointer,
  );

function notFound(at: LocationObject): Notice & { readonly place: Place } {
  const { start } = getLineColLocation(at);
  const pointer = at.pointer ?? '#';
  const place = { file: at.source.absoluteRef, line: start.line, column: start.col, pointer };
  return {
    ...(isInMapping(pointer)
      ? {
          rule: 'mapping-not-found',
          message:
            'The discriminator maps a value to something that cannot be read, and is left as it is. Map it to a schema of the document.',
        }
      : {
          rule: 'example-not-found',
          message:
            'The example refers to something that cannot be read, and is left as it is. Write its value into the document.',
        }),
    ...{ level: 'warning' as const, pointer, place },
  };
}

/** The marks at the beginning of UTF-16 are no UTF-8, and every other byte of its letters is 0. */
function refuseUtf16(body: string): void {
  if (/^(\uFFFD\uFFFD|.?\0)/.test(body)) {
    throw new Error('the file looks like UTF-16: save it as UTF-8');
  }
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Finds positions in a file of YAML. */
export function yamlPositions({ absoluteRef, body }: SourceText): PositionFinder {
  const source = new Source(absoluteRef, body);
  return (pointer) => {
    const { start } = getLineColLocation({ source, pointer, reportOnKey: true });
    return { line: start.line, column: start.col };
  };
}
