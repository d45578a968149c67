import { isSchema } from '../../document/model.ts';
import type {
  BodyAlternative,
  FieldModel,
  MethodModel,
  ParameterModel,
  PartModel,
  Words,
} from '../model/clientModel.ts';
import type { ClientTypes } from './clientTypes.ts';
import { fit, isIdentifier, snakeCase, type UniqueNames } from './identifiers.ts';
import type { Hint } from './schemaTypes.ts';
import { ANY, builtin, isNullable, type PythonType, unite } from './types.ts';

/** An argument of a method that the document describes. */
export type Argument = {
  readonly name: string;
  readonly wire: string;
  readonly type: PythonType;
  readonly required: boolean;
  readonly description: string | undefined;
  /** The words by which the model names it. */
  readonly words: Words;
  readonly parameter?: ParameterModel;
};

/** The bodies of a method. */
export type BodyForms = {
  readonly isRequired: boolean;
  readonly forms: readonly BodyForm[];
};

export type BodyForm = {
  readonly alternative: BodyAlternative;
  /** One for each property, or one for the whole. */
  readonly arguments: readonly Argument[];
  readonly isWhole: boolean;
};

/** The options of a call, which no argument can be named like. */
export const optionNames: ReadonlySet<string> = new Set(
  'filename on_progress idempotency_key content_type accept timeout max_retries headers'.split(' '),
);

type Names = UniqueNames;

/** The arguments for the parameters of an operation. */
export function argumentsOf(
  model: MethodModel,
  types: ClientTypes,
  hint: Hint,
  names: Names,
): Argument[] {
  return model.parameters.map((parameter) => {
    const { argument, name, schema, required, description } = parameter;
    const inside = { ...hint, name: hint.name + capitalized(snakeCase(argument)) };
    return {
      name: nameOf(argument, name, types, names),
      wire: name,
      words: argument,
      type: types.taken(schema, inside),
      required,
      description: description ?? textOf(schema),
      parameter,
    };
  });
}

const textOf = (schema: unknown): string | undefined =>
  isSchema(schema) && typeof schema.description === 'string' ? schema.description : undefined;

const capitalized = (name: string): string =>
  name
    .split('_')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');

function nameOf(words: Words, wire: string, types: ClientTypes, names: Names): string {
  const isWire = types.choices.names === 'wire' && isIdentifier(wire) && !wire.startsWith('_');
  const name = fit(isWire ? wire : snakeCase(words), 'argument');
  return names.take(optionNames.has(name) ? `${name}_` : name);
}

/** The arguments for each body of an operation. One of several bodies has the same name in all. */
export function bodyFormsOf(
  { body }: MethodModel,
  types: ClientTypes,
  hint: Hint,
  names: Names,
): BodyForms {
  const known = new Map<string, string>();
  const name = (words: Words, wire: string): string => {
    const key = words.join(' ');
    const name = known.get(key) ?? nameOf(words, wire, types, names);
    known.set(key, name);
    return name;
  };
  const isRequired = body?.required ?? false;
  const forms = (body?.alternatives ?? []).map((alternative): BodyForm => {
    const { fields, argument } = alternative;
    if (fields) {
      const own = fields.map((field) => ({
        name: name(field.argument, field.name),
        wire: field.name,
        words: field.argument,
        type: fieldType(alternative, field, types, hint, isRequired),
        required: field.required && isRequired,
        description: field.description ?? textOf(field.schema),
      }));
      return { alternative, arguments: own, isWhole: false };
    }
    const whole = {
      name: name(argument, argument.join('_')),
      wire: '',
      words: argument,
      type: wholeType(alternative, types, hint),
      required: isRequired,
      description: body?.description,
    };
    return { alternative, arguments: [whole], isWhole: true };
  });
  return { isRequired, forms };
}

function fieldType(
  { parts }: BodyAlternative,
  field: FieldModel,
  types: ClientTypes,
  hint: Hint,
  isBodyRequired: boolean,
): PythonType {
  const part = Object.hasOwn(parts, field.name) ? parts[field.name] : undefined;
  const file = fileType(part);
  if (file) return file;
  const inside = { ...hint, name: hint.name + capitalized(snakeCase(field.argument)) };
  const type = types.taken(field.schema, inside);
  // Of an optional argument, None means that it is not given.
  if (field.required && isBodyRequired) return type;
  return isNullable(type) && type.kind !== 'any' ? unite([type, { kind: 'null' }]) : type;
}

function fileType(part: PartModel | undefined): PythonType | undefined {
  const file: PythonType = { kind: 'imported', name: 'FileSource' };
  if (part?.file === 'list') return { kind: 'sequence', item: file };
  return part?.file === 'one' ? file : undefined;
}

function wholeType(
  { kind, schema, itemSchema, parts }: BodyAlternative,
  types: ClientTypes,
  hint: Hint,
): PythonType {
  const inside = { ...hint, name: `${hint.name}Body` };
  if (kind === 'text') return builtin('str');
  if (kind === 'bytes') return { kind: 'imported', name: 'UploadSource' };
  if (kind === 'items') {
    return {
      kind: 'sequence',
      item: types.taken(itemSchema ?? true, { ...hint, name: `${hint.name}Item` }),
    };
  }
  const hasFiles = Object.values(parts).some(({ file }) => file !== undefined);
  if (hasFiles) return { kind: 'mapping', value: ANY };
  return types.taken(schema, inside);
}
