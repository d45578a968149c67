/**
 * The file of webhooks: the types of what the API sends, and what verifies it.
 *
 * @module
 */
import type { ClientModel } from '../../model/clientModel.ts';
import { commentLines } from '../documentation.ts';
import { Imports } from '../imports.ts';
import { propertyName } from '../literals.ts';
import { importScalars, type Shapes } from '../shapes.ts';
import type { ComponentTypes } from '../types/componentTypes.ts';
import { typeOf } from '../types/schemaType.ts';
import { indented, UNKNOWN, union } from '../types/typeText.ts';

/** What differs between webhooks and callbacks. */
const kinds = {
  webhooks: {
    ...{ events: 'WebhookEvents', type: 'Webhooks', one: 'webhook' },
    about: 'Verifies and reads the requests that the API sends.',
  },
  callbacks: {
    ...{ events: 'CallbackEvents', type: 'Callbacks', one: 'callback' },
    about: 'Reads the requests that the API sends to an address that a call names.',
  },
} as const;

/**
 * The file of webhooks, or of callbacks; undefined if there are none. Callbacks are verified only if the
 * document has the header with their signature.
 */
export function webhooksFile(
  model: Pick<ClientModel, 'webhooks' | 'callbacks'>,
  kind: keyof typeof kinds,
  types: ComponentTypes,
  shapes: Shapes,
): string | undefined {
  const webhooks = model[kind];
  if (webhooks.length === 0) return undefined;
  const words = kinds[kind];
  const isVerified = kind === 'webhooks' || webhooks.some(({ isSigned }) => isSigned);
  const imports = new Imports();
  const scope = types.scope('response', 'types.');
  const entries = webhooks.map(({ name, summary, description, alternatives }) => {
    const bodies = alternatives.filter(({ kind }) => kind === 'json');
    const type =
      bodies.length > 0 ? union(bodies.map(({ schema }) => typeOf(schema, scope))) : UNKNOWN;
    const comment = commentLines([summary ?? '', description ?? '']);
    return indented(`\n${comment}readonly ${propertyName(name)}: ${type.text};`).replaceAll(
      '\n    ',
      '\n  ',
    );
  });
  const converted = webhooks.flatMap(({ name, alternatives }) => {
    const body = alternatives.find(({ kind }) => kind === 'json');
    const shape = body && shapes.of(body.schema, 'shapes.');
    if (!shape) return [];
    if (shape.usesComponents) imports.namespace('./shapes.ts', 'shapes');
    importScalars(imports, shape);
    const source = shape.text.startsWith('() => ') ? shape.text : `() => (${shape.text})`;
    return [`  ${propertyName(name)}: ${source},\n`];
  });
  const body = entries.join('');
  if (/\btypes\./.test(body)) imports.typeNamespace('./types.ts', 'types');
  const parse = imports.value('./runtime/webhooks.ts', 'parse');
  const isConverting = converted.length > 0;
  const shapeType = isConverting ? imports.type('./runtime/shape.ts', 'Shape') : '';
  const convert = isConverting ? imports.value('./runtime/convert.ts', 'convert') : '';
  const table = isConverting
    ? `
const converted: Readonly<Record<string, () => ${shapeType}>> = {
${converted.join('')}};

function readingOf(name: string | undefined): Parameters<typeof ${parse}>[1] {
  const shape = name === undefined ? { any: Object.values(converted) } : converted[name]?.();
  return shape && { convert: ${convert}, shape: () => shape };
}
`
    : '';
  const name = isConverting ? ', name' : '';
  const reading = isConverting ? ', readingOf(name)' : '';
  const members = [
    ...(isVerified
      ? [
          {
            type: unwrapType(imports, words),
            value: `unwrap: (body, headers, settings${name}) => ${imports.value('./runtime/webhooks.ts', 'unwrap')}(body, headers, settings${reading})`,
          },
        ]
      : []),
    { type: parseType(words), value: `parse: (body${name}) => ${parse}(body${reading})` },
  ];
  return `${imports.text}
/** What each ${words.one} sends. */
export type ${words.events} = {${body}
};

/** ${words.about} */
export type ${words.type} = {
${members.map(({ type }) => type).join('\n')}};
${table}
/** ${words.about} */
export const ${kind}: ${words.type} = {
${members.map(({ value }) => `  ${value},\n`).join('')}};
`;
}

type KindWords = (typeof kinds)[keyof typeof kinds];

function unwrapType(imports: Imports, { events, one }: KindWords): string {
  const headers = imports.type('./runtime/webhooks.ts', 'WebhookHeaders');
  const settings = imports.type('./runtime/webhooks.ts', 'WebhookSettings');
  return `  /**
   * Verifies the signature of a request (Standard Webhooks), and parses its body.
   *
   * @param body exactly as it was received
   * @param name the name of the ${one}, if the address receives only one
   * @throws WebhookError if the request is not genuine, too old, or not JSON
   */
  unwrap<Name extends keyof ${events} = keyof ${events}>(
    body: string | Uint8Array | ArrayBuffer,
    headers: ${headers},
    settings: ${settings},
    name?: Name,
  ): Promise<${events}[Name]>;
`;
}

const parseType = ({ events, one }: KindWords): string => `  /**
   * Parses the body of a request. It verifies nothing: anyone who knows the address can send one.
   *
   * @param body exactly as it was received
   * @param name the name of the ${one}, if the address receives only one
   * @throws WebhookError if the body is not JSON
   */
  parse<Name extends keyof ${events} = keyof ${events}>(
    body: string | Uint8Array | ArrayBuffer,
    name?: Name,
  ): ${events}[Name];
`;
