import { type Code, call, dictionary, pair, subscript } from './code.ts';
import { builtins } from './identifiers.ts';
import { fromStatement, quote } from './source.ts';
import type { PythonType } from './types.ts';

/** What generated code takes from Python, from pydantic and from the runtime, by its module. */
const modules = {
  Callable: 'collections.abc',
  Mapping: 'collections.abc',
  Sequence: 'collections.abc',
  Annotated: 'typing',
  Any: 'typing',
  Final: 'typing',
  Literal: 'typing',
  TYPE_CHECKING: 'typing',
  TypeAlias: 'typing',
  cast: 'typing',
  overload: 'typing',
  dt: '',
  httpx: '',
  builtins: '',
  NotRequired: 'typing_extensions',
  TypeAliasType: 'typing_extensions',
  TypedDict: 'typing_extensions',
  Field: 'pydantic',
  AsyncClientBase: '_runtime.client',
  ClientBase: '_runtime.client',
  AsyncConnection: '_runtime.connection',
  Connection: '_runtime.connection',
  AsyncCredential: '_runtime.credentials',
  AsyncOAuthCredential: '_runtime.credentials',
  BasicCredential: '_runtime.credentials',
  Credential: '_runtime.credentials',
  OAuthCredential: '_runtime.credentials',
  AsyncDownload: '_runtime.download',
  Download: '_runtime.download',
  AsyncEventStream: '_runtime.event_stream',
  EventStream: '_runtime.event_stream',
  StreamState: '_runtime.event_stream',
  Discriminated: '_runtime.model',
  Model: '_runtime.model',
  Open: '_runtime.model',
  AnswerForm: '_runtime.operation',
  BodyField: '_runtime.operation',
  BodyForm: '_runtime.operation',
  Channel: '_runtime.operation',
  KeepSession: '_runtime.operation',
  NOT_GIVEN: '_runtime.operation',
  NotGiven: '_runtime.operation',
  Null: '_runtime.operation',
  Operation: '_runtime.operation',
  Options: '_runtime.operation',
  Pagination: '_runtime.operation',
  Parameter: '_runtime.operation',
  Part: '_runtime.operation',
  Scheme: '_runtime.operation',
  Server: '_runtime.operation',
  Service: '_runtime.operation',
  Waiting: '_runtime.operation',
  AsyncListPage: '_runtime.page',
  AsyncPage: '_runtime.page',
  ListPage: '_runtime.page',
  Page: '_runtime.page',
  Pages: '_runtime.page',
  async_raw: '_runtime.raw_response',
  async_raw_pages: '_runtime.raw_response',
  raw: '_runtime.raw_response',
  read_settings: '_runtime.settings',
  AsyncStream: '_runtime.stream',
  ServerSentEvent: '_runtime.stream',
  Stream: '_runtime.stream',
  AsyncFileSource: '_runtime.upload_source',
  AsyncUploadSource: '_runtime.upload_source',
  FileSource: '_runtime.upload_source',
  UploadProgress: '_runtime.upload_source',
  UploadSource: '_runtime.upload_source',
  WebhookSecret: '_runtime.webhooks',
  unwrap: '_runtime.webhooks',
} as const;

/** A name that generated code can import. */
export type Importable = keyof typeof modules;

/** All names that generated code can import, which no model can have. */
export const importable: readonly string[] = Object.keys(modules);

/** Those of types, which a field of a class must not hide. */
export const importableTypes: readonly string[] = importable.filter((name) => /^[A-Z]/.test(name));

/** How a file of a client differs from others. */
type FileOptions = {
  /** How many folders below the package it is. */
  readonly depth?: number;
  /** Whether its methods are coroutines. */
  readonly isAsync?: boolean;
  /** Names of members of its classes, which hide types of the same names. */
  readonly members?: ReadonlySet<string>;
  /** The module of a model, from this file; undefined if the model is in this file. */
  readonly moduleOf?: (model: string) => string | undefined;
  /** Whether models are imported for type checkers only, since importing them takes time. */
  readonly isLazy?: boolean;
};

/**
 * A Python file that is being written. Code that needs a name requests it here, so that the file
 * imports exactly those names.
 */
export class PythonFile {
  readonly isAsync: boolean;
  readonly #options: FileOptions;
  readonly #imports = new Map<string, Set<string>>();
  readonly #models = new Map<string, Set<string>>();
  readonly #modules = new Set<string>();

  constructor(options: FileOptions = {}) {
    this.#options = options;
    this.isAsync = options.isAsync ?? false;
  }

  /** A name of Python, of pydantic or of the runtime. */
  use<Name extends Importable>(name: Name): Name {
    const module = modules[name];
    if (module === '') this.#modules.add(name);
    else this.#add(this.#imports, this.#from(module), name);
    return name;
  }

  /** The name of what has two forms: with `Async` before it in an asynchronous file. */
  useForm(
    name:
      | 'ClientBase'
      | 'Connection'
      | 'Download'
      | 'EventStream'
      | 'FileSource'
      | 'ListPage'
      | 'Page'
      | 'Stream'
      | 'UploadSource',
  ): string {
    return this.use(this.isAsync ? `Async${name}` : name);
  }

  /** A name of another file of the package, such as `operations.files`. */
  useOwn(module: string, name: string): string {
    this.#add(this.#imports, this.#from(module), name);
    return name.replace(/^.* as /, '');
  }

