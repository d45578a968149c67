/**
 * What methods take and return, as types.
 *
 * @module
 */
import { isSchema, type JsonSchema } from '../../document/model.ts';
import { finalTarget } from '../../document/targets.ts';
import type {
  BodyAlternative,
  MethodModel,
  ResponseAlternative,
  ResponseModel,
} from '../model/clientModel.ts';
import { argumentMembers, optionMembers } from './arguments.ts';
import type { Choices } from './choices.ts';
import { commentLines } from './documentation.ts';
import { literal } from './literals.ts';
import type { MethodPlan } from './plan.ts';
import type { ComponentTypes } from './types/componentTypes.ts';
import { type TypeScope, typeOf } from './types/schemaType.ts';
import {
  atom,
  type Member,
  objectOf,
  type TypeText,
  UNDEFINED,
  UNKNOWN,
  union,
} from './types/typeText.ts';

/** What a call is given: with each alternative of the body, another object. */
export type ArgumentForm = {
  readonly body: BodyAlternative | undefined;
  readonly members: readonly Member[];
  /** The name of the type of the object; undefined if there are no arguments. */
  readonly typeName: string | undefined;
};

/** What a call returns: another value for each media type that it can accept. */
export type ResultForm = {
  /** What the option `accept` has to be; undefined for the media type that is accepted by default. */
  readonly accept: string | undefined;
  /** As resources write it, with `types.` before names of the document. */
  readonly type: string;
};

/** The types of a method. */
export type Signature = {
  readonly forms: readonly ArgumentForm[];
  readonly results: readonly ResultForm[];
  /** The name of the type of `result()`. */
  readonly outcome: string | undefined;
  /** The name of the type of the headers that are options of a call. */
  readonly headers: string | undefined;
  /** The type of the items of a list in pages. */
  readonly item: string | undefined;
};

/** Gives methods their signatures, and declares the types that these need. */
export class Signatures {
  readonly #types: ComponentTypes;
  readonly #choices: Choices;
  readonly #declarations: string[] = [];
  readonly #known = new Map<MethodPlan, Signature>();
  readonly #longResults = new Map<MethodModel, string>();

  constructor(types: ComponentTypes, choices: Choices) {
    this.#types = types;
    this.#choices = choices;
  }

  /** The declarations of all types that signatures were given so far. */
  get declarations(): readonly string[] {
    return this.#declarations;
  }

  of(plan: MethodPlan): Signature {
    const known = this.#known.get(plan);
    if (known) return known;
    const made = {
      forms: this.#forms(plan),
      headers: this.#headers(plan),
      results: this.#results(plan),
      outcome: this.#outcome(plan),
      item: this.#item(plan),
    };
    this.#known.set(plan, made);
    return made;
  }

  #forms({ method, typeName, shown }: MethodPlan): ArgumentForm[] {
    const alternatives = method.body?.alternatives ?? [];
    const scope = this.#types.scope('request');
    const bodies = alternatives.length > 0 ? alternatives : [undefined];
    /** Alternatives may have the same fields. */
    const known = new Map<string, string>();
    return bodies.map((body, at) => {
      const members = argumentMembers(method, body, this.#choices, scope);
      if (members.length === 0) return { body, members, typeName: undefined };
      const type = objectOf(members);
      const same = known.get(type.text);
      if (same !== undefined) return { body, members, typeName: same };
      const kind = at > 0 && body ? titled(body.kind) : '';
      const name = this.#types.take(`${typeName}${kind}Params`);
      known.set(type.text, name);
      const note = at === 0 ? '' : `, with a body of the type \`${body?.mediaType}\``;
      this.#declare(name, type, `What \`client.${shown}\` takes${note}.`);
      return { body, members, typeName: name };
    });
  }

