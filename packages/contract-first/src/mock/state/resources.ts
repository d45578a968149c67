/**
 * Finds the resources of a document, and what each operation does with them: by paths, response
 * schemas, `links` and the `Location` of what was created. No names of operations are looked at.
 *
 * @module
 */
import type { Contract } from '../../contract/contract.ts';
import { keyOf } from '../../contract/paging/responseFields.ts';
import {
  type BoundOperation,
  type Document,
  isSchema,
  type JsonSchema,
  type Parameter,
} from '../../document/model.ts';
import { flatten, propertiesOf, typesOf } from '../../schema/flatten.ts';
import { idFieldOf, linkedTo } from './identity.ts';
import {
  hasUnreadableBody,
  nounOf,
  requestShape,
  responseShape,
  type Shape,
  singular,
} from './shapes.ts';
import { statelessReason } from './stateless.ts';

export type Role = 'list' | 'create' | 'read' | 'replace' | 'update' | 'delete';

/** A parameter of a path that names what a resource is below. */
export type ScopePart = {
  readonly parameter: string;
  /** `owner` for `/owners/{id}`. */
  readonly kind: string;
  /** The path of what it names, without names of parameters: `/owners/{}`. */
  readonly path: string;
};

/** What an operation does with a resource. */
export type StateOperation = {
  readonly bound: BoundOperation;
  readonly role: Role;
  readonly resource: Resource;
  /** The parameter of the path with the id; undefined if the path has none. */
  readonly key: string | undefined;
  /** The parameter of the query with the id, if the path has none. */
  readonly queryKey: string | undefined;
  readonly scope: readonly ScopePart[];
  readonly response: Shape | undefined;
  readonly request: Shape | undefined;
};

export type Resource = {
  /** Unique: `pets`, `owners.pets`. */
  readonly name: string;
  /** The path of the collection or, of a single resource, of itself. */
  readonly path: string;
  /** Whether there is one in each scope, without an id, such as settings. */
  readonly isSingle: boolean;
  /** The schema of one as it is answered. */
  readonly schema: JsonSchema | undefined;
  /** The property with the id; undefined if no property has it. */
  readonly idField: string | undefined;
  /** The schema of the parameter with the id. */
  readonly keySchema: JsonSchema | undefined;
  /** The schemas of the parameters that name one in the paths of what is below it. */
  readonly scopeSchemas: readonly JsonSchema[];
  readonly operations: readonly StateOperation[];
};

/** What is known of a document's resources. */
export type Inferred = {
  readonly resources: readonly Resource[];
  readonly byOperation: ReadonlyMap<string, StateOperation>;
  /** Operations that belong to no resource, and why. */
  readonly others: readonly { readonly bound: BoundOperation; readonly reason: string }[];
};

type Draft = Pick<Resource, 'path' | 'isSingle'> & {
  operations: StateOperation[];
  scopeSchemas: readonly JsonSchema[];
  schema: JsonSchema | undefined;
  idField: string | undefined;
  keySchema: JsonSchema | undefined;
  name: string;
  /** The path of one without names of parameters. */
  readonly itemPath: string | undefined;
};

type Found = Omit<StateOperation, 'resource'>;

/** The parameter at the end of the path of one resource, and what is before it. */
const ITEM = /^(.*)\/\{([^{}]+)\}(?:\.\w+)?\/?$/;

/** A path without the names of its parameters. */
export const namelessPath = (path: string): string =>
  path.replaceAll(/\{[^{}]*\}/g, '{}').replace(/(.)\/$/, '$1');

export function inferResources(document: Document, contract: Contract): Inferred {
  return new Inference(document, contract).result();
}

class Inference {
  readonly #document: Document;
  readonly #contract: Contract;
  readonly #drafts: Draft[] = [];
  readonly #byPath: ReadonlyMap<string, readonly BoundOperation[]>;
  readonly #shapes = new Map<BoundOperation, Shape | undefined>();
  /** The references to what lists have: each is one resource, also with a list among its properties. */
  readonly #listed: ReadonlySet<unknown>;
  /** The parameters that name something in the middle of a path, by the path of what they name. */
  readonly #inside: ReadonlyMap<string, readonly Parameter[]>;

