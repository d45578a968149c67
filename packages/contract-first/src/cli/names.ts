import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import type { MessageDocument } from '../contract/messages.ts';
import { bundleDocument, type Notice } from '../document/index.ts';
import type { PaginationModel, ReadClient } from '../generate/model/clientModel.ts';
import { type PaginatedMethod, paginatedMethods } from '../generate/model/pagination/table.ts';
import { type ReadOptions, readClient } from '../generate/model/readClient.ts';
import {
  type RenamedMethod,
  renamedMethods,
  type StainlessNaming,
  stainlessNaming,
} from '../generate/model/stainless.ts';
import { fit, snakeCase } from '../generate/python/identifiers.ts';
import { allMethods, planOf } from '../generate/typescript/plan.ts';
import { oneLine } from '../text/printable.ts';
import { defineCommand, EXIT, UsageError } from './command.ts';
import { documentOf, type LoadedConfig, loadConfig } from './config.ts';
import { onlyOption, openDocument, overlayOption } from './document.ts';
import { explained, jsonOf, linesOf, located } from './notices.ts';
import type { Terminal } from './terminal.ts';

/** Shows what operations are called in clients, before any is generated. */
export const names = defineCommand({
  summary: 'Shows what operations are called in clients, and which lists are paged',
  usage: 'contract names [document] [options]',
  details: `A name is the one stated in \`methods\` of the configuration or in \`x-sdk\` of the operation, else the one
that a client has already (--lock), else one made from the operationId, tags, path and method. Names that are
taken or not possible are reported.`,
  takes: 1,
  examples: [
    ['contract names openapi.yaml', 'Each operation as a method, in TypeScript and Python'],
    [
      'contract names openapi.yaml --stainless stainless.yml',
      'With the names of a configuration of Stainless, and what would differ without it',
    ],
    ['contract names openapi.yaml --lock client/names.json', 'With the names that a client keeps'],
  ],
  options: {
    stainless: {
      type: 'string',
      value: 'FILE',
      description: 'Configuration of Stainless, whose names of methods are used',
    },
    lock: {
      type: 'string',
      value: 'FILE',
      description: '`names.json` of a client, whose names are kept',
    },
    ...onlyOption,
    ...overlayOption,
  },
  run: async ({ words: [given], values, terminal }) => {
    const config = await loadConfig(values.config);
    const entry = documentOf(given, config);
    const own = config !== undefined && resolve(entry) === config.document ? config : undefined;
    const stainless =
      values.stainless === undefined ? undefined : await readStainless(values.stainless);
    const known = values.lock === undefined ? {} : await readLock(values.lock);
    const loaded = await openDocument(entry, terminal, {
      overlays: values.overlay,
      only: values.only,
    });
    const channel =
      own?.messages === undefined
        ? {}
        : { messages: await bundleDocument<MessageDocument>(own.messages) };
    const stated = own ? statedIn(own) : {};
    const read = (methods: Readonly<Record<string, string>>) => {
      const options: ReadOptions = { ...channel, known, naming: { methods } };
      return explained(loaded, () => readClient(loaded.document, options));
    };
    const client = await read({ ...stated, ...stainless?.naming.methods });
    const notices = client.notices.map((notice) => located(notice, loaded));
    for (const line of linesOf(notices)) terminal.note(oneLine(line));
    const methods = methodsOf(client);
    const compared = stainless && compare(stainless, client, await read(stated));
    if (values.json) {
      const all = [...loaded.notices, ...notices].map(jsonOf);
      terminal.out(
        JSON.stringify(
          { methods, ...(compared && { stainless: compared }), notices: all },
          null,
          2,
        ),
      );
    } else {
      print(methods, terminal);
      if (compared) printCompared(compared, terminal);
    }
    const isFinding = notices.some(isAboutName) || (compared?.lost.length ?? 0) > 0;
    return isFinding ? EXIT.findings : EXIT.fine;
  },
});

/** `methods` of the clients in a configuration. */
function statedIn({ generate = {} }: LoadedConfig): Readonly<Record<string, string>> {
  const stated = Object.values(generate).flatMap((output) => {
    const methods: unknown = typeof output === 'function' ? Reflect.get(output, 'methods') : {};
    return Object.entries(Object(methods)).filter(isText);
  });
  return Object.fromEntries(stated);
}

const isText = (entry: [string, unknown]): entry is [string, string] =>
  typeof entry[1] === 'string';

/** Whether a method has another name than was wanted for it. */
const isAboutName = ({ rule }: Notice): boolean =>
  rule === 'method-name' || rule === 'method-name-taken';

