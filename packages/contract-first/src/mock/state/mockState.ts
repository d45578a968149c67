/**
 * Answers the operations of a document from resources that it remembers.
 *
 * @module
 */
import { isDeepStrictEqual } from 'node:util';
import { Contract } from '../../contract/contract.ts';
import { keyOf } from '../../contract/paging/responseFields.ts';
import { type Document, isSchema, statusKey } from '../../document/model.ts';
import { ownValue } from '../../document/ownValue.ts';
import type { MockFallback, MockHandlers, MockReply, MockRequest } from '../handlers.ts';
import { ProblemError } from '../problemError.ts';
import { firstSuccess, Responses } from '../responses.ts';
import { Answers } from './answers.ts';
import { conditional } from './conditions.ts';
import { Items, ownOf } from './items.ts';
import { type ListParameters, listParameters, pageOf, selected } from './lists.ts';
import { jsonPatched, mergePatched, PatchError } from './patch.ts';
import { type Inferred, inferResources, type Resource, type StateOperation } from './resources.ts';
import { Retries } from './retries.ts';
import { initialRecords, recordsOf, type SeedData } from './seeds.ts';
import { valueIn } from './shapes.ts';
import { isInScope, isSame, type Snapshot, Store, type StoredRecord } from './store.ts';

type Request = MockRequest<unknown>;
type Fields = Readonly<Record<string, unknown>>;
type Scope = Readonly<Record<string, string>>;

/** What a stateful mock starts with. */
export type StateSettings = {
  /** Resources by the names of their kinds, in place of the document's examples. */
  readonly data?: SeedData | undefined;
};

/** The resources of one kind, for handlers and tests. */
export type ResourceState = {
  list(): readonly Fields[];
  /** @param id as it is in a path. Of resources with the same id below others, the first one is meant. */
  get(id: string | number): Fields | undefined;
  /** Adds a resource with what a server would add, such as an id, and returns it. */
  create(value: Fields): Fields;
  /** Changes properties (RFC 7396); undefined if there is no such resource. */
  update(id: string | number, patch: Fields): Fields | undefined;
  /** Whether there was such a resource. */
  delete(id: string | number): boolean;
};

export class MockState {
  readonly inferred: Inferred;
  readonly handlers: MockHandlers<unknown>;
  readonly #contract: Contract;
  readonly #store = new Store();
  readonly #retries = new Retries();
  readonly #items: Items;
  readonly #answers: Answers;
  readonly #lists = new Map<string, ListParameters>();
  readonly #initial: Snapshot;