  constructor(document: Document, contract: Contract) {
    this.#document = document;
    this.#contract = contract;
    this.#byPath = Map.groupBy(contract.operations.values(), ({ path }) => namelessPath(path));
    const gets = [...contract.operations.values()].filter(({ method }) => method === 'get');
    const lists = gets.map((each) => responseShape(document, each)).filter((each) => each?.isList);
    this.#listed = new Set(lists.map((each) => identityOf(each?.schema)));
    const inside = [...contract.operations.values()].flatMap(namedInside);
    const byPath = Map.groupBy(inside, ([path]) => path);
    this.#inside = new Map(
      [...byPath].map(([path, found]) => [path, found.map(([, parameter]) => parameter)]),
    );
  }

  result(): Inferred {
    for (const [path, operations] of this.#byPath) this.#items(path, operations);
    for (const [path, operations] of this.#byPath) this.#collection(path, operations);
    for (const draft of this.#drafts) this.#complete(draft);
    const useful = this.#drafts.filter(isUseful);
    nameAll(useful);
    const byOperation = new Map(
      useful.flatMap(({ operations }) => operations.map((each) => [each.bound.id, each] as const)),
    );
    const all = [...this.#contract.operations.values()];
    return {
      resources: useful,
      byOperation,
      others: all
        .filter(({ id }) => !byOperation.has(id))
        .map((bound) => ({ bound, reason: statelessReason(bound, this.#shapeOf(bound)) })),
    };
  }

  /** The operations at the path of one resource. */
  #items(path: string, operations: readonly BoundOperation[]): void {
    const [first] = operations;
    const [, base, key] = ITEM.exec(first?.path ?? '') ?? [];
    if (base === undefined || key === undefined || nounOf(base) === '') return;
    const reading = operations.find(({ method }) => method === 'get');
    const shape = reading && this.#shapeOf(reading);
    if (reading && (!shape || shape.isList)) return;
    const draft = this.#draft(namelessPath(base), false, path);
    for (const bound of operations) {
      const role = this.#itemRole(bound, base, operations);
      if (role) this.#add(draft, bound, role, parameterAtEnd(bound.path));
    }
  }

  #itemRole(
    bound: BoundOperation,
    base: string,
    siblings: readonly BoundOperation[],
  ): Role | undefined {
    if (hasUnreadableBody(bound)) return undefined;
    const has = (...methods: string[]) => siblings.some(({ method }) => methods.includes(method));
    if (bound.method === 'get' || bound.method === 'head') return 'read';
    if (bound.method === 'put') return 'replace';
    if (bound.method === 'patch') return 'update';
    if (bound.method === 'delete') return 'delete';
    if (bound.method !== 'post' || !has('get') || !requestShape(this.#document, bound)) {
      return undefined;
    }
    if (!has('put', 'patch')) return 'update';
    // The client chooses the id.
    const above = this.#byPath.get(namelessPath(base)) ?? [];
    return above.some(({ method }) => method === 'post') ? undefined : 'create';
  }

  /** The operations at a path without an id at its end. */
  #collection(path: string, operations: readonly BoundOperation[]): void {
    if (ITEM.test(operations[0]?.path ?? '')) return;
    const get = operations.find(({ method }) => method === 'get');
    const shape = get && this.#shapeOf(get);
    const own = this.#drafts.find(
      (each) => !each.isSingle && (each.path === path || withoutEnd(each.path) === path),
    );
    const list = shape?.isList ? get : undefined;
    if (get && shape && !shape.isList && this.#single(path, operations)) return;
    if (list) {
      const draft = own ?? this.#draftOf(shape?.schema) ?? this.#draft(path, false, undefined);
      this.#add(draft, list, 'list', undefined);
    }
    const near = own ?? this.#at(list);
    for (const bound of operations) {
      if (bound.method === 'post') this.#create(bound, near);
      if (!near || (get && !list)) continue;
      if (bound.method === 'put') this.#changeByBody(bound, near, 'replace', list);
      if (bound.method === 'patch' && list) this.#changeByBody(bound, near, 'update', list);
      if (bound.method === 'delete') this.#deleteByQuery(bound, near);
    }
  }

  #at(bound: BoundOperation | undefined): Draft | undefined {
    return this.#drafts.find(({ operations }) => operations.some((each) => each.bound === bound));
  }

  #create(bound: BoundOperation, near: Draft | undefined): void {
    const shape = this.#shapeOf(bound);
    if (shape?.isList || !bound.requestBody || hasUnreadableBody(bound)) return;
    const linked = linkedTo(this.#document, this.#contract, bound);
    const target = linked && this.#at(linked.operation);
    const body = requestShape(this.#document, bound);
    if (!body && !target) return;
    const same = this.#draftOf(shape?.schema);
    // An action on one resource answers with it as well.
    const isAction = same?.itemPath && namelessPath(bound.path).startsWith(`${same.itemPath}/`);
    const asSame =
      same && !isAction && body && identityOf(body.schema) === identityOf(shape?.schema)
        ? same
        : undefined;
    const draft = target ?? (near && this.#isCreated(near, bound, shape, body) ? near : asSame);
    if (!draft) return;
    if (linked?.field && draft.idField === undefined) draft.idField = linked.field;
    this.#add(draft, bound, 'create', undefined);
  }

  /** Whether a POST to a collection answers with what it has created. */
  #isCreated(
    { operations }: Draft,
    bound: BoundOperation,
    shape: Shape | undefined,
    body: Shape | undefined,
  ): boolean {
    if (!shape || '201' in bound.responses) return true;
    const known = operations.flatMap(({ response }) => (response ? [response.schema] : []));
    const isSame = known.some((each) => identityOf(each) === identityOf(shape.schema));
    if (isSame || !body) return isSame;
    const names = new Set(known.flatMap((each) => this.#namesOf(each)));
    const sent = this.#namesOf(body.schema);
    return sent.length > 0 && sent.filter((name) => names.has(name)).length * 2 >= sent.length;
  }

  /** A change of the resource that the body names: next to a list, only if the list has the same schema. */
  #changeByBody(
    bound: BoundOperation,
    draft: Draft,
    role: Role,
    list: BoundOperation | undefined,
  ): void {
    const body = requestShape(this.#document, bound);
    if (!body) return;
    const listed = list && this.#shapeOf(list)?.schema;
    if (listed && identityOf(listed) !== identityOf(body.schema)) return;
    const named = this.#namesOf(body.schema).map(keyOf);
    const key = draft.operations.find((each) => each.key !== undefined)?.key ?? 'id';
    if (named.some((name) => name === 'id' || name === keyOf(key))) {
      this.#add(draft, bound, role, undefined);
    }
  }

  /** A deletion of the one resource that the query names, such as `DELETE /playlists?id=7`. */
  #deleteByQuery(bound: BoundOperation, draft: Draft): void {
    const noun = singular(nounOf(draft.path));
    const needed = bound.parameters.filter(
      ({ in: place, required }) => place === 'query' && required,
    );
    const found = needed.find(({ name }) => ['id', `${noun}id`].includes(keyOf(name)));
    const types = typesOf(flatten(this.#document, found?.schema ?? {}));
    if (!found || types.includes('array') || types.includes('object')) return;
    this.#add(draft, bound, 'delete', undefined, found.name);
  }

  /** A resource of which there is one, such as `/settings`. */
  #single(path: string, operations: readonly BoundOperation[]): boolean {
    const changing = operations.filter(({ method }) => method === 'put' || method === 'patch');
    if (changing.length === 0 || !changing.every((each) => requestShape(this.#document, each))) {
      return false;
    }
    const draft = this.#draft(path, true, undefined);
    const roles: Readonly<Record<string, Role>> = {
      get: 'read',
      put: 'replace',
      patch: 'update',
      delete: 'delete',
    };
    for (const bound of operations) {
      const role = Object.hasOwn(roles, bound.method) ? roles[bound.method] : undefined;
      if (role) this.#add(draft, bound, role, undefined);
    }
    return true;
  }

  /** The one kind of resource that has a schema of the document. */
  #draftOf(schema: JsonSchema | undefined): Draft | undefined {
    const wanted = schema && identityOf(schema);
    if (typeof wanted !== 'string') return undefined;
    const [only, ...others] = this.#drafts.filter(({ isSingle, operations }) => {
      if (isSingle) return false;
      return operations.some(({ response }) => response && identityOf(response.schema) === wanted);
    });
    return others.length === 0 ? only : undefined;
  }

  #draft(path: string, isSingle: boolean, itemPath: string | undefined): Draft {
    const draft: Draft = {
      path,
      isSingle,
      itemPath,
      schema: undefined,
      idField: undefined,
      keySchema: undefined,
      scopeSchemas: [],
      name: '',
      operations: [],
    };
    this.#drafts.push(draft);
    return draft;
  }

  #add(
    draft: Draft,
    bound: BoundOperation,
    role: Role,
    key: string | undefined,
    queryKey?: string,
  ): void {
    const found: Found = {
      ...{ bound, role, key, queryKey },
      scope: scopeOf(bound.path, key),
      response: this.#shapeOf(bound),
      request: requestShape(this.#document, bound),
    };
    // The names and schemas of a resource are known once all its operations are.
    draft.operations.push({ ...found, resource: draft });
  }

  #complete(draft: Draft): void {
    const { operations } = draft;
    const order: readonly Role[] = ['read', 'list', 'create', 'replace', 'update'];
    const shapes = order.flatMap((role) =>
      operations.flatMap((each) => (each.role === role && each.response ? [each.response] : [])),
    );
    draft.schema = shapes[0]?.schema;
    const item = operations.find((each) => each.key !== undefined);
    const parameter = item?.bound.parameters.find(
      ({ in: place, name }) => place === 'path' && name === item.key,
    );
    if (draft.isSingle) return;
    const inside = this.#inside.get(`${draft.path}/{}`) ?? [];
    // A resource that no path reads by its id may still be named by what is below it.
    draft.keySchema = (parameter ?? inside[0])?.schema;
    draft.scopeSchemas = inside.flatMap(({ schema }) => (isSchema(schema) ? [schema] : []));
    draft.idField ??= idFieldOf(
      this.#document,
      shapes.map(({ schema }) => schema),
      item?.key ?? inside[0]?.name,
      singular(nounOf(draft.path)),
    );
  }

  #namesOf = (schema: JsonSchema): string[] =>
    propertiesOf(flatten(this.#document, schema)).map(([name]) => name);

  #shapeOf(bound: BoundOperation): Shape | undefined {
    if (!this.#shapes.has(bound)) {
      const body = bound.method === 'get' ? undefined : requestShape(this.#document, bound);
      const sent = body && identityOf(body.schema);
      const isOne = (schema: JsonSchema) => {
        const identity = identityOf(schema);
        return typeof identity === 'string' && (identity === sent || this.#listed.has(identity));
      };
      this.#shapes.set(bound, responseShape(this.#document, bound, isOne));
    }
    return this.#shapes.get(bound);
  }
}

const parameterAtEnd = (path: string): string | undefined => ITEM.exec(path)?.[2];

/** A path without the parameters at its end: `/repos/{}` → `/repos`. */
const withoutEnd = (path: string): string => path.replace(/(?:\/\{\})+$/, '');

/** Two parts with the same reference are the same resource; one without is only itself. */
const identityOf = (schema: JsonSchema | undefined): unknown => {
  if (typeof schema?.$ref === 'string') return schema.$ref;
  const [only, ...others] = Array.isArray(schema?.allOf) ? schema.allOf : [];
  return others.length === 0 && isSchema(only) && typeof only.$ref === 'string'
    ? only.$ref
    : schema;
};

/** What can be remembered is changed and shown, or is a list with its resources. */
const isUseful = ({ operations, schema, isSingle }: Draft): boolean => {
  const has = (role: Role) => operations.some((each) => each.role === role);
  if (!schema) return false;
  if (isSingle) return true;
  const isShown = has('list') || has('read');
  const isChanged = operations.some(({ role }) => role !== 'read' && role !== 'list');
  if (isChanged) return isShown;
  if (!has('list')) return false;
  // An object that has a list among other things, such as statistics, is no list.
  const isList = ({ response }: StateOperation) =>
    response?.isList && (response.at.length === 0 || response.paging !== undefined);
  return has('read') || operations.some(isList);
};

/** The parameters of an operation that name something that its path goes on below. */
function namedInside({ path, parameters }: BoundOperation): [path: string, named: Parameter][] {
  const parts = path.split('/');
  return parts.slice(0, -1).flatMap((part, at): [string, Parameter][] => {
    const [, name] = /^\{([^{}]+)\}$/.exec(part) ?? [];
    const parameter = parameters.find((each) => each.in === 'path' && each.name === name);
    return parameter ? [[namelessPath(parts.slice(0, at + 1).join('/')), parameter]] : [];
  });
}

function scopeOf(path: string, key: string | undefined): ScopePart[] {
  const parts = path.split('/');
  return parts.flatMap((part, at) =>
    [...part.matchAll(/\{([^{}]+)\}/g)].flatMap(([, parameter = '']) => {
      if (parameter === key) return [];
      const before = parts[at - 1] ?? '';
      const noun = before === '' || before.includes('{') ? '' : singular(keyOf(before));
      const kind = noun === '' ? keyOf(parameter) : noun;
      return [{ parameter, kind, path: namelessPath(parts.slice(0, at + 1).join('/')) }];
    }),
  );
}

function nameAll(drafts: readonly Draft[]): void {
  const taken = new Set<string>();
  for (const draft of drafts) {
    const parts = draft.path.split('/').filter((each) => each !== '' && !each.includes('{'));
    const own = parts.filter((each) => !/^(?:v\d[\w.]*|api|rest)$/i.test(each));
    const name = (own.length > 0 ? own : parts).join('.') || 'root';
    draft.name = taken.has(name) ? draft.path : name;
    taken.add(draft.name);
  }
}