  /** A name of a file in the same folder. */
  useSibling(module: string, name: string): string {
    this.#add(this.#imports, `.${module}`, name);
    return name;
  }

  /** A model, which is imported unless it is in this file. */
  model(name: string): string {
    const module = this.#options.moduleOf?.(name);
    if (module !== undefined) this.#add(this.#models, this.#from(module), name);
    return name;
  }

  /** A type as an annotation. */
  write(type: PythonType): Code {
    switch (type.kind) {
      case 'any':
        return this.use('Any');
      case 'none':
        return 'None';
      case 'builtin':
        return this.builtin(type.name);
      case 'imported':
        if (type.name === 'ServerSentEvent') return this.use(type.name);
        return type.name === 'FileSource' || type.name === 'UploadSource'
          ? this.useForm(type.name)
          : `${this.use('dt')}.${type.name}`;
      case 'literal': {
        const literal = subscript(this.use('Literal'), ...type.values);
        return type.isOpen ? subscript(this.use('Open'), literal) : literal;
      }
      case 'download':
        return this.useForm('Download');
      case 'stream':
        return subscript(this.useForm('Stream'), this.write(type.item));
      case 'null':
        return this.use('Null');
      case 'list':
        return subscript(this.builtin('list'), this.write(type.item));
      case 'sequence':
        return subscript(this.use('Sequence'), this.write(type.item));
      case 'dict':
        return subscript(this.builtin('dict'), this.builtin('str'), this.write(type.value));
      case 'mapping':
        return subscript(this.use('Mapping'), this.builtin('str'), this.write(type.value));
      case 'tuple':
        return subscript(
          this.builtin('tuple'),
          ...(type.items.length > 0 ? type.items.map((item) => this.write(item)) : ['()']),
        );
      case 'model': {
        const name = this.model(type.name);
        return type.isOpen ? subscript(this.use('Open'), name) : name;
      }
      case 'union': {
        const union = { union: type.members.map((member) => this.write(member)) };
        if (!type.discriminator) return union;
        const { property, classes, otherwise } = type.discriminator;
        const table = dictionary(classes.map(([value, name]) => pair(quote(value), quote(name))));
        return subscript(
          this.use('Annotated'),
          union,
          call(this.use('Discriminated'), [
            quote(property),
            table,
            ...(otherwise === undefined ? [] : [quote(otherwise)]),
          ]),
        );
      }
    }
  }

  /** A type that needs no import, unless a member of a class hides it. */
  builtin(name: string): string {
    if (!this.#options.members?.has(name) || !builtins.has(name)) return name;
    return `${this.use('builtins')}.${name}`;
  }

  /** The statements in the order of isort: Python, other packages, this one. */
  get imports(): string {
    const all = new Map(this.#imports);
    if (!this.#options.isLazy) {
      for (const [module, names] of this.#models) {
        all.set(module, new Set([...(all.get(module) ?? []), ...names]));
      }
    }
    const own = [...this.#modules].sort().map((name) => ({
      rank: name === 'httpx' ? 1 : 0,
      text: name === 'dt' ? 'import datetime as dt' : `import ${name}`,
    }));
    const statements = [...own, ...fromStatements(all)];
    const sections = [0, 1, 2]
      .map((rank) => statements.filter((each) => each.rank === rank).map(({ text }) => text))
      .filter((section) => section.length > 0)
      .map((section) => section.join('\n'));
    return sections.join('\n\n');
  }

  /** The models of a lazy file, imported for type checkers only. */
  get typeImports(): string {
    if (!this.#options.isLazy || this.#models.size === 0) return '';
    const lines = fromStatements(this.#models, 4).map(({ text }) =>
      text.replace(/^(?=.)/gm, '    '),
    );
    return `if TYPE_CHECKING:\n${lines.join('\n')}\n`;
  }

  /** The models of a lazy file, imported after its classes. */
  get lateImports(): string {
    return fromStatements(this.#models)
      .map(({ text }) => `${text.replace(/$/m, '  # noqa: E402')}\n`)
      .join('');
  }

  #from(module: string): string {
    if (standard.has(module) || others.has(module)) return module;
    const depth = this.#options.depth ?? 0;
    return `${'.'.repeat(depth + 1)}${module}`;
  }

  #add(map: Map<string, Set<string>>, module: string, name: string): void {
    const names = map.get(module) ?? new Set();
    map.set(module, names.add(name));
  }
}

const standard = new Set(['collections.abc', 'typing']);
const others = new Set(['pydantic', 'typing_extensions']);

const rankOf = (module: string): number => {
  if (module.startsWith('.')) return 2;
  return standard.has(module) ? 0 : 1;
};

/** The statements; each name with another one (`as`) has its own, as isort has it. */
function fromStatements(imports: ReadonlyMap<string, ReadonlySet<string>>, depth = 0) {
  return [...imports]
    .sort(([one], [other]) => (orderOf(one) < orderOf(other) ? -1 : 1))
    .flatMap(([module, all]) => {
      const renamed = [...all].filter((name) => name.includes(' as ')).sort();
      const names = [...all].filter((name) => !name.includes(' as '));
      const groups = [...(names.length > 0 ? [names] : []), ...renamed.map((name) => [name])];
      const rank = rankOf(module);
      return groups.map((group) => ({ rank, text: fromStatement(module, group, depth) }));
    });
}

/** As isort orders modules: those farther away come first; `_` before letters. */
const orderOf = (module: string): string => {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  return `${9 - dots}${module.slice(dots).toLowerCase()}`;
};