  #headers({ method, typeName, shown }: MethodPlan): string | undefined {
    const members = optionMembers(method, this.#choices, this.#types.scope('request'));
    if (members.length === 0) return undefined;
    const name = this.#types.take(`${typeName}Headers`);
    this.#declare(
      name,
      objectOf(members),
      `The headers that \`client.${shown}\` takes as options.`,
    );
    return name;
  }

  #results(plan: MethodPlan): ResultForm[] {
    const successes = plan.method.responses.filter(({ isSuccess }) => isSuccess);
    const first = this.#resultType(
      plan,
      successes.map(({ alternatives }) => alternatives[0]),
      '',
    );
    const others = new Map<string, (ResponseAlternative | undefined)[]>();
    for (const { alternatives } of successes) {
      for (const each of alternatives.slice(1)) {
        others.set(each.mediaType, [...(others.get(each.mediaType) ?? []), each]);
      }
    }
    for (const { alternatives } of successes) others.delete(alternatives[0]?.mediaType ?? '');
    const accepted = [...others].map(([accept, each]) => ({
      accept,
      type: this.#resultType(plan, each, titled(each[0]?.kind ?? '')),
    }));
    return [{ accept: undefined, type: first }, ...accepted];
  }

  /** The type of what is returned, by name if it is long. */
  #resultType(
    plan: MethodPlan,
    alternatives: readonly (ResponseAlternative | undefined)[],
    kind: string,
  ): string {
    const typeIn = (scope: TypeScope) =>
      union(alternatives.map((each) => (each ? answerType(each, scope) : UNDEFINED)));
    if (alternatives.every((each) => each === undefined)) return 'void';
    const [only] = alternatives;
    if (only && alternatives.length === 1 && (only.kind === 'events' || only.kind === 'items')) {
      return this.#streamType(plan, only, kind);
    }
    const { text } = typeIn(this.#types.scope('response', 'types.'));
    if (!text.includes('{') && (text.length <= 60 || /^[\w.]+(?:<[\w.]+>)?$/.test(text)))
      return text;
    const name = this.#types.take(`${plan.typeName}${kind}Result`);
    if (kind === '') this.#longResults.set(plan.method, name);
    const type = typeIn(this.#types.scope('response'));
    this.#declare(name, type, `What \`client.${plan.shown}\` returns.`);
    return `types.${name}`;
  }

  /** The type of a stream, with that of its items by name if it is long. */
  #streamType(plan: MethodPlan, stream: ResponseAlternative, kind: string): string {
    const { text } = itemType(stream, this.#types.scope('response', 'types.'));
    if (!text.includes('{') && text.length <= 60) return `runtime.Stream<${text}>`;
    const name = this.#types.take(`${plan.typeName}${kind}Item`);
    if (kind === '') this.#longResults.set(plan.method, `runtime.Stream<${name}>`);
    const type = itemType(stream, this.#types.scope('response'));
    this.#declare(name, type, `An item of the stream that \`client.${plan.shown}\` returns.`);
    return `runtime.Stream<types.${name}>`;
  }

  /** What `result()` resolves to, and the bodies of errors by status. */
  #outcome(plan: MethodPlan): string | undefined {
    const { method, typeName, shown } = plan;
    const errors = this.#errors(plan);
    const scope = this.#types.scope('response');
    const successes = method.responses.filter(({ isSuccess }) => isSuccess);
    const failures = method.responses.filter(({ isSuccess }) => !isSuccess);
    if (method.responses.length === 0) return undefined;
    const parts = [
      ...successes.map(({ status, alternatives: [first] }) => {
        const { text } = first ? answerType(first, scope) : UNDEFINED;
        const named = text.includes('{') ? this.#named(plan) : text;
        return `runtime.Success<${statusType(status)}, ${named}>`;
      }),
      ...failures.map(({ status, alternatives }) => {
        const body =
          errors && alternatives.length > 0 ? `${errors}[${literal(status)}]` : 'unknown';
        return `runtime.Failure<${statusType(status)}, ${body}>`;
      }),
      'runtime.NoResponse',
    ];
    const name = this.#types.take(`${typeName}Outcome`);
    const type = atom([...new Set(parts)].map((each) => `\n    | ${each}`).join(''));
    this.#declare(name, type, `What \`client.${shown}(…).result()\` resolves to.`);
    return name;
  }

  /** The name of the type of a long result. */
  #named({ method, typeName }: MethodPlan): string {
    const isOne = method.responses.filter(({ isSuccess }) => isSuccess).length === 1;
    return isOne ? `${this.#longResults.get(method) ?? `${typeName}Result`}` : 'unknown';
  }

  #errors({ method, typeName, shown }: MethodPlan): string | undefined {
    const scope = this.#types.scope('response');
    const members = method.responses
      .filter(({ isSuccess, alternatives }) => !isSuccess && alternatives.length > 0)
      .map(({ status, alternatives, description }: ResponseModel) => ({
        name: status,
        type: union(alternatives.map((each) => errorType(each, scope))),
        isOptional: false,
        comment: commentLines([description ?? '']),
      }));
    if (members.length === 0) return undefined;
    const name = this.#types.take(`${typeName}Errors`);
    this.#declare(
      name,
      objectOf(members),
      `The bodies of errors of \`client.${shown}\`, by status.`,
    );
    return name;
  }

  #item({ method }: MethodPlan): string | undefined {
    const { pagination, responses } = method;
    if (!pagination) return undefined;
    const answer = responses.find(({ isSuccess }) => isSuccess)?.alternatives[0];
    const scope = this.#types.scope('response', 'types.');
    const { document } = scope;
    const list = pagination.items.reduce<unknown>(
      (schema, name) => propertyOf(document, schema, name),
      answer?.schema,
    );
    const { text } = typeOf(itemsOf(document, list), scope);
    // The item of a list is part of its type, so that a long one is not written twice.
    return text.includes('{') ? undefined : text;
  }

  #declare(name: string, type: TypeText, comment: string): void {
    const space = type.text.startsWith('\n') ? '' : ' ';
    this.#declarations.push(
      `${commentLines([comment])}export type ${name} =${space}${type.text};\n`,
    );
  }
}