/** @throws UsageError if it cannot be read, or has no methods */
async function readStainless(file: string): Promise<StainlessNaming> {
  try {
    return stainlessNaming(parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new UsageError(`${file}: ${messageOf(error)}`);
  }
}

/** @throws UsageError if it is not an object of names */
async function readLock(file: string): Promise<Readonly<Record<string, string>>> {
  try {
    const content: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof content !== 'object' || content === null || Array.isArray(content)) {
      throw new Error('It is not an object with names by operation');
    }
    const entries = Object.entries(content).filter(([operation]) => operation !== '$comment');
    return Object.fromEntries(entries.filter(isText));
  } catch (error) {
    throw new UsageError(`${file}: ${messageOf(error)}`);
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** A method as users of clients call it. */
type NamedMethod = {
  /** Such as `GET /pets/{id}`. */
  readonly operation: string;
  readonly operationId: string | undefined;
  /** As it is typed: `client.pets.listToys`. */
  readonly typescript: string;
  /** As it is typed: `client.pets.list_toys`. */
  readonly python: string;
  /** How its list is read page by page, if it is one. */
  readonly pagination: Pages | undefined;
};

type Pages = Pick<PaginatedMethod, 'style' | 'parameter' | 'items' | 'next' | 'isStated'>;

/** All methods of a client, in the order of its resources. */
function methodsOf({ model }: ReadClient): NamedMethod[] {
  const paged = new Map(
    paginatedMethods(model).map(({ operation, method: _, ...pages }) => [operation, pages]),
  );
  return allMethods(planOf(model)).map(({ method, shown }) => {
    const { verb, path, id, resource, name } = method;
    const operation = `${verb} ${path}`;
    const members = [...resource, name].map((words) => fit(snakeCase(words), 'member'));
    return {
      operation,
      operationId: id === operation ? undefined : id,
      typescript: `client.${shown}`,
      python: `client.${members.join('.')}`,
      pagination: paged.get(operation),
    };
  });
}

/** A configuration of Stainless next to what its operations are called here. */
type Compared = {
  /** Its names, as `methods` of a configuration takes them. */
  readonly methods: Readonly<Record<string, string>>;
  /** Methods that have another name without it. */
  readonly renamed: readonly RenamedMethod[];
  /** Methods that cannot have its name. */
  readonly lost: readonly RenamedMethod[];
  /** Methods of which nothing is taken over. */
  readonly leftOut: StainlessNaming['leftOut'];
};

function compare(stainless: StainlessNaming, client: ReadClient, own: ReadClient): Compared {
  const { naming, leftOut } = stainless;
  const methods = naming.methods ?? {};
  return {
    methods,
    renamed: renamedMethods(methods, own.names),
    lost: renamedMethods(methods, client.names),
    leftOut,
  };
}

const styles: Readonly<Record<PaginationModel['style'], string>> = {
  cursor: 'cursor',
  page: 'page number',
  offset: 'offset',
  link: 'Link header',
  url: 'next URL',
  lastId: 'last id',
};

const pagesText = ({ style, parameter }: Pages): string =>
  parameter === undefined ? styles[style] : `${styles[style]} (${parameter})`;

function print(methods: readonly NamedMethod[], terminal: Terminal): void {
  if (methods.length === 0) {
    terminal.out('The document has no operations.');
    return;
  }
  const rows = methods.map(({ operation, typescript, python, pagination }) => [
    operation,
    typescript,
    python,
    pagination ? pagesText(pagination) : '',
  ]);
  printTable([['Operation', 'TypeScript', 'Python', 'Pages'], ...rows], terminal);
  const paged = methods.filter(({ pagination }) => pagination).length;
  terminal.out(
    `\n${counted(methods.length, 'method')}, ${counted(paged, 'list')} read page by page`,
  );
}

/** The first row is the head. */
function printTable(rows: readonly (readonly string[])[], terminal: Terminal): void {
  const shown = rows.map((row) => row.map(oneLine));
  const widths = (shown[0] ?? []).map((_, at) =>
    Math.max(...shown.map((row) => row[at]?.length ?? 0)),
  );
  for (const [at, row] of shown.entries()) {
    const line = row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
    terminal.out(at === 0 ? terminal.paint('bold', line.trimEnd()) : line.trimEnd());
  }
}

function printCompared({ renamed, lost, leftOut }: Compared, terminal: Terminal): void {
  const list = (title: string, all: readonly RenamedMethod[]) => {
    if (all.length === 0) return;
    terminal.out(`\n${title}`);
    printTable(
      [
        ['Operation', 'Old', 'New'],
        ...all.map((each) => [each.operation, each.before, each.after]),
      ],
      terminal,
    );
  };
  list('Cannot be named as in the configuration of Stainless:', lost);
  list('Named differently without the configuration of Stainless:', renamed);
  if (renamed.length === 0) terminal.out('\nAll names are the same without the configuration.');
  for (const { method, reason } of leftOut) {
    terminal.out(oneLine(`Not taken over: ${method} (${reason})`));
  }
}

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;
