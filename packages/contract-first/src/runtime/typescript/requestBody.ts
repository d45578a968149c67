import { fieldsOf, parametersOf } from './arguments.ts';
import { isPlainObject } from './casing.ts';
import { sameMediaType } from './mediaType.ts';
import type { Body, BodyCall, BodyForm, WriteBody } from './operation.ts';
import type { CallOptions } from './options.ts';
import { checkText } from './text.ts';
import type { ToWire } from './url.ts';

/** What writers of bodies have at hand. */
type Writing = {
  readonly form: BodyForm;
  /** The one to send; a range if the document has one and the call does not name another. */
  readonly mediaType: string;
  readonly options: CallOptions;
  readonly toWire: ToWire;
};

/**
 * Makes a writer of bodies.
 *
 * @param write writes the properties that were given, by wire names and converted, or the whole body
 */
export const bodyWriter =
  (write: (value: unknown, writing: Writing) => Promise<Body> | Body): WriteBody =>
  async (call) => {
    const { operation, params, options, toWire, form } = call;
    if (!form) {
      const chosen = chooseForm(call);
      const isGiven = argumentsOf(chosen).some((name) => params[name] !== undefined);
      return isGiven || operation.isBodyRequired ? chosen.write({ ...call, form: chosen }) : {};
    }
    const { argument = '', fields } = form;
    for (const name of argumentsOf(form)) checkTexts(name, params[name]);
    const value = fields
      ? Object.fromEntries(
          fieldsOf(form)
            .filter(({ name }) => params[name] !== undefined)
            .map(({ name, wire = name, shape }) => [wire, toWire(params[name], shape)]),
        )
      : params[argument];
    if (value === undefined) throw new TypeError(`"${argument}" is missing`);
    const mediaType = options.contentType ?? form.mediaType;
    return write(value, { form, mediaType, options, toWire });
  };

/** Checks every text in a value, at any depth, under the name of what it is in. */
function checkTexts(name: string, value: unknown): void {
  if (typeof value === 'string') checkText(name, value);
  else if (Array.isArray(value)) for (const item of value) checkTexts(name, item);
  else if (isPlainObject(value)) {
    for (const [key, item] of Object.entries(value)) checkTexts(key, item);
  }
}

const argumentsOf = (form: BodyForm): string[] => fieldsOf(form).map(({ name }) => name);

function chooseForm({ operation, params, options: { contentType } }: BodyCall): BodyForm {
  const { id, bodies = [] } = operation;
  const others = new Set(parametersOf(operation).map(({ name }) => name));
  const given = Object.keys(params).filter(
    (name) => params[name] !== undefined && !others.has(name),
  );
  const chosen =
    contentType === undefined
      ? (bodies.find((form) => given.every((name) => argumentsOf(form).includes(name))) ??
        bodies[0])
      : bodies.find(({ mediaType }) => sameMediaType(mediaType, contentType));
  if (chosen) return chosen;
  const types = bodies.map(({ mediaType }) => mediaType).join(', ');
  throw new TypeError(`${id} does not take the contentType "${contentType}", only ${types}`);
}