  /** @throws RangeError where the data names no resource of the document */
  constructor(document: Document, { data }: StateSettings = {}) {
    this.#contract = new Contract(document);
    const responses = new Responses(document, this.#contract);
    this.#items = new Items(document, this.#contract, responses.values);
    this.#answers = new Answers(document, this.#contract, responses, this.#items);
    this.inferred = inferResources(document, this.#contract);
    for (const operation of this.inferred.byOperation.values()) {
      if (operation.role !== 'list') continue;
      this.#lists.set(operation.bound.id, listParameters(document, operation));
    }
    const context = { document, contract: this.#contract, responses, items: this.#items };
    initialRecords(context, this.inferred.resources, this.#store);
    if (data) recordsOf(context, this.inferred.resources, data, this.#store);
    this.#initial = this.#store.snapshot();
    const all = [...this.#contract.operations.values()].map((bound) => {
      const answer = (request: Request) => {
        const reply = this.answer(request);
        return 'fallback' in reply ? reply : { ...reply, source: reply.source ?? 'state' };
      };
      return [
        bound.id,
        this.#retries.idempotently(
          bound,
          conditional(bound, answer, (each) => this.#current(each)),
        ),
      ] as const;
    });
    this.handlers = Object.fromEntries(all);
  }

  /** What each query parameter of a list does, by the id of the operation. */
  get lists(): ReadonlyMap<string, ListParameters> {
    return this.#lists;
  }

  /** Goes back to what the mock started with. */
  reset(): void {
    this.restore(this.#initial);
  }

  snapshot(): Snapshot {
    return this.#store.snapshot();
  }

  /** @throws TypeError where it is no snapshot, RangeError where it names no resource of the document */
  restore(snapshot: unknown): void {
    this.#store.restore(checkedSnapshot(snapshot, this.inferred.resources));
    this.#retries.clear();
  }

  /**
   * Takes the resources that were changed in the state of another version of the document, as far as there
   * are such resources.
   */
  adopt(before: MockState): void {
    const changed = this.inferred.resources.flatMap(({ name }) => {
      const records = before.#store.all(name);
      const isInitial = isDeepStrictEqual(records, ownValue(before.#initial, name) ?? []);
      return isInitial ? [] : [[name, records] as const];
    });
    this.#store.restore({ ...this.#initial, ...Object.fromEntries(changed) });
  }

  /** The resources of a kind. @throws RangeError where there is no such kind */
  resource(name: string): ResourceState {
    const resource = this.inferred.resources.find((each) => each.name === name);
    if (!resource) {
      const names = this.inferred.resources.map((each) => each.name).join(', ');
      throw new RangeError(`Unknown resource "${name}"; the document has ${names || 'none'}`);
    }
    const all = () => this.#store.all(resource.name);
    const find = (id: string | number) => all().find(({ key }) => key === String(id));
    return {
      list: () => all().map(({ value }) => structuredClone(value)),
      get: (id) => structuredClone(find(id)?.value),
      create: (value) => {
        const record = this.#items.created(resource, value, all(), {});
        if (!record) throw new RangeError(`Cannot generate an id for a new resource of "${name}"`);
        this.#store.put(resource.name, record);
        return structuredClone(record.value);
      },
      update: (id, patch) => {
        const record = find(id);
        if (!record) return undefined;
        const next = mergePatched(record.value, patch);
        const changed = this.#items.changed(resource, record, isSchema(next) ? next : {});
        this.#store.put(resource.name, changed);
        return structuredClone(changed.value);
      },
      delete: (id) => {
        const record = find(id);
        if (record) this.#remove(resource, record);
        return record !== undefined;
      },
    };
  }

  /**
   * The answer from the state, as without a handler.
   *
   * @throws ProblemError `not_found`, `conflict` or `invalid_request`
   */
  answer(request: Request): MockReply | MockFallback {
    const operation = this.inferred.byOperation.get(request.operation.id);
    if (!operation) return { fallback: 'no state: the operation belongs to no resource' };
    if (!this.#isNamed(operation, request)) {
      return { fallback: 'no state: the request does not name a resource' };
    }
    const scope = this.#scopeOf(operation, request);
    switch (operation.role) {
      case 'list':
        return this.#list(operation, request, scope);
      case 'create':
        return this.#create(operation, request, scope);
      case 'read':
        return this.#answers.item(operation, request, this.#found(operation, request, scope), {});
      case 'replace':
        return this.#replace(operation, request, scope);
      case 'update':
        return this.#update(operation, request, scope);
      case 'delete':
        return this.#delete(operation, request, scope);
    }
  }

  #list(operation: StateOperation, request: Request, scope: Scope): MockReply | MockFallback {
    const parameters = this.#lists.get(operation.bound.id);
    if (!parameters) return { fallback: 'no state: the list is unknown' };
    const { resource, response } = operation;
    const inside = this.#store.all(resource.name).filter((each) => isInScope(each, scope));
    const found = selected(inside, request.query, parameters);
    const page = pageOf(found, request, parameters, response?.paging);
    return this.#answers.list(operation, request, page, parameters);
  }

  #create(operation: StateOperation, request: Request, scope: Scope): MockReply | MockFallback {
    const { resource, bound } = operation;
    const value = this.#sent(operation, request);
    if (!value) return { fallback: 'no state: the request has no object' };
    const all = this.#store.all(resource.name);
    const key = operation.key === undefined ? undefined : request.params[operation.key];
    const wanted = this.#items.created(resource, value, all, scope, key);
    if (!wanted) return { fallback: 'no state: cannot generate an id that the schema accepts' };
    if (!all.some((each) => isSame(each, wanted))) return this.#added(operation, request, wanted);
    const text = `Id ${wanted.key} already exists`;
    if (statusKey(bound.responses, 409) !== undefined) throw new ProblemError('conflict', text);
    // Another status would say that the request is wrong, which it is not. An id that requests need not have
    // is the server's to choose.
    const other =
      key === undefined &&
      this.#items.withOwnId(resource, operation.request?.schema, value, all, scope);
    if (!other) return { fallback: `no state: ${text}` };
    const reply = this.#added(operation, request, other);
    return 'fallback' in reply ? reply : { ...reply, source: `state, with a new id: ${text}` };
  }

  #added(
    operation: StateOperation,
    request: Request,
    record: StoredRecord,
  ): MockReply | MockFallback {
    const location = this.#locationOf(operation, request, record);
    return this.#committed(
      () => this.#store.put(operation.resource.name, record),
      () => this.#answers.item(operation, request, record, { location }),
    );
  }

  /** Makes a change and answers with it. What is answered in another way was not changed. */
  #committed(change: () => void, answer: () => MockReply | MockFallback): MockReply | MockFallback {
    const before = this.#store.mark();
    let isDone = false;
    try {
      change();
      const reply = answer();
      isDone = !('fallback' in reply);
      return reply;
    } finally {
      if (!isDone) this.#store.backTo(before);
    }
  }

  #replace(operation: StateOperation, request: Request, scope: Scope): MockReply | MockFallback {
    const { resource, bound } = operation;
    const value = this.#sent(operation, request);
    if (!value) return { fallback: 'no state: the request has no object' };
    const before = this.#find(operation, request, scope);
    if (before) return this.#changed(operation, request, before, value);
    const hasCreate = resource.operations.some(({ role }) => role === 'create');
    const isCreating = !hasCreate || '201' in bound.responses;
    if (!isCreating || (operation.key === undefined && !resource.isSingle)) {
      throw this.#missing(operation, request);
    }
    const key = operation.key === undefined ? undefined : request.params[operation.key];
    const all = this.#store.all(resource.name);
    const record = this.#items.created(resource, value, all, scope, key);
    if (!record) return { fallback: 'no state: the schema does not accept the id' };
    const status = '201' in bound.responses ? 201 : undefined;
    const location = this.#locationOf(operation, request, record);
    return this.#committed(
      () => this.#store.put(resource.name, record),
      () => this.#answers.item(operation, request, record, { status, location }),
    );
  }

