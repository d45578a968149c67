import {
  type BoundOperation,
  type Contract,
  isJson,
  isSchema,
  type JsonSchema,
  resolve,
} from '../contract/index.ts';
import { type Response, statusKey } from '../document/model.ts';
import { oneOf, type Random } from '../schema/index.ts';
import type { Exchange } from './exchange.ts';

type Known = {
  readonly value: string | number;
  /** Whether an operation that creates or changes something has given it. */
  readonly isMade: boolean;
  readonly from: string;
  /** The path parameters of the request that told it, by their plain names: what it belongs to. */
  readonly within: ReadonlyMap<string, string>;
};

type Link = {
  readonly operationId?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
};

/** Names are alike whatever their spelling: `book_id`, `bookId`, `Book-Id`. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Names of properties that stand for something which is elsewhere. */
const isReference = /(id|uuid|guid|slug|token)$/;

/** How many items of a list are looked at. */
const ITEMS = 5;

/**
 * What a server has told of itself: the ids in its answers, by which later requests find something.
 * Operations that change something are given only what was made in this run.
 */
export class Pool {
  readonly #contract: Contract;
  readonly #random: Random;
  readonly #known = new Map<string, Known[]>();
  /** The names of all path parameters. */
  readonly #parameters: ReadonlySet<string>;
  /** By the reference to the schema of a resource, the parameters of the paths that read one. */
  readonly #readBy = new Map<string, Set<string>>();

