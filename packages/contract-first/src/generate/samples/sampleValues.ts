/**
 * The arguments that a sample passes: those that a method requires, with values that their schemas accept.
 *
 * @module
 */
import {
  type Document,
  isSchema,
  type JsonSchema,
  type MediaType,
  type RequestBody,
} from '../../document/model.ts';
import { finalTarget, resolvedOr } from '../../document/targets.ts';
import { Values } from '../../schema/index.ts';
import type {
  BodyAlternative,
  FieldModel,
  MethodModel,
  ParameterModel,
  Words,
} from '../model/clientModel.ts';

/** An argument of a call in a sample. */
export type SampleArgument = {
  /** As in the document, and as words. */
  readonly name: string;
  readonly argument: Words;
  readonly of: ParameterModel | FieldModel | BodyAlternative;
  readonly schema: JsonSchema | boolean;
  /** Whether it is the content of a file; it has no value then. */
  readonly isFile: boolean;
  readonly value: unknown;
};

/** Values for samples. */
export class SampleValues {
  readonly #document: Document;
  readonly #values: Values;

  constructor(document: Document) {
    this.#document = document;
    this.#values = new Values(document, 1, 'request');
  }

  /** @returns undefined if no value is known for an argument that is required */
  argumentsOf(method: MethodModel): SampleArgument[] | undefined {
    const found: SampleArgument[] = [];
    for (const parameter of method.parameters) {
      if (!parameter.required) continue;
      const value = this.#ofParameter(parameter);
      if (value === undefined) return undefined;
      found.push({ ...pick(parameter), of: parameter, isFile: false, value });
    }
    const { body } = method;
    const [alternative] = body?.alternatives ?? [];
    if (!alternative || !body?.required) return found;
    const { kind, schema, fields, argument } = alternative;
    if (!fields) {
      const isFile = kind === 'bytes';
      const value = isFile ? null : this.#ofBody(method, alternative);
      if (value === undefined || kind === 'items') return undefined;
      return [
        ...found,
        { name: argument.join('_'), argument, schema, of: alternative, isFile, value },
      ];
    }
    const whole = this.#ofBody(method, alternative);
    for (const field of fields) {
      if (!field.required) continue;
      const part = Object.hasOwn(alternative.parts, field.name)
        ? alternative.parts[field.name]
        : undefined;
      if (part?.file === 'list') return undefined;
      const isFile = part?.file === 'one';
      const stated =
        isSchema(whole) && Object.hasOwn(whole, field.name) ? whole[field.name] : undefined;
      const value = isFile ? null : (stated ?? this.#valid(field.schema));
      if (value === undefined) return undefined;
      found.push({ ...pick(field), of: field, isFile, value });
    }
    return found;
  }

  #ofParameter({ schema, name, in: place }: ParameterModel): unknown {
    if (place === 'querystring') return undefined;
    const target = isSchema(schema) ? resolvedOr<JsonSchema>(this.#document, schema, {}) : {};
    const isPlainText =
      target.type === 'string' &&
      ['format', 'pattern', 'enum', 'const', 'minLength', 'maxLength'].every(
        (each) => !Object.hasOwn(target, each),
      );
    const example = firstOf(target);
    if (example !== undefined && isSchema(schema) && this.#accepts(schema, example)) return example;
    return isPlainText ? name : this.#valid(schema);
  }

  /** The example of the document if it is valid, else a value with what it must have. */
  #ofBody({ pointer }: MethodModel, { mediaType, schema }: BodyAlternative): unknown {
    const operation = finalTarget(this.#document, pointer) as
      | { readonly requestBody?: RequestBody }
      | undefined;
    const body = operation?.requestBody
      ? resolvedOr<RequestBody>(this.#document, operation.requestBody, { content: {} })
      : undefined;
    const media =
      body?.content && Object.hasOwn(body.content, mediaType)
        ? resolvedOr<MediaType>(this.#document, body.content[mediaType] ?? {}, {})
        : {};
    const [named] = Object.values(media.examples ?? {});
    const stated =
      media.example ??
      (isSchema(named) ? resolvedOr<JsonSchema>(this.#document, named, {}).value : undefined);
    const short =
      stated !== undefined && isSchema(schema) && this.#accepts(schema, stated) && isShort(stated);
    return short ? stated : this.#valid(schema);
  }

  #accepts(schema: JsonSchema, value: unknown): boolean {
    try {
      return this.#values.validator.accepts(schema, value);
    } catch {
      return false;
    }
  }

  #valid(schema: JsonSchema | boolean): unknown {
    if (schema === true) return 'value';
    if (!isSchema(schema)) return undefined;
    try {
      return this.#values.valid(schema, { plain: true, optional: 0 });
    } catch {
      return undefined;
    }
  }
}

const pick = ({ name, argument, schema }: ParameterModel | FieldModel) => ({
  name,
  argument,
  schema,
});

function firstOf(schema: JsonSchema): unknown {
  return Array.isArray(schema.examples) ? schema.examples[0] : schema.example;
}

/** Whether a value can be read at a glance. */
const isShort = (value: unknown): boolean => JSON.stringify(value).length < 600;