  #update(operation: StateOperation, request: Request, scope: Scope): MockReply | MockFallback {
    const before = this.#found(operation, request, scope);
    const type = String(request.received['content-type'] ?? '');
    const body = operation.bound.requestBody
      ? (valueIn(request.body, operation.request?.at ?? []) ?? request.body)
      : {};
    let next: unknown;
    try {
      next =
        Array.isArray(body) && (/json-patch/.test(type) || body.every(isSchema))
          ? jsonPatched(before.value, body)
          : mergePatched(before.value, withoutFiles(body));
    } catch (error) {
      if (!(error instanceof PatchError)) throw error;
      throw new ProblemError('conflict', error.message);
    }
    return isSchema(next)
      ? this.#changed(operation, request, before, next)
      : { fallback: 'no state: the patch leaves no object' };
  }

  #changed(
    operation: StateOperation,
    request: Request,
    before: StoredRecord,
    value: Fields,
  ): MockReply | MockFallback {
    const { resource, bound } = operation;
    const record = this.#items.changed(resource, before, value);
    const first = firstSuccess(bound);
    // 201 is for what was not there before.
    const status =
      first === 201 ? ([200, 204].find((each) => String(each) in bound.responses) ?? 201) : first;
    return this.#committed(
      () => this.#store.put(resource.name, record),
      () => this.#answers.item(operation, request, record, { status }),
    );
  }

  #delete(operation: StateOperation, request: Request, scope: Scope): MockReply | MockFallback {
    const record = this.#found(operation, request, scope);
    return this.#committed(
      () => this.#remove(operation.resource, record),
      () => this.#answers.item(operation, request, record, {}),
    );
  }

  /** Removes a resource with those below it. */
  #remove(resource: Resource, record: StoredRecord): void {
    this.#store.remove(resource.name, (each) => each === record);
    for (const other of this.inferred.resources) {
      const [below] = other.operations.flatMap(({ scope }) =>
        scope.filter(({ path }) => path === `${resource.path}/{}`),
      );
      if (!below) continue;
      this.#store.remove(
        other.name,
        (each) => ownValue(each.scope, below.kind) === record.key && isInScope(each, record.scope),
      );
    }
  }

  /**
   * The ids in the path of a request, by the kinds of what they name. A parent that does not exist is an error
   * where the operation documents one for it; elsewhere it has no resources.
   */
  #scopeOf(operation: StateOperation, request: Request): Scope {
    const { responses } = operation.bound;
    const mayMiss = [404, 410].some((status) => statusKey(responses, status) !== undefined);
    let scope: Scope = {};
    for (const { kind, parameter, path } of operation.scope) {
      const above = scope;
      const key = String(request.params[parameter]);
      scope = { ...above, [kind]: key };
      if (!mayMiss) continue;
      const parent = this.inferred.resources.find((each) => `${each.path}/{}` === path);
      if (!parent?.operations.some(({ role }) => role === 'create' || role === 'replace')) continue;
      const isThere = this.#store
        .all(parent.name)
        .some((each) => each.key === key && isInScope(each, above));
      if (!isThere) throw new ProblemError('not_found', `No ${kind} has the id ${key}`);
    }
    return scope;
  }

  #find(operation: StateOperation, request: Request, scope: Scope): StoredRecord | undefined {
    const { resource } = operation;
    const key = resource.isSingle ? '' : this.#keyOf(operation, request);
    const all = this.#store.all(resource.name);
    return all.find((each) => each.key === key && isInScope(each, scope));
  }

  #keyOf(operation: StateOperation, request: Request): string {
    const { key, queryKey, resource } = operation;
    if (key !== undefined) return String(request.params[key]);
    if (queryKey !== undefined) return String(request.query[queryKey]);
    const value = this.#sent(operation, request) ?? {};
    return String(resource.idField === undefined ? undefined : ownOf(value, resource.idField));
  }

  /** Whether a request names the resource that it is about, if it has to. */
  #isNamed(operation: StateOperation, request: Request): boolean {
    const { role, key, queryKey, resource } = operation;
    if (role === 'list' || role === 'create' || resource.isSingle) return true;
    if (key !== undefined || queryKey !== undefined) return true;
    const sent = this.#sent(operation, request);
    return resource.idField !== undefined && sent?.[resource.idField] !== undefined;
  }

  #found(operation: StateOperation, request: Request, scope: Scope): StoredRecord {
    const found = this.#find(operation, request, scope);
    if (!found) throw this.#missing(operation, request);
    return found;
  }

  #missing(operation: StateOperation, request: Request): ProblemError {
    const { resource } = operation;
    const what = resource.isSingle ? '' : ` with the id ${this.#keyOf(operation, request)}`;
    return new ProblemError('not_found', `No resource of "${resource.name}"${what}`);
  }

  /** The version of what a request is about; undefined where there is none. */
  #current(request: Request): { readonly key: string; readonly version: number } | undefined {
    const operation = this.inferred.byOperation.get(request.operation.id);
    if (!operation || operation.role === 'list' || operation.role === 'create') return undefined;
    return this.#find(operation, request, this.#scopeOf(operation, request));
  }

  /** The resource that a request sends, without what is around it. */
  #sent({ bound, request: shape }: StateOperation, { body }: Request): Fields | undefined {
    // Some operations create by their path alone.
    if (!bound.requestBody) return {};
    const value = withoutFiles(valueIn(body, shape?.at ?? []) ?? body);
    return isSchema(value) ? value : undefined;
  }

  /** Where what was created is read, as a reference or, if the document wants one, a whole address. */
  #locationOf(
    operation: StateOperation,
    request: Request,
    record: StoredRecord,
  ): string | undefined {
    const { resource, bound } = operation;
    const reading =
      resource.operations.find(({ role }) => role === 'read') ??
      resource.operations.find(({ key }) => key !== undefined);
    if (!reading) return undefined;
    const scope = new Map(reading.scope.map(({ parameter, kind }) => [parameter, kind]));
    let isComplete = true;
    const path = reading.bound.path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
      const kind = scope.get(name);
      const value = kind === undefined ? record.key : ownValue(record.scope, kind);
      isComplete &&= value !== undefined;
      return encodeURIComponent(value ?? '');
    });
    if (!isComplete) return undefined;
    const documented =
      bound.responses[statusKey(bound.responses, firstSuccess(bound) ?? 200) ?? ''];
    const header = Object.entries(documented?.headers ?? {}).find(
      ([name]) => keyOf(name) === 'location',
    )?.[1];
    const isWhole = header && 'schema' in header && header.schema?.format === 'uri';
    return isWhole ? `http://${request.received.host ?? 'localhost'}${path}` : path;
  }
}

/** A form without its files, which no JSON can show; nothing of bytes. */
function withoutFiles(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return undefined;
  if (!isSchema(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, each]) => !(each instanceof Blob)));
}

function checkedSnapshot(snapshot: unknown, resources: readonly Resource[]): Snapshot {
  if (!isSchema(snapshot))
    throw new TypeError('A snapshot is an object with a list for each resource');
  const names = new Set(resources.map(({ name }) => name));
  const checked = Object.entries(snapshot).map(([name, records]) => {
    if (!names.has(name)) throw new RangeError(`Unknown resource "${name}" in the snapshot`);
    if (!Array.isArray(records) || !records.every(isRecord)) {
      throw new TypeError(`"${name}" of the snapshot is not a list of records`);
    }
    return [name, records] as const;
  });
  return Object.fromEntries(checked);
}

const isRecord = (value: unknown): value is StoredRecord =>
  isSchema(value) &&
  typeof value.key === 'string' &&
  typeof value.version === 'number' &&
  isSchema(value.scope) &&
  Object.values(value.scope).every((each) => typeof each === 'string') &&
  isSchema(value.value);