  constructor(contract: Contract, random: Random) {
    this.#contract = contract;
    this.#random = random;
    const parameters = [...contract.operations.values()].flatMap((each) => each.parameters);
    this.#parameters = new Set(
      parameters.filter((each) => each.in === 'path').map(({ name }) => plain(name)),
    );
    for (const { method, path, responses } of contract.operations.values()) {
      const [, name] = /\/\{([^{}/]+)\}$/.exec(path) ?? [];
      if (method !== 'get' || name === undefined) continue;
      const ref = referenceIn(responses[statusKey(responses, 200) ?? '']);
      if (ref?.isList === false) {
        this.#readBy.set(ref.to, (this.#readBy.get(ref.to) ?? new Set()).add(name));
      }
    }
  }

  /** A value for a parameter, or undefined where none is known. */
  forParameter(operationId: string, name: string, onlyMade: boolean): string | number | undefined {
    return this.#knownFor(operationId, name, onlyMade)?.value;
  }

  #knownFor(operationId: string, name: string, onlyMade: boolean): Known | undefined {
    const linked = this.#known.get(`${operationId} ${plain(name)}`);
    return this.#pick(linked, onlyMade) ?? this.#pick(this.#known.get(plain(name)), onlyMade);
  }

  /** A value for a property that is named like an id. */
  forProperty(operationId: string, name: string, schema: JsonSchema, onlyMade: boolean): unknown {
    const key = plain(name);
    if (key.endsWith('ids') && schema.type === 'array') {
      const one = this.forParameter(operationId, key.slice(0, -1), onlyMade);
      return one === undefined ? undefined : [one];
    }
    if (!isReference.test(key) && !this.#parameters.has(key)) return undefined;
    // What is created gets a key of its own.
    const { method, path = '' } = this.#contract.operations.get(operationId) ?? {};
    if (method === 'post' && plain(this.#itemOf(path) ?? '') === key) return undefined;
    return this.forParameter(operationId, name, onlyMade);
  }

  /**
   * Values for the parameters of a path that belong together: the things at its end, and what those are
   * part of.
   *
   * @param names in the order of the path
   */
  forPath(
    operationId: string,
    names: readonly string[],
    onlyMade: boolean,
  ): ReadonlyMap<string, string | number> {
    const found = new Map<string, string | number>();
    let within: ReadonlyMap<string, string> = new Map();
    for (const name of names.toReversed()) {
      const fixed = within.get(plain(name));
      if (fixed !== undefined) {
        found.set(name, fixed);
        continue;
      }
      const known = this.#knownFor(operationId, name, onlyMade);
      if (!known) continue;
      found.set(name, known.value);
      if (within.size === 0) within = known.within;
    }
    return found;
  }

  /** The operation that has made something of a name. */
  makerOf(name: string): BoundOperation | undefined {
    const made = this.#known.get(plain(name))?.findLast(({ isMade }) => isMade);
    return made && this.#contract.operations.get(made.from);
  }

  /** Forgets what is no longer there. */
  forget(value: unknown): void {
    for (const [name, all] of this.#known) {
      this.#known.set(
        name,
        all.filter((each) => String(each.value) !== String(value)),
      );
    }
  }

  /** Learns from a success. */
  note({ case: { operation, request, inputs }, response }: Exchange): void {
    const isNew = response.status === 201 || response.status === 202;
    const from = operation.id;
    const { pathname } = new URL(request.target, 'http://server.invalid');
    const within = new Map(
      [...valuesInPath(operation.path, pathname)].map(([name, value]) => [plain(name), value]),
    );
    const learn = (name: string, value: unknown, isMade = isNew) => {
      if (typeof value !== 'string' && typeof value !== 'number') return;
      if (value === '') return;
      const key = name.includes(' ') ? name : plain(name);
      const all = this.#known.get(key) ?? [];
      // What was made stays made, however often it is listed afterwards.
      const before = all.find((each) => each.value === value);
      const others = all.filter((each) => each !== before).slice(-50);
      this.#known.set(key, [
        ...others,
        { value, isMade: isMade || (before?.isMade ?? false), from, within },
      ]);
    };
    // What an answer is about lies on top; further in are things that it tells of.
    const isTopMade = isNew || operation.method === 'post';
    learnProperties(response.body, (name, value, depth) =>
      learn(name, value, depth === 0 ? isTopMade : isNew),
    );
    // `/books` tells with `id` what `/books/{bookId}` is about.
    const item = this.#itemOf(operation.path);
    if (item) {
      const body = response.body;
      const lists = isSchema(body) ? Object.values(body).filter(Array.isArray) : [];
      const items = Array.isArray(body) ? body : [body, ...lists.flat()];
      for (const each of items.slice(0, ITEMS)) {
        if (isSchema(each)) learn(item, idIn(each, item), each === body ? isTopMade : isNew);
      }
      // A server that answers without a body keeps what the client has named.
      const sent = operation.method === 'post' ? inputs?.body?.value : undefined;
      const named = isSchema(sent) && Object.hasOwn(sent, item) ? sent[item] : undefined;
      const isRenamed = isSchema(body) && Object.hasOwn(body, item) && body[item] !== named;
      if (named !== undefined && !isRenamed) learn(item, named, true);
    }
    this.#learnAlike(operation, response, learn);
    if (operation.method === 'put') this.#learnPath(operation, pathname, learn);
    const location = response.headers.get('Location');
    if (location !== null) {
      const target = new URL(location, 'http://server.invalid');
      const found = this.#contract.match('GET', target.pathname);
      if (found) this.#learnPath(found, target.pathname, learn);
    }
    this.#learnLinks(operation, response, learn);
  }

  #pick(all: readonly Known[] = [], onlyMade: boolean): Known | undefined {
    const made = all.filter(({ isMade }) => isMade);
    if (made.length > 0) {
      // What was made last is the likeliest to be there still.
      return this.#random() < 0.6 ? made.at(-1) : oneOf(this.#random, made.slice(-5));
    }
    return onlyMade || all.length === 0 ? undefined : oneOf(this.#random, all);
  }

  /** The parameter that names one of the things at a path. */
  #itemOf(path: string): string | undefined {
    const own = /\{([^}]+)\}$/.exec(path)?.[1];
    if (own !== undefined) return own;
    for (const each of Object.keys(this.#contract.document.paths)) {
      if (!each.startsWith(`${path}/`)) continue;
      const name = /^\{([^}]+)\}(\/|$)/.exec(each.slice(path.length + 1))?.[1];
      if (name !== undefined) return name;
    }
    return undefined;
  }

  #learnPath(
    { path }: BoundOperation,
    pathname: string,
    learn: (name: string, value: unknown) => void,
  ): void {
    for (const [name, value] of valuesInPath(path, pathname)) learn(name, value);
  }

  /** Learns the ids of what another path reads, wherever it is listed: `/pets/findByStatus`. */
  #learnAlike(
    { responses }: BoundOperation,
    { status, body }: Exchange['response'],
    learn: (name: string, value: unknown, isMade?: boolean) => void,
  ): void {
    const ref = referenceIn(responses[statusKey(responses, status) ?? '']);
    const [name, ...others] = this.#readBy.get(ref?.to ?? '') ?? [];
    if (name === undefined || others.length > 0) return;
    const items = Array.isArray(body) ? body.slice(0, ITEMS) : [body];
    for (const each of items) if (isSchema(each)) learn(name, idIn(each, name), false);
  }

  /** Follows the links of a response (OpenAPI 3.1.1, section 4.8.20). */
  #learnLinks(
    operation: BoundOperation,
    { status, body, headers }: Exchange['response'],
    learn: (name: string, value: unknown) => void,
  ): void {
    const response = operation.responses[String(status)];
    for (const written of Object.values(response?.links ?? {})) {
      const link = resolve<Link>(this.#contract.document, written);
      for (const [name, expression] of Object.entries(link.parameters ?? {})) {
        const parameter = name.replace(/^(path|query|header|cookie)\./, '');
        const value = stoodFor(expression, body, headers);
        if (link.operationId !== undefined) learn(`${link.operationId} ${plain(parameter)}`, value);
      }
    }
  }
}

