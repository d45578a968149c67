import { type Case, request, response } from './case.ts';

const text = { type: 'string' };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const mapped = (mapping: object) => ({
  oneOf: [ref('Cat'), ref('Dog')],
  discriminator: { propertyName: 'kind', mapping },
});
const plain = {
  Cat: { type: 'object', required: ['kind'], properties: { kind: text, lives: text } },
  Dog: { type: 'object', required: ['kind'], properties: { kind: text, tricks: text } },
};
const { Cat, Dog } = plain;
const told = (propertyName: string, rest: object = {}) => ({
  oneOf: [ref('Cat'), ref('Dog')],
  discriminator: { propertyName, ...rest },
});
const pets = (heirs: object) => ({
  Pet: {
    type: 'object',
    required: ['kind'],
    properties: { kind: text },
    discriminator: { propertyName: 'kind' },
  },
  ...heirs,
});
const heir = (properties: object) => ({ allOf: [ref('Pet'), { type: 'object', properties }] });

/** Discriminators: which value stands for which alternative. */
export const discriminators: readonly Case[] = [
  response(
    'discriminator added',
    false,
    ['discriminator-added'],
    [{ oneOf: [ref('Cat'), ref('Dog')] }, told('kind')],
    [plain, plain],
  ),
  response(
    'discriminator removed',
    false,
    ['discriminator-removed'],
    [told('kind'), { oneOf: [ref('Cat'), ref('Dog')] }],
    [plain, plain],
  ),
  request(
    'discriminator by another property',
    true,
    ['discriminator-changed'],
    [told('kind'), told('type')],
    [plain, plain],
  ),
  request(
    'discriminator with another default',
    true,
    ['discriminator-changed'],
    [told('kind', { defaultMapping: 'Cat' }), told('kind', { defaultMapping: 'Dog' })],
    [plain, plain],
  ),
  request(
    'value of the mapping replaced',
    true,
    ['request-discriminator-narrowed', 'request-discriminator-widened'],
    [mapped({ cat: ref('Cat').$ref }), mapped({ feline: ref('Cat').$ref })],
    [plain, plain],
  ),
  response(
    'value of the mapping replaced',
    true,
    ['response-discriminator-narrowed', 'response-discriminator-widened'],
    [mapped({ cat: ref('Cat').$ref }), mapped({ feline: ref('Cat').$ref })],
    [plain, plain],
  ),
  request(
    'names of alternatives written out in a mapping',
    false,
    [],
    [told('kind'), mapped({ Cat: ref('Cat').$ref, Dog: 'Dog' })],
    [plain, plain],
  ),
  request(
    'renamed alternative whose name is the value',
    true,
    ['request-discriminator-narrowed', 'request-discriminator-widened'],
    [told('kind'), { oneOf: [ref('Feline'), ref('Dog')], discriminator: { propertyName: 'kind' } }],
    [plain, { Feline: Cat, Dog }],
  ),
  response(
    'property of a subtype of a discriminated schema',
    true,
    ['response-property-removed'],
    [ref('Pet'), ref('Pet')],
    [pets({ Cat: heir({ lives: text }) }), pets({ Cat: heir({}) })],
  ),
  response(
    'subtype of a discriminated schema added',
    true,
    ['response-discriminator-widened'],
    [ref('Pet'), ref('Pet')],
    [pets({ Cat: heir({}) }), pets({ Cat: heir({}), Dog: heir({}) })],
  ),
  request(
    'subtype of a discriminated schema removed',
    true,
    ['request-discriminator-narrowed'],
    [ref('Pet'), ref('Pet')],
    [pets({ Cat: heir({}), Dog: heir({}) }), pets({ Cat: heir({}) })],
  ),
];
