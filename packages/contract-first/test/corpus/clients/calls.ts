/**
 * The calls of a client that is measured: one for each operation, with valid arguments.
 *
 * @module
 */
import {
  type BoundOperation,
  Contract,
  type Document,
  isSchema,
  type JsonSchema,
} from 'contract-first/contract';
import { Values } from 'contract-first/schema';
import type {
  BodyAlternative,
  ClientModel,
  MethodModel,
  ResourceModel,
  Words,
} from '../../../src/generate/model/clientModel.ts';
import { flatten, propertiesOf, requiredOf } from '../../../src/schema/flatten.ts';
import type { Inputs } from '../../../src/verify/exchange.ts';
import { schemaOf, validInputs } from '../../../src/verify/inputs.ts';
import { isWritable } from '../../../src/verify/parameters.ts';
import { Pool } from '../../../src/verify/pool.ts';
import { isMadeUp, isSpecial } from './judge.ts';

/** What a value is in a language, beyond JSON. */
export type ArgumentKind = 'json' | 'file' | 'files' | 'bytes' | 'items';

/** An argument of a method. */
export type Argument = {
  readonly words: Words;
  /** In the document; undefined for a whole body. */
  readonly wire: string | undefined;
  /** Of the document; a file or bytes as text. */
  readonly value: unknown;
  readonly kind: ArgumentKind;
  readonly schema: JsonSchema;
  /** Whether it may be missing, so that null has to be told from that. */
  readonly isOptional: boolean;
};

/** A call of an operation's method. */
export type Call = {
  readonly operation: BoundOperation;
  readonly method: MethodModel;
  readonly given: Inputs;
  readonly arguments: readonly Argument[];
};

/** An operation that is not called, and why. */
export type Uncalled = { readonly operation: BoundOperation; readonly reason: string };

export const NO_METHOD = 'has no method';
/** Of operations for which no valid request was found. */
export const NO_VALUE = 'no valid value was found for';

/** How likely an optional part of a value is. */
const OPTIONAL = 0.5;

/** All methods of a client. */
export const methodsOf = (resource: ResourceModel): MethodModel[] => [
  ...resource.methods,
  ...resource.resources.flatMap(methodsOf),
];

/** So many values are made for a parameter until one can be written in its place. */
const TRIES = 20;

/** So many requests are made for an operation until one can be sent. */
const MOST_FORMS = 6;

/** Makes the calls of a client's methods; the same ones for the same seed. */
export class Calls {
  readonly #document: Document;
  readonly #contract: Contract;
  readonly #methods: ReadonlyMap<string, MethodModel>;
  readonly #values: Values;
  readonly #pool: Pool;

  constructor(model: ClientModel, document: Document, seed: number) {
    this.#document = document;
    this.#contract = new Contract(document);
    this.#methods = new Map(methodsOf(model.root).map((each) => [each.pointer, each]));
    this.#values = new Values(document, seed, 'request');
    this.#pool = new Pool(this.#contract, this.#values.random);
  }

  get operations(): BoundOperation[] {
    return [...this.#contract.operations.values()];
  }

  of(operation: BoundOperation): Call | Uncalled {
    const method = this.#methods.get(pointerOf(operation)) ?? this.#byPlace(operation);
    if (!method) return { operation, reason: NO_METHOD };
    const alternative = method.body?.alternatives[0];
    let missing: string | undefined;
    // A form may turn out to have a value that no form can hold.
    for (let tries = 0; tries < MOST_FORMS; tries++) {
      const made = validInputs(
        operation,
        { document: this.#document, values: this.#values, pool: this.#pool, given: {} },
        { byExample: false, optional: OPTIONAL },
        alternative?.mediaType,
      );
      const all = this.#withAll(operation, method, made);
      const given = this.#withoutUnsendable(operation, all, alternative);
      missing = this.#missing(operation, given);
      if (missing === undefined) {
        return { operation, method, given, arguments: this.#arguments(method, given, alternative) };
      }
    }
    return { operation, reason: `${NO_VALUE} ${missing}` };
  }

  #byPlace({ method, path }: BoundOperation): MethodModel | undefined {
    return [...this.#methods.values()].find(
      (each) => each.path === path && each.verb.toLowerCase() === method.toLowerCase(),
    );
  }

  /**
   * With the required parameters that `verify` leaves to checks of their own, such as `If-Match`, and with what
   * would be a credential if the operation had that scheme.
   */
  #withAll({ parameters }: BoundOperation, method: MethodModel, made: Inputs): Inputs {
    const found = { ...made };
    const own = new Set(method.parameters.map((each) => `${each.in} ${each.name}`));
    for (const parameter of parameters) {
      const { in: place, name, required } = parameter;
      const isMade = found[place][name] !== undefined;
      const isOwn = own.has(`${place} ${name}`) || this.#isArgument(place, name);
      if (isMade || !required || !isOwn) continue;
      for (let tries = 0; tries < TRIES; tries++) {
        const value = this.#values.valid(schemaOf(parameter));
        if (!isWritable(parameter, value)) continue;
        found[place] = { ...found[place], [name]: value };
        break;
      }
    }
    return found;
  }

  #isArgument(place: string, name: string): boolean {
    const isOwn = !(place === 'header' && (isSpecial(name) || isMadeUp(name)));
    return isOwn && !this.#isCredential(place, name);
  }