/** What an item has for the parameter of its path: the property with that name, or else its id. */
const idIn = (item: Readonly<Record<string, unknown>>, parameter: string): unknown =>
  Object.hasOwn(item, parameter) ? item[parameter] : item.id;

/** The schema that the JSON of a response refers to, itself or for its items. */
function referenceIn(
  response: Response | undefined,
): { readonly to: string; readonly isList: boolean } | undefined {
  const media = Object.entries(response?.content ?? {}).find(([type]) => isJson(type));
  const schema = media?.[1].schema;
  if (typeof schema?.$ref === 'string') return { to: schema.$ref, isList: false };
  const items = isSchema(schema?.items) ? schema.items.$ref : undefined;
  return typeof items === 'string' ? { to: items, isList: true } : undefined;
}

/** The parameters that are a whole segment of a path, and their texts in an address. */
function valuesInPath(path: string, pathname: string): Map<string, string> {
  const segments = pathname.split('/');
  const values = new Map<string, string>();
  for (const [at, segment] of path.split('/').entries()) {
    const name = /^\{([^}]+)\}$/.exec(segment)?.[1];
    const text = segments[at];
    if (name !== undefined && text !== undefined) values.set(name, decoded(text));
  }
  return values;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a runtime expression stands for: `$response.body#/id`, `$response.header.Location`. */
function stoodFor(expression: unknown, body: unknown, headers: Headers): unknown {
  if (typeof expression !== 'string') return expression;
  const header = /^\$response\.header\.(.+)$/.exec(expression)?.[1];
  if (header !== undefined) return headers.get(header);
  const pointer = /^\$response\.body#(.*)$/.exec(expression)?.[1];
  if (pointer === undefined) return undefined;
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (part, key) =>
        typeof part === 'object' && part !== null && Object.hasOwn(part, key)
          ? Reflect.get(part, key)
          : undefined,
      body,
    );
}

function learnProperties(
  value: unknown,
  learn: (name: string, value: unknown, depth: number) => void,
  depth = 0,
): void {
  if (Array.isArray(value)) {
    for (const each of value.slice(0, ITEMS)) learnProperties(each, learn, depth + 1);
  } else if (isSchema(value)) {
    for (const [name, each] of Object.entries(value)) {
      learn(name, each, depth);
      learnProperties(each, learn, depth + 1);
    }
  }
}
