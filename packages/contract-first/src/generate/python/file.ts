import { kindOf, type Schemas } from './schemas.ts';
import { bracket, byCase, lineLength } from './source.ts';

/** What generated code takes from Python, from pydantic and from the runtime, by its module. */
const modules = {
  Callable: 'collections.abc',
  Sequence: 'collections.abc',
  datetime: 'datetime',
  NoneType: 'types',
  Any: 'typing',
  Final: 'typing',
  Literal: 'typing',
  TypeAlias: 'typing',
  TypedDict: 'typing',
  Field: 'pydantic',
  Connection: '.._runtime.connection',
  AsyncConnection: '.._runtime.connection',
  Download: '.._runtime.download',
  AsyncDownload: '.._runtime.download',
  EventStream: '.._runtime.event_stream',
  AsyncEventStream: '.._runtime.event_stream',
  Model: '.._runtime.model',
  Open: '.._runtime.model',
  Channel: '.._runtime.operation',
  NOT_GIVEN: '.._runtime.operation',
  NotGiven: '.._runtime.operation',
  Operation: '.._runtime.operation',
  Options: '.._runtime.operation',
  Waiting: '.._runtime.operation',
  AsyncPage: '.._runtime.page',
  Page: '.._runtime.page',
  Pages: '.._runtime.page',
  async_raw: '.._runtime.raw_response',
  async_raw_pages: '.._runtime.raw_response',
  raw: '.._runtime.raw_response',
  AsyncUploadSource: '.._runtime.upload_source',
  UploadProgress: '.._runtime.upload_source',
  UploadSource: '.._runtime.upload_source',
  operations: '.',
} as const;

/** A name that generated code can import. */
export type Importable = keyof typeof modules;

/** All names that generated code can import. */
export const importable: readonly string[] = Object.keys(modules);

/**
 * A Python file that is being written. What writes code asks for each name that the code needs, so that
 * the file imports exactly those.
 */
export class PythonFile {
  readonly schemas: Schemas;
  /** Whether its methods are coroutines. */
  readonly isAsync: boolean;
  readonly #holdsModels: boolean;
  readonly #imports = new Map<string, Set<string>>();

  /** @param holdsModels whether it is the file that the models are written into */
  constructor(
    schemas: Schemas,
    {
      isAsync = false,
      holdsModels = false,
    }: { readonly isAsync?: boolean; readonly holdsModels?: boolean } = {},
  ) {
    this.schemas = schemas;
    this.isAsync = isAsync;
    this.#holdsModels = holdsModels;
  }

  /** A name of Python, of pydantic or of the runtime. */
  use<Name extends Importable>(name: Name): Name {
    this.#add(modules[name], name);
    return name;
  }

  /** The name in the runtime of what has two forms: with `Async` before it in an asynchronous file. */
  useForm(name: 'Connection' | 'Download' | 'EventStream'): string {
    return this.use(this.isAsync ? `Async${name}` : name);
  }

  /**
   * The model of a component.
   *
   * @param written the name of what is written for it, such as that of its typed dictionary
   */
  model(name: string, written = name): string {
    if (!this.#holdsModels && kindOf(this.schemas, name) !== 'inline') {
      this.#add('.models', written);
    }
    return written;
  }

  /** The class of a page of a list. */
  page(name: string): string {
    this.#add('.pages', name);
    return name;
  }

  /** Whether it imports something else than models. */
  get usesOthers(): boolean {
    return [...this.#imports.keys()].some((module) => module !== '.models');
  }

  /** The statements in the order of isort: Python, other packages, this one. */
  get imports(): string {
    const statements = [...this.#imports]
      .sort(([one], [other]) => (orderOf(one) < orderOf(other) ? -1 : 1))
      .map(([module, names]) => ({ rank: rankOf(module), text: statement(module, [...names]) }));
    return [0, 1, 2]
      .map((rank) => statements.filter((each) => each.rank === rank).map(({ text }) => text))
      .filter((section) => section.length > 0)
      .map((section) => section.join('\n'))
      .join('\n\n');
  }

  #add(module: string, name: string): void {
    const names = this.#imports.get(module) ?? new Set();
    this.#imports.set(module, names.add(name));
  }
}

const rankOf = (module: string): number =>
  module.startsWith('.') ? 2 : module === 'pydantic' ? 1 : 0;

/** The farther a module is, the earlier it is imported: `..` comes before `.`. */
const orderOf = (module: string): string => module.replace(/^\.\.(?=_)/, ' ');

function statement(module: string, names: readonly string[]): string {
  const sorted = names.toSorted(byCase);
  const flat = `from ${module} import ${sorted.join(', ')}`;
  if (flat.length <= lineLength) return flat;
  return bracket([`from ${module} import (`, ')'], sorted);
}