  /** Without what a client makes up, and with a body that its media type can hold. */
  #withoutUnsendable(
    operation: BoundOperation,
    made: Inputs,
    alternative: BodyAlternative | undefined,
  ): Inputs {
    const header = Object.fromEntries(
      Object.entries(made.header).filter(([name]) => !isMadeUp(name) && !isSpecial(name)),
    );
    if (!made.body || !alternative) return { ...made, header, body: undefined };
    const { mediaType, schema, kind } = alternative;
    const whole = isSchema(schema) ? schema : {};
    const known = this.#knownFields(alternative, whole, made.body.value);
    const isForm = kind === 'form' || kind === 'multipart';
    const value = isForm ? this.#formValue(operation, whole, known, kind) : known;
    return { ...made, header, body: value === undefined ? undefined : { mediaType, value } };
  }

  /** A body without properties that the document does not describe, if each property is an argument. */
  #knownFields({ fields }: BodyAlternative, schema: JsonSchema, value: unknown): unknown {
    if (!fields || !isSchema(value)) return value;
    const names = new Set(fields.map(({ name }) => name));
    const known = Object.fromEntries(Object.entries(value).filter(([name]) => names.has(name)));
    return this.#values.validator.accepts(schema, known) ? known : undefined;
  }

  /** A form without what has no form: null, and lists and objects without anything in them. */
  #formValue(
    operation: BoundOperation,
    schema: JsonSchema,
    value: unknown,
    kind: 'form' | 'multipart',
  ): unknown {
    if (!isSchema(value)) return undefined;
    const required = requiredOf(flatten(this.#document, schema));
    const encoding = Object.values(operation.requestBody?.content ?? {}).map(
      (media) => media.encoding ?? {},
    );
    const isStyled = (name: string) =>
      encoding.some((each) => each[name]?.style !== undefined || each[name]?.explode !== undefined);
    const fields = Object.entries(value).filter(
      ([name, each]) =>
        required.includes(name) ||
        !(isStyled(name) || kind === 'form' ? hasNothing(each) : each === null),
    );
    const whole = Object.fromEntries(fields);
    const isSendable = fields.every(([name, each]) =>
      isStyled(name) ? !hasNothing(each) : each !== null && !isEmptyList(each),
    );
    return isSendable && this.#values.validator.accepts(schema, whole) ? whole : undefined;
  }

  /** A parameter or body that is required and has no value; undefined if there is none. */
  #missing({ parameters, requestBody }: BoundOperation, given: Inputs): string | undefined {
    const parameter = parameters.find(
      ({ in: place, name, required }) =>
        (required || place === 'path') &&
        given[place][name] === undefined &&
        this.#isArgument(place, name),
    );
    if (parameter) return `${parameter.in} ${parameter.name}`;
    const isBodyMissing = requestBody?.required === true && given.body?.value === undefined;
    return isBodyMissing ? 'the body' : undefined;
  }

  #isCredential(place: string, name: string): boolean {
    const schemes = Object.values(this.#document.components?.securitySchemes ?? {});
    return schemes.some((each) => isSchema(each) && each.in === place && each.name === name);
  }

  #arguments(
    method: MethodModel,
    given: Inputs,
    alternative: BodyAlternative | undefined,
  ): Argument[] {
    const found: Argument[] = [];
    for (const { in: place, name, argument, schema, required } of method.parameters) {
      const value = place === 'querystring' ? undefined : given[place][name];
      if (value === undefined) continue;
      const own = isSchema(schema) ? schema : {};
      const isOptional = !required && place !== 'path';
      found.push({ words: argument, wire: name, value, kind: 'json', schema: own, isOptional });
    }
    const value = given.body?.value;
    if (value === undefined || !alternative) return found;
    const { fields, argument, schema, kind, parts } = alternative;
    const whole = isSchema(schema) ? schema : {};
    if (!fields) {
      const bodyKind = kind === 'bytes' || kind === 'items' ? kind : 'json';
      const isOptional = method.body?.required !== true;
      // Clients take text as text, whatever the schema says that is in it.
      const isText = kind === 'text' && typeof value !== 'string';
      const sent = isText ? JSON.stringify(value) : value;
      const body = { words: argument, wire: undefined, value: sent, kind: bodyKind } as const;
      return [...found, { ...body, schema: whole, isOptional }];
    }
    const properties = new Map(propertiesOf(flatten(this.#document, whole)));
    for (const field of fields) {
      const own = isSchema(value) ? value[field.name] : undefined;
      if (own === undefined) continue;
      const file = parts[field.name]?.file;
      found.push({
        ...{ words: field.argument, wire: field.name, value: own },
        kind: file === 'one' ? 'file' : file === 'list' ? 'files' : 'json',
        schema: properties.get(field.name) ?? (isSchema(field.schema) ? field.schema : {}),
        isOptional: !field.required,
      });
    }
    return found;
  }
}

/** Where an operation is in the document. */
export function pointerOf({ method, path }: BoundOperation): string {
  return `#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method}`;
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** Whether nothing in a value can be written as text. */
function hasNothing(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  const parts = Object.values(value);
  return parts.length === 0 || parts.some(hasNothing);
}
