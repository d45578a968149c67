/**
 * Makes what a request sends into a resource with everything that a server adds: an id, times,
 * properties that are `readOnly` or have defaults; and shows it by the schema of an answer.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import type { Contract } from '../../contract/contract.ts';
import { type Document, isSchema, type JsonSchema } from '../../document/model.ts';
import { isOneWay, oneWayNames } from '../../schema/directions.ts';
import { flatten, propertiesOf, requiredOf, typesOf } from '../../schema/flatten.ts';
import { uuid, type Values } from '../../schema/index.ts';
import type { Resource } from './resources.ts';
import type { StoredRecord } from './store.ts';

type Fields = Readonly<Record<string, unknown>>;

/** How many ids are tried before a resource is given up. */
const TRIES = 40;
const created = /^(?:created|creation|added|inserted|registered)(?:at|on|date|time|timestamp)?$/;
const updated =
  /^(?:updated|modified|changed|lastmodified|lastupdated)(?:at|on|date|time|timestamp)?$/;

export class Items {
  readonly #document: Document;
  readonly #contract: Contract;
  readonly #values: Values;

  constructor(document: Document, contract: Contract, values: Values) {
    this.#document = document;
    this.#contract = contract;
    this.#values = values;
  }

  /**
   * A new resource.
   *
   * @param key its id, if the request names it
   * @returns undefined where no id that the schema accepts was found
   */
  created(
    { schema = {}, idField, isSingle, keySchema, scopeSchemas }: Resource,
    given: Fields,
    others: readonly StoredRecord[],
    scope: Readonly<Record<string, string>>,
    key?: unknown,
  ): StoredRecord | undefined {
    const properties = new Map(propertiesOf(flatten(this.#document, schema)));
    const idSchema = idField === undefined ? undefined : properties.get(idField);
    const named = idField === undefined ? undefined : ownOf(given, idField);
    const wanted = isSingle ? '' : (key ?? this.#accepted(named, idSchema, keySchema));
    const taken = new Set(others.map((each) => each.key));
    const own = wanted ?? this.#newId(idSchema, keySchema, scopeSchemas, taken);
    // What looks like the id may have another form than the ids of paths.
    const isProperty = own !== undefined && idField !== undefined && !isSingle;
    const id = own ?? this.#newId(undefined, keySchema, scopeSchemas, taken);
    if (id === undefined) return undefined;
    const value = new Map(Object.entries(given));
    if (isProperty) value.set(idField, this.#idValue(id, idSchema));
    const required = new Set(requiredOf(flatten(this.#document, schema)));
    const now = new Date();
    for (const [name, made] of Object.entries(this.#plain(schema))) {
      const property = properties.get(name) ?? {};
      const time = timeOf(name, made, now, true);
      const isAdded =
        required.has(name) ||
        isOneWay(this.#document, property, 'request') ||
        'default' in flatten(this.#document, property) ||
        time !== undefined;
      if (!value.has(name) && isAdded) value.set(name, time ?? made);
    }
    return { key: String(id), scope, value: Object.fromEntries(value), version: 1 };
  }

  /**
   * A new resource with an id of the server's choice, instead of the one that a request names.
   *
   * @param sent the schema of what the request sends
   * @returns undefined where requests must name the id, or no other one was found
   */
  withOwnId(
    resource: Resource,
    sent: JsonSchema | undefined,
    given: Fields,
    others: readonly StoredRecord[],
    scope: Readonly<Record<string, string>>,
  ): StoredRecord | undefined {
    const { idField } = resource;
    if (idField === undefined || !sent) return undefined;
    if (requiredOf(flatten(this.#document, sent)).includes(idField)) return undefined;
    const rest = Object.entries(given).filter(([name]) => name !== idField);
    return this.created(resource, Object.fromEntries(rest), others, scope);
  }

  /** A resource with another value, which keeps its id and what only the server sets. */
  changed({ schema = {}, idField }: Resource, record: StoredRecord, next: Fields): StoredRecord {
    const value = new Map(Object.entries(next));
    const properties = propertiesOf(flatten(this.#document, schema));
    for (const [name, property] of properties) {
      const before = ownOf(record.value, name);
      const isServers = name === idField || isOneWay(this.#document, property, 'request');
      if (isServers && before !== undefined) value.set(name, before);
      const isTime = before !== undefined && created.test(plainName(name));
      if (isTime && !value.has(name)) value.set(name, before);
    }
    const now = new Date();
    for (const [name, each] of Object.entries(record.value)) {
      const time = timeOf(name, each, now, false);
      if (time !== undefined) value.set(name, time);
    }
    return { ...record, value: Object.fromEntries(value), version: record.version + 1 };
  }

  /**
   * What an answer shows of a resource.
   *
   * @returns undefined where no value was found that its schema accepts
   */
  shown(schema: JsonSchema, value: unknown): unknown {
    const visible = this.#visible(schema, value);
    const declared = this.#contract.declaredPart(schema, visible);
    if (declared) return declared.value;
    const made = this.#plain(schema, 0);
    const whole = isSchema(visible) ? { ...made, ...visible } : made;
    const filled = this.#contract.declaredPart(schema, whole);
    if (filled) return filled.value;
    if (!this.#contract.declaredPart(schema, made)) return undefined;
    // What a schema does not accept is left as it was made.
    let nearest: Fields = this.#contract.declaredPart(schema, made)?.value as Fields;
    for (const [name, each] of Object.entries(isSchema(visible) ? visible : {})) {
      const next = withField(nearest, name, each);
      const accepted = this.#contract.declaredPart(schema, next);
      if (accepted && isSchema(accepted.value)) nearest = accepted.value;
    }
    return nearest;
  }

  /** A value without what requests alone have, on every level. */
  #visible(schema: JsonSchema, value: unknown): unknown {
    if (Array.isArray(value)) {
      const { items } = flatten(this.#document, schema);
      return isSchema(items) ? value.map((each) => this.#visible(items, each)) : value;
    }
    if (!isSchema(value)) return value;
    const hidden = new Set(oneWayNames(this.#document, schema, 'response'));
    const properties = new Map(propertiesOf(flatten(this.#document, schema)));
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => !hidden.has(name))
        .map(([name, each]) => {
          const property = properties.get(name);
          return [name, property ? this.#visible(property, each) : each];
        }),
    );
  }

  /** The plainest value of a schema that has all, or only what it must have. */
  #plain(schema: JsonSchema, optional: 0 | 1 = 1): Fields {
    const manner = { byExample: true, plain: true };
    const made =
      this.#values.valid(schema, { ...manner, optional }) ??
      this.#values.valid(schema, { ...manner, optional: 0 });
    return isSchema(made) ? made : {};
  }

  /** An id that a request has chosen, if the resource may have it. */
  #accepted(
    given: unknown,
    idSchema: JsonSchema | undefined,
    keySchema: JsonSchema | undefined,
  ): unknown {
    if (typeof given !== 'string' && typeof given !== 'number') return undefined;
    if (given === '' || isOneWay(this.#document, idSchema, 'request')) return undefined;
    return this.#isId(given, idSchema, keySchema) ? given : undefined;
  }

  /** An id that names the resource in every path or, if there is none, at least in its own. */
  #newId(
    idSchema: JsonSchema | undefined,
    keySchema: JsonSchema | undefined,
    scopeSchemas: readonly JsonSchema[],
    taken: ReadonlySet<string>,
  ): string | number | undefined {
    const { random } = this.#values;
    const numbers = [...taken].filter((key) => /^\d{1,15}$/.test(key)).map(Number);
    const next = Math.max(0, ...numbers) + 1;
    const areNumbers = numbers.length > 0 && numbers.length === taken.size;
    const candidates: unknown[] = [
      next,
      ...(areNumbers ? [String(next)] : []),
      uuid(random),
      uuid(random).replaceAll('-', '').slice(0, 12),
      String(next),
    ];
    const schemas = [idSchema ?? keySchema ?? {}, keySchema ?? idSchema ?? {}, ...scopeSchemas];
    const made = (tries: number): unknown =>
      tries < candidates.length
        ? candidates[tries]
        : this.#values.valid(schemas[tries % schemas.length] ?? {}, { optional: 1 });
    const levels = [
      { others: scopeSchemas, unusable: /[/?#\s]|^\.+$/ },
      { others: [], unusable: /[/?#\s]|^\.+$/ },
      // Some ids, such as those of AWS, have slashes, which paths have to encode.
      { others: scopeSchemas, unusable: /[?#\s]|^\.+$/ },
    ];
    for (const { others, unusable } of levels) {
      for (let tries = 0; tries < TRIES; tries++) {
        const id = made(tries);
        if (typeof id !== 'string' && typeof id !== 'number') continue;
        if (id === '' || unusable.test(String(id)) || taken.has(String(id))) continue;
        if (this.#isId(id, idSchema, keySchema) && this.#names(id, others)) return id;
      }
    }
    return undefined;
  }

  /** Whether a resource may have an id, also one that only the server gives. */
  mayHave({ schema = {}, idField, keySchema }: Resource, id: unknown): id is string | number {
    if (typeof id !== 'string' && typeof id !== 'number') return false;
    const properties = new Map(propertiesOf(flatten(this.#document, schema)));
    const idSchema = idField === undefined ? undefined : properties.get(idField);
    return id !== '' && this.#isId(id, idSchema, keySchema);
  }

  /** Whether an id also names the resource in the paths of what is below it. */
  namesEverywhere(resource: Resource, id: unknown): boolean {
    return this.mayHave(resource, id) && this.#names(id, resource.scopeSchemas);
  }

  /** Whether an id is right for the property, and in the path. */
  #isId(id: string | number, idSchema: JsonSchema = {}, keySchema: JsonSchema = {}): boolean {
    const { validator } = this.#values;
    const asText = typesOf(flatten(this.#document, keySchema)).includes('string');
    const mayBeText = typesOf(flatten(this.#document, idSchema)).length === 0 && asText;
    return (
      validator.accepts(idSchema, id) &&
      this.#names(id, [keySchema]) &&
      !(mayBeText && typeof id === 'number')
    );
  }

  /** Whether parameters of paths accept an id, which is text there. */
  #names(id: string | number, parameters: readonly JsonSchema[]): boolean {
    const { validator } = this.#values;
    return parameters.every((schema) => {
      const asText = typesOf(flatten(this.#document, schema)).includes('string');
      const inPath = asText ? String(id) : numeric(id);
      return validator.accepts(schema, id) || validator.accepts(schema, inPath);
    });
  }

  /** The id of a path as the property has it. */
  #idValue(id: unknown, idSchema: JsonSchema = {}): unknown {
    const { validator } = this.#values;
    const forms = [id, String(id), numeric(id)];
    return forms.find((each) => validator.accepts(idSchema, each)) ?? id;
  }
}

const numeric = (id: unknown): unknown =>
  typeof id === 'string' && /^-?\d{1,15}$/.test(id) ? Number(id) : id;

const plainName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '');

export const ownOf = (value: Fields, name: string): unknown =>
  Object.hasOwn(value, name) ? value[name] : undefined;

const withField = (value: Fields, name: string, each: unknown): Fields =>
  Object.fromEntries([...Object.entries(value), [name, each]]);

/**
 * Now, in the form that a time of creation or change has.
 *
 * @param like a value of the property
 */
function timeOf(name: string, like: unknown, now: Date, isNew: boolean): unknown {
  const plain = plainName(name);
  if (!updated.test(plain) && !(isNew && created.test(plain))) return undefined;
  if (typeof like === 'number') {
    return like > 1e11 ? now.getTime() : Math.floor(now.getTime() / 1000);
  }
  if (typeof like !== 'string') return undefined;
  if (/^\d{4}-\d\d-\d\d$/.test(like)) return now.toISOString().slice(0, 10);
  return /^\d{4}-\d\d-\d\dT/.test(like) ? now.toISOString() : undefined;
}

/** The entity tag of a value (RFC 9110, section 8.8.3). */
export const etagOf = (value: unknown): string =>
  `"${createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)}"`;
