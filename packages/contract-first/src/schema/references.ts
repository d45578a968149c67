import {
  _,
  type Ajv2020,
  type KeywordCxt,
  Name,
  nil,
  type ValidateFunction,
} from 'ajv/dist/2020.js';
import { mergeEvaluated } from 'ajv/dist/compile/util.js';
import { callValidateCode } from 'ajv/dist/vocabularies/code.js';

/** A schema that is compiled when it is first called, which compiled code does by `validate`. */
export class Unit {
  readonly validate: ValidateFunction;

  constructor(compile: () => ValidateFunction) {
    let compiled: ValidateFunction | undefined;
    const validate = (...args: Parameters<ValidateFunction>): boolean => {
      compiled ??= compile();
      const isValid = compiled(...args) === true;
      // Callers take what was evaluated from here, and expect to find something.
      const { props = Object.create(null), items = 0 } = compiled.evaluated ?? {};
      Object.assign(validate, { errors: compiled.errors, evaluated: { props, items } });
      return isValid;
    };
    // as: ajv calls it and reads `errors` and `evaluated`, nothing else.
    this.validate = validate as unknown as ValidateFunction;
  }
}

/** What compiled code calls the errors so far, and their number. */
const vErrors = new Name('vErrors');
const errors = new Name('errors');

/**
 * Adds a keyword that calls another schema. Unlike ajv's `$ref` it can be followed by keywords that
 * need to know what was evaluated, also where the other schema does not accept the value and all
 * errors are collected.
 *
 * @param unitOf gives the schema for the keyword's value
 */
export function addReference(
  ajv: Ajv2020,
  keyword: string,
  unitOf: (value: unknown) => unknown,
): void {
  ajv.addKeyword({ keyword, code: (context) => callUnit(context, unitOf(context.schema)) });
}

function callUnit(context: KeywordCxt, unit: unknown): void {
  const { gen, it } = context;
  const call = _`${gen.scopeValue('wrapper', { ref: unit })}.validate`;
  const valid = gen.let('valid', callValidateCode(context, call, nil));
  gen.if(_`!${valid}`, () => {
    const found = _`${call}.errors`;
    gen.assign(vErrors, _`${vErrors} === null ? ${found} : ${vErrors}.concat(${found})`);
    gen.assign(errors, _`${vErrors}.length`);
  });
  if (it.props !== true) {
    const props = gen.var('props', _`${valid} ? ${call}.evaluated.props : Object.create(null)`);
    it.props = mergeEvaluated.props(gen, props, it.props, Name);
  }
  if (it.items !== true) {
    const items = gen.var('items', _`${valid} ? ${call}.evaluated.items : 0`);
    it.items = mergeEvaluated.items(gen, items, it.items, Name);
  }
  context.ok(valid);
}

/**
 * Corrects two keywords of ajv. Its `patternProperties` throws next to an `anyOf` whose first branch
 * does not accept the value, because the evaluated properties are then undefined; and its
 * `unevaluatedProperties` treats inherited properties, such as `constructor`, as evaluated.
 */
export function mendEvaluation(ajv: Ajv2020): void {
  const empty = _`Object.create(null)`;
  // In this order: what is evaluated must be known before the second one.
  replaceCode(ajv, 'patternProperties', ({ gen, it: { props } }) => {
    if (props instanceof Name) gen.if(_`${props} === undefined`, () => gen.assign(props, empty));
  });
  replaceCode(ajv, 'unevaluatedProperties', ({ gen, it: { props } }) => {
    if (!(props instanceof Name)) return;
    gen.if(_`${props} !== true`, () => gen.assign(props, _`Object.assign(${empty}, ${props})`));
  });
}

/** Has something done before the code of one of ajv's keywords. */
function replaceCode(ajv: Ajv2020, keyword: string, before: (context: KeywordCxt) => void): void {
  const definition = ajv.getKeyword(keyword);
  if (typeof definition !== 'object' || !('code' in definition)) return;
  const { code } = definition;
  ajv.removeKeyword(keyword);
  ajv.addKeyword({
    ...definition,
    keyword,
    code: (context) => {
      before(context);
      code(context);
    },
  });
}