const titled = (kind: string): string => kind.replace(/^./, (first) => first.toUpperCase());

/** The type of what is read of a response. */
function answerType(answer: ResponseAlternative, scope: TypeScope): TypeText {
  const { kind, schema } = answer;
  switch (kind) {
    case 'json':
      return typeOf(schema, scope);
    case 'text':
      return atom('string');
    case 'bytes':
      return atom('Response');
    case 'events':
    case 'items':
      return atom(`runtime.Stream<${itemType(answer, scope).text}>`);
  }
}

/** The type of an item of a stream. */
const itemType = ({ events, itemSchema }: ResponseAlternative, scope: TypeScope): TypeText =>
  typeOf(events ? events.schema : itemSchema, scope);

/** A status that is one, or any. */
const statusType = (status: string): string => (/^[1-5]\d\d$/.test(status) ? status : 'number');

/** The body of an error is read whole. */
function errorType({ kind, schema }: ResponseAlternative, scope: TypeScope): TypeText {
  if (kind === 'json') return typeOf(schema, scope);
  return kind === 'text' ? atom('string') : UNKNOWN;
}

/** The schemas that hold together for one value. */
function* together(document: object, start: unknown): Generator<JsonSchema> {
  const entered = new Set<unknown>();
  const pending: unknown[] = [start];
  for (let schema = pending.shift(); schema !== undefined; schema = pending.shift()) {
    if (!isSchema(schema) || entered.has(schema)) continue;
    entered.add(schema);
    yield schema;
    if (typeof schema.$ref === 'string') pending.push(finalTarget(document, schema.$ref));
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      const members = schema[keyword];
      if (Array.isArray(members)) pending.push(...members);
    }
  }
}

function propertyOf(document: object, schema: unknown, name: string): unknown {
  for (const { properties } of together(document, schema)) {
    if (isSchema(properties) && Object.hasOwn(properties, name)) return properties[name];
  }
  return undefined;
}

function itemsOf(document: object, schema: unknown): unknown {
  for (const { items } of together(document, schema)) if (items !== undefined) return items;
  return undefined;
}
