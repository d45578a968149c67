import { readFile } from 'node:fs/promises';
import { bundleDocument, type LoadedDocument, type Notice } from '../document/index.ts';
import { isSchema } from '../document/model.ts';
import { type AsyncDocument, asyncDocumentOf, channelsOf, isAsyncText } from '../mock/index.ts';
import { schemaFaults } from '../schema/faults.ts';
import { unsatisfiableIn } from '../schema/index.ts';
import { oneLine } from '../text/printable.ts';
import { openDocument } from './document.ts';
import { filesOfDocument } from './fileReferences.ts';
import { linesOf } from './notices.ts';
import type { Terminal } from './terminal.ts';
import type { Texts } from './watch.ts';

/** What a mock serves. */
export type MockSource = {
  readonly loaded: LoadedDocument;
  /** The channels, if there is an AsyncAPI document. */
  readonly channels: AsyncDocument | undefined;
  readonly notices: readonly Notice[];
};

type Given = {
  /** The first document, which may be one of AsyncAPI. */
  readonly entry: string;
  readonly asyncapi: string | undefined;
  readonly overlays: readonly string[] | undefined;
  readonly only: readonly string[] | undefined;
};

/** The documents of a mock, which are read again when they change. */
export class MockSources {
  readonly #given: Given;
  readonly #terminal: Terminal;

  constructor(given: Given, terminal: Terminal) {
    this.#given = given;
    this.#terminal = terminal;
  }

  /** @throws Error if a document cannot be read, or has something that a mock cannot do */
  async read(): Promise<MockSource> {
    const { entry, asyncapi, overlays, only } = this.#given;
    const isAsync = await isAsyncFile(entry);
    const loaded = isAsync
      ? withoutOperations(await channelsIn(entry))
      : await openDocument(entry, this.#terminal, { task: 'mock', overlays, only });
    const file = isAsync ? entry : asyncapi;
    const channels = file === undefined ? undefined : await channelsIn(file);
    const found = [...judged(loaded), ...(channels ? omittedIn(channels) : [])];
    for (const line of linesOf(found)) this.#terminal.note(line);
    return { loaded, channels, notices: [...loaded.notices, ...found] };
  }

  /** All files of the documents. */
  async texts(): Promise<Texts> {
    const { entry, asyncapi, overlays = [] } = this.#given;
    const files = [entry, ...(asyncapi === undefined ? [] : [asyncapi]), ...overlays];
    const local = files.filter((file) => !isUrl(file));
    const all = await Promise.all(local.map(filesOfDocument));
    return new Map(all.flatMap((each) => [...each]));
  }
}

const isUrl = (file: string): boolean => /^https?:/i.test(file);

/** Whether a file is an AsyncAPI document; errors of reading it are those of the reader. */
async function isAsyncFile(file: string): Promise<boolean> {
  if (isUrl(file)) return false;
  return isAsyncText(await readFile(file, 'utf8').catch(() => ''));
}

async function channelsIn(file: string): Promise<AsyncDocument> {
  // Another version is refused before it is bundled, which would fail with other words.
  const [, version] = /asyncapi["']?\s*:\s*["']?(\d[\w.-]*)/.exec(
    isUrl(file) ? '' : await readFile(file, 'utf8'),
  ) ?? [undefined, undefined];
  if (version !== undefined) asyncDocumentOf({ asyncapi: version });
  return asyncDocumentOf(await bundleDocument<unknown>(file));
}

/** A mock of an AsyncAPI document has no operations. */
const withoutOperations = ({ info }: AsyncDocument): LoadedDocument => ({
  document: { openapi: '3.1.1', info: { title: titleIn(info), version: '1' }, paths: {} },
  version: '3.1.1',
  notices: [],
  sourceOf: (pointer) => pointer,
  placeOf: () => undefined,
});

const titleIn = (info: unknown): string =>
  isSchema(info) && typeof info.title === 'string' ? info.title : 'the document';

const omittedIn = (channels: AsyncDocument): Notice[] =>
  channelsOf(channels).omitted.map(
    ({ pointer, message }): Notice => ({
      rule: 'channel',
      level: 'warning',
      message: oneLine(message),
      pointer,
    }),
  );

/** What cannot be checked, or has no valid value. */
function judged({ document, sourceOf, placeOf }: LoadedDocument): Notice[] {
  const noticesOf = (rule: string, faults: Iterable<{ pointer: string; message: string }>) =>
    [...faults].map(({ pointer, message }): Notice => {
      const place = placeOf(pointer);
      const at = { pointer: sourceOf(pointer), ...(place && { place }) };
      return { rule, level: 'warning', message: oneLine(message), ...at };
    });
  return [
    ...noticesOf('schema-not-checked', schemaFaults(document)),
    ...noticesOf('no-valid-value', unsatisfiableIn(document, 'response').faults),
  ];
}
