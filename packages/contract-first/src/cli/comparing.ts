/**
 * Compares documents for commands: reads both sides, places each change, and applies exceptions.
 *
 * @module
 */
import { type Change, compareContracts, rules } from '../diff/index.ts';
import { type LoadedDocument, type Notice, shownFile } from '../document/index.ts';
import type { Document } from '../document/model.ts';
import { Acceptance, type Accepted, type Exception, exceptionsOf } from './accepted.ts';
import { UsageError } from './command.ts';
import type { LoadedConfig } from './config.ts';
import { explained } from './notices.ts';
import {
  isFile,
  nameOf,
  type OpenedSide,
  openSide,
  type Side,
  type SidePlace,
} from './revisions.ts';
import type { Terminal } from './terminal.ts';

/** A change with the places that it has in the documents as they are written. */
export type LocatedChange = Change & {
  /** `file:line` of `before` and `after`. */
  readonly beforeLine?: string;
  readonly afterLine?: string;
  /** The exception that accepts it. */
  readonly accepted?: Accepted;
};

export type Compared = {
  readonly before: Document;
  readonly after: Document;
  readonly changes: readonly LocatedChange[];
  /** Where each change is, in the new document if it has it; files by their paths in the repository. */
  readonly placeOf: (
    change: LocatedChange,
  ) => { readonly file: string; readonly line: number; readonly column: number } | undefined;
  readonly notices: readonly Notice[];
  readonly acceptance: Acceptance;
};

/** The exceptions of `contract diff`. */
export const acceptedChanges = (
  config: LoadedConfig | undefined,
  files?: readonly string[],
): Promise<Exception[]> => exceptionsOf('diff', config, files, Object.keys(rules));

/**
 * Reads and compares two documents. One that a revision lacks counts as a document without operations.
 *
 * @throws UsageError if both are missing
 */
export async function compareSides(
  sides: { readonly before: Side; readonly after: Side },
  terminal: Terminal,
  {
    overlays,
    exceptions,
    ignoresVersion = false,
  }: {
    readonly overlays: { readonly before: readonly string[]; readonly after: readonly string[] };
    readonly exceptions: readonly Exception[];
    /** Whether another `info.version` is no change. */
    readonly ignoresVersion?: boolean;
  },
): Promise<Compared> {
  const open = async (side: Side, own: readonly string[]) => {
    const isComparedWithRevision = [sides.before, sides.after].some(
      ({ kind }) => kind === 'revision',
    );
    if (side.kind === 'file' && isComparedWithRevision && !/^https?:/i.test(side.file)) {
      if (!(await isFile(side.file))) return undefined;
    }
    return openSide(side, terminal, { overlays: own });
  };
  const one = await open(sides.before, overlays.before);
  const other = await open(sides.after, overlays.after);
  if (!one && !other) {
    throw new UsageError(`Neither ${nameOf(sides.before)} nor ${nameOf(sides.after)} exists`);
  }
  if (!one) terminal.note(`${nameOf(sides.before)} does not exist: all operations are new.`);
  if (!other) terminal.note(`${nameOf(sides.after)} does not exist: all operations are removed.`);
  const present = (one ?? other) as LoadedDocument;
  const before = one?.document ?? withoutOperations(present.document);
  const after = other?.document ?? withoutOperations(present.document);
  const compared = await explained(present, () =>
    compareContracts(before, ignoresVersion ? withVersionOf(after, before) : after),
  );
  const acceptance = new Acceptance(exceptions);
  const places = new WeakMap<object, SidePlace>();
  const changes = compared.map((change) => {
    const { rule, where } = change;
    const [old, current] = [written(one, change.before), written(other, change.after)];
    const named = [where, change.before, change.after, old?.pointer, current?.pointer].filter(
      (each) => each !== undefined,
    );
    const own = change.operations.length === 1 ? change.operations : [];
    const accepted = acceptance.of({ rule, places: [...named, ...own] });
    const located: LocatedChange = {
      ...change,
      ...(old && { before: old.pointer }),
      ...(current && { after: current.pointer }),
      ...(old?.line !== undefined && { beforeLine: old.line }),
      ...(current?.line !== undefined && { afterLine: current.line }),
      ...(accepted && { accepted }),
    };
    const place = current?.place ?? old?.place;
    if (place) places.set(located, place);
    return located;
  });
  return {
    before,
    after,
    changes,
    placeOf: (change) => {
      const place = places.get(change);
      return place && { file: place.repositoryPath, line: place.line, column: place.column };
    },
    notices: [...(one?.notices ?? []), ...(other?.notices ?? [])],
    acceptance,
  };
}

function written(loaded: OpenedSide | undefined, pointer: string | undefined) {
  if (!loaded || pointer === undefined) return undefined;
  const place = loaded.placeOf(pointer);
  return {
    pointer: loaded.sourceOf(pointer),
    place,
    line: place && `${shownFile(place.file)}:${place.line}`,
  };
}

const withoutOperations = (document: Document): Document => ({
  ...document,
  paths: {},
  ...(document.webhooks && { webhooks: {} }),
});

const withVersionOf = (document: Document, { info: { version } }: Document): Document => ({
  ...document,
  info: { ...document.info, version },
});
