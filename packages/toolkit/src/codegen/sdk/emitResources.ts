import type { Field } from './fields.ts';
import type { Answer, Group, MethodModel, SdkModel } from './model.ts';
import { pascalCase } from './naming.ts';

/** The types of answers that are the same in every document. */
const plainResults = { none: 'void', text: 'string', raw: 'Response' } as const satisfies {
  [answer in Exclude<Answer, 'json' | 'opaque'>]: string;
};

/** The file of classes: one a group with a method an operation, and `Resources` with them all. */
export function emitResources({ groups }: SdkModel): string {
  const hasFiles = groups.some(({ methods }) => methods.some(takesFile));
  const options = hasFiles ? 'RequestOptions, UploadOptions' : 'RequestOptions';
  return [
    `import type { Call, ${options} } from '../runtime/operation.ts';`,
    "import * as operations from './operations.ts';",
    "import type * as types from './types.ts';",
    '',
    ...groups.map(emitClass),
    '/** All groups of operations. */',
    'export class Resources {',
    ...groups.map(({ name }) => `  readonly ${name}: ${className(name)};`),
    '',
    '  constructor(call: Call) {',
    ...groups.map(({ name }) => `    this.${name} = new ${className(name)}(call);`),
    '  }',
    '}',
    '',
  ].join('\n');
}

function emitClass({ name, description, methods }: Group): string {
  const members = methods.flatMap((method) => [
    emitMethod(method, method.name),
    ...method.aliases.map((alias) => emitMethod(method, alias)),
  ]);
  return `${emitComment(description ?? '', '')}export class ${className(name)} {
  readonly #call: Call;

  constructor(call: Call) {
    this.#call = call;
  }

${members.join('\n')}}
`;
}

function className(group: string): string {
  return `${pascalCase(group)}Resource`;
}

/** One overload for each number of fields given by position, and the one line that does it. */
function emitMethod(method: MethodModel, name: string): string {
  const { positional, answer, resultType, constant } = method;
  const type =
    answer === 'json' || answer === 'opaque' ? `types.${resultType}` : plainResults[answer];
  const overloads = positional
    .map((_, at) => positional.length - at)
    .concat(0)
    .map((given) => {
      const parameters = parametersOf(method, given).map((parameter) => `    ${parameter},\n`);
      return `${emitDoc(method, name, positional.slice(0, given))}  ${name}(
${parameters.join('')}  ): Promise<${type}>;
`;
    });
  return `${overloads.join('')}  ${name}(...args: unknown[]): Promise<${type}> {
    return this.#call<${type}>(operations.${constant}, args);
  }
`;
}

type Parameter = { readonly name: string; readonly type: string; readonly optional: boolean };

/** The parameters of the overload that takes so many fields by position. */
function parametersOf(method: MethodModel, given: number): string[] {
  const { fields, positional, paramsType } = method;
  const byPosition = positional.slice(0, given);
  const rest = fields.filter((field) => !byPosition.includes(field));
  const parameters: Parameter[] = byPosition.map(({ name, required }) => ({
    name,
    type: `types.${paramsType}['${name}']`,
    optional: !required,
  }));
  if (rest.length > 0) {
    const names = byPosition.map(({ name }) => `'${name}'`).join(' | ');
    parameters.push({
      name: 'params',
      type: names ? `Omit<types.${paramsType}, ${names}>` : `types.${paramsType}`,
      optional: rest.every(({ required }) => !required),
    });
  }
  const options = takesFile(method) ? 'UploadOptions' : 'RequestOptions';
  parameters.push({ name: 'options', type: options, optional: true });

  const lastRequired = parameters.findLastIndex(({ optional }) => !optional);
  return parameters.map(({ name, type, optional }, at) => {
    if (!optional) return `${name}: ${type}`;
    // TypeScript has no optional parameter before a required one
    return at > lastRequired ? `${name}?: ${type}` : `${name}: ${type} | undefined`;
  });
}

function takesFile({ fields }: MethodModel): boolean {
  return fields.some(({ place }) => place === 'file');
}

function emitDoc(method: MethodModel, name: string, byPosition: readonly Field[]): string {
  const { summary, description, deprecated } = method;
  const paragraphs = [summary, description, name !== method.name && `As \`${method.name}\`.`];
  const tags = byPosition
    .filter(({ schema }) => typeof schema.description === 'string')
    .map((field) => `@param ${field.name} ${field.schema.description}`);
  if (deprecated) tags.push('@deprecated');
  const text = [paragraphs.filter(Boolean).join('\n\n'), tags.join('\n')].filter(Boolean);
  return emitComment(text.join('\n\n'), '  ');
}

function emitComment(text: string, indent: string): string {
  if (text === '') return '';
  const lines = text.replaceAll('*/', '*\\/').trim().split('\n').flatMap(wrap);
  const body = lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n');
  return `${indent}/**\n${body}\n${indent} */\n`;
}

/** Breaks a line between words where it would pass the 100th column. */
function wrap(line: string): string[] {
  return line.match(/\S.{0,93}(?=\s|$)|\S+/g) ?? [''];
}
