import type { MethodModel, SdkModel } from './model.ts';

/** The file that describes every operation as data for the client's runtime. */
export function emitOperations({ groups, errorStatuses }: SdkModel): string {
  const methods = groups.flatMap((group) => group.methods);
  return [
    "import type { Operation } from '../runtime/operation.ts';",
    '',
    '/** Every error status that the contract lists. */',
    `export type ErrorStatus = ${errorStatuses.join(' | ') || 'never'};`,
    ...methods.map(emitOperation),
    '',
  ].join('\n');
}

function emitOperation(method: MethodModel): string {
  const { id, verb, path, fields, positional, body, answer, anonymous } = method;
  const lines = [
    `id: ${quote(id)},`,
    `method: ${quote(verb)},`,
    `path: ${quote(path)},`,
    'fields: {',
    ...fields.map(({ name, place }) => `  ${name}: ${quote(place)},`),
    '},',
    `positional: [${positional.map(({ name }) => quote(name)).join(', ')}],`,
  ];
  if (body) lines.push(`body: ${quote(body)},`);
  lines.push(`answer: ${quote(answer)},`);
  if (anonymous) lines.push('anonymous: true,');
  const properties = lines.map((line) => `  ${line}\n`).join('');
  return `\nexport const ${method.constant}: Operation = {\n${properties}};`;
}

function quote(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
