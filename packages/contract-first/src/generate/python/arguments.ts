import type { Field } from '../model/fields.ts';
import type { MethodModel } from '../model/model.ts';
import { pascalCase, snakeCase } from '../model/naming.ts';
import { annotation, isNullable } from './annotations.ts';
import type { Importable, PythonFile } from './file.ts';
import { referred } from './schemas.ts';
import { bracket, quote, variable } from './source.ts';

/** A parameter of a method in Python. */
export type Argument = {
  readonly name: string;
  readonly annotation: string;
  /** With its default after ` = `, where it has one. */
  readonly value?: string;
  readonly words?: string | undefined;
  /** What is imported for it, if it was not when the annotation was made. */
  readonly uses?: readonly Importable[];
};

/** The options of a call that do not come from the contract. */
export const [timeout, waitTimeout, maxRetries, idempotencyKey, filename, onProgress] = [
  {
    name: 'timeout',
    annotation: 'float | NotGiven | None',
    value: 'NOT_GIVEN',
    uses: ['NotGiven', 'NOT_GIVEN'],
    words: 'Seconds for the whole call, in place of those of the client; None for ever',
  },
  {
    name: 'timeout',
    annotation: 'float | None',
    value: 'None',
    words: 'Seconds until the waiting ends with a `TimeoutError`; None for ever',
  },
  {
    name: 'max_retries',
    annotation: 'int | None',
    value: 'None',
    words: 'How often to try again, in place of what the client does',
  },
  {
    name: 'idempotency_key',
    annotation: 'str | None',
    value: 'None',
    words: 'By which the server knows a call that comes again; random where none is given',
  },
  {
    name: 'filename',
    annotation: 'str | None',
    value: 'None',
    words: 'The name of the file; needed where the source has none, such as bytes',
  },
  {
    name: 'on_progress',
    annotation: 'Callable[[UploadProgress], object] | None',
    value: 'None',
    uses: ['Callable', 'UploadProgress'],
    words: 'Hears how far the upload has come; it begins again where the upload does',
  },
] as const satisfies readonly Argument[];

/** As it stands in the signature. */
export function writeArgument(
  file: PythonFile,
  { name, annotation, value, uses = [] }: Argument,
): string {
  for (const each of uses) file.use(each);
  return `${name}: ${annotation}${value === undefined ? '' : ` = ${value}`}`;
}

/**
 * None stands for what is not given, and so for null, too.
 *
 * @throws Error where null means something else than nothing
 */
export function argumentOf(file: PythonFile, { name, schema, required }: Field): Argument {
  const { schemas } = file;
  const wire = snakeCase(name);
  if (isNullable(schemas, schema) && schema.default !== null) {
    throw new Error(`null for "${wire}" is not the same as leaving it out`);
  }
  const type = annotation(file, schema, 'taken');
  const { default: initial } = schema;
  const known = initial !== undefined && initial !== null && initial !== '';
  const { description = schemas[referred(schema) ?? '']?.description } = schema;
  const text = typeof description === 'string' ? description : undefined;
  const defaultWords = known ? ` (default: ${JSON.stringify(initial)})` : '';
  return {
    name: variable(wire, 'parameter'),
    annotation: required || type.endsWith('| None') ? type : `${type} | None`,
    ...(required ? {} : { value: 'None' }),
    words: text && `${text.replaceAll('\n', ' ')}${defaultWords}`,
  };
}

/** The options of a call that go into headers of their own. */
export function headersOf(file: PythonFile, { headers }: MethodModel): Argument[] {
  return headers.map(({ name, schema }) => ({
    name: variable(snakeCase(name), 'parameter'),
    annotation: `${annotation(file, schema, 'taken')} | None`,
    value: 'None',
    words: typeof schema.description === 'string' ? schema.description : undefined,
  }));
}

/** `ifMatch` → `If-Match`. */
const headerName = (name: string): string =>
  snakeCase(name)
    .split('_')
    .map((word) => pascalCase(word))
    .join('-');

/** The fields of a call as a dictionary, by their names on the wire. */
export function fieldsArgument({ fields }: MethodModel): string {
  if (fields.length === 0) return '{}';
  const lines = fields.map(({ name }) => {
    const wire = snakeCase(name);
    return `    ${quote(wire)}: ${variable(wire, 'parameter')},\n`;
  });
  return `{\n${lines.join('')}}`;
}

/** The options of a call as the runtime takes them. */
export function optionsArgument(
  file: PythonFile,
  { headers }: MethodModel,
  options: readonly Argument[],
): string {
  const inHeaders = headers.map(({ name }) => variable(snakeCase(name), 'parameter'));
  const plain = options
    .filter(({ name }) => !inHeaders.includes(name))
    .map(({ name }) => `${name}=${name}`);
  const pairs = headers.map(
    ({ name }) => `${quote(headerName(name))}: ${variable(snakeCase(name), 'parameter')}`,
  );
  const passed = pairs.length > 0 && options.some(({ name }) => inHeaders.includes(name));
  const items = [...(passed ? [`headers=${bracket(['{', '}'], pairs, 16)}`] : []), ...plain];
  return bracket([`${file.use('Options')}(`, ')'], items, 13);
}
