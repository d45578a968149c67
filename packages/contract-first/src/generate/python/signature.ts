/**
 * The parameters of a method in Python: arguments of the document, and options of the call.
 *
 * @module
 */
import type { Argument, BodyForm } from './arguments.ts';
import { type Code, flat, layOut, subscript } from './code.ts';
import type { Importable, PythonFile } from './file.ts';
import type { PythonMethod } from './resources.ts';
import { indent, quote } from './source.ts';
import { type PythonType, unite } from './types.ts';

/** A parameter of a method. */
export type Parameter = {
  readonly name: string;
  readonly annotation: Code;
  /** Its default, if it has one. */
  readonly value?: string | undefined;
  readonly words?: string | undefined;
  readonly isPositional?: boolean;
};

/** A way to call a method: which arguments it takes, and what it returns. */
export type Signature = {
  readonly arguments: readonly Argument[];
  readonly contentType: Code | undefined;
  readonly isContentTypeRequired: boolean;
  readonly accept: string | undefined;
  readonly result: PythonType;
};

/** An option of a call that does not come from the document. */
type Option = {
  readonly name: string;
  readonly annotation: string;
  readonly value: string;
  readonly uses: readonly Importable[];
  readonly words: string;
};

const timeoutOption: Option = {
  name: 'timeout',
  annotation: 'float | NotGiven | None',
  value: 'NOT_GIVEN',
  uses: ['NotGiven', 'NOT_GIVEN'],
  words: 'Seconds for the whole call, in place of those of the client; None for no limit',
};
export const waitTimeoutOption: Option = {
  name: 'timeout',
  annotation: 'float | None',
  value: 'None',
  uses: [],
  words: 'Seconds until the waiting ends with a `TimeoutError`; None for no limit',
};
const retriesOption: Option = {
  name: 'max_retries',
  annotation: 'int | None',
  value: 'None',
  uses: [],
  words: 'How often to try again, in place of what the client does',
};
const headersOption: Option = {
  name: 'headers',
  annotation: 'Mapping[str, str] | None',
  value: 'None',
  uses: ['Mapping'],
  words: 'Further headers of the request',
};
const keyOption: Option = {
  name: 'idempotency_key',
  annotation: 'str | None',
  value: 'None',
  uses: [],
  words: 'Identifies the call if it is sent again; by default a random one',
};
const filenameOption: Option = {
  name: 'filename',
  annotation: 'str | None',
  value: 'None',
  uses: [],
  words: 'The name of the file, if its source has none, such as bytes',
};
const progressOption: Option = {
  name: 'on_progress',
  annotation: 'Callable[[UploadProgress], object] | None',
  value: 'None',
  uses: ['Callable', 'UploadProgress'],
  words: 'Is called with the progress of the upload; a new attempt begins again at 0',
};

/** The options of a method, those of all methods last. */
export function optionsOf({ model, body }: PythonMethod, isWaiting = false): Option[] {
  const forms = body.forms.map(({ alternative }) => alternative);
  const files = forms.flatMap(({ parts }) => Object.values(parts)).filter(({ file }) => file);
  const isUpload = files.length > 0 || forms.some(({ kind }) => kind === 'bytes');
  return [
    ...(files.length > 0 ? [filenameOption] : []),
    ...(isUpload && !isWaiting ? [progressOption] : []),
    ...(model.idempotencyKey === undefined ? [] : [keyOption]),
    isWaiting ? waitTimeoutOption : timeoutOption,
    retriesOption,
    headersOption,
  ];
}

export function optionParameter(file: PythonFile, option: Option): Parameter {
  for (const each of option.uses) file.use(each);
  const { name, annotation, value, words } = option;
  return { name, annotation: hiddenTypes(file, annotation), value, words };
}

/** The annotation of an option, by names that no member of the class hides. */
const hiddenTypes = (file: PythonFile, annotation: string): string =>
  annotation.replace(/\b(?:str|int|float|object)\b/g, (name) => file.builtin(name));

/** An argument of the document. */
export function argumentParameter(
  file: PythonFile,
  argument: Argument,
  isPositional: boolean,
): Parameter {
  const { name, type, required, description } = argument;
  const annotation = file.write(required ? type : unite([type, { kind: 'none' }]));
  return {
    name,
    annotation,
    value: required ? undefined : 'None',
    words: description?.trim().replaceAll(/\s+/g, ' '),
    isPositional,
  };
}

/**
 * The ways to call a method: one for all bodies with the same arguments, and for each media type of the
 * response that makes another result.
 */
export function signaturesOf(method: PythonMethod): Signature[] {
  const groups = groupsOf(method.body.forms);
  const { result } = method;
  const accepts = [
    { accept: undefined, type: result.type },
    ...result.others.map(({ mediaType, type }) => ({ accept: mediaType, type })),
  ];
  const bodies = groups.length > 0 ? groups : [[]];
  return bodies.flatMap((group, at) => {
    const own = group[0]?.arguments ?? [];
    const before = bodies.slice(0, at).flatMap((each) => each[0]?.arguments ?? []);
    const known = new Set(before.map(({ name }) => name));
    // Nothing else tells it from those before it.
    const isContentTypeRequired =
      at > 0 && !own.some(({ name, required }) => required && !known.has(name));
    return accepts.map(({ accept, type }) => ({
      arguments: [...method.parameters, ...own],
      contentType: method.body.forms.length > 1 ? contentTypeOf(group) : undefined,
      isContentTypeRequired,
      accept,
      result: type,
    }));
  });
}

/** The media types that a call can state: any text for a range. */
function contentTypeOf(group: readonly BodyForm[]): Code {
  const types = group.map(({ alternative }) => alternative.mediaType);
  if (types.some((type) => type.includes('*'))) return 'str';
  return subscript('Literal', ...types.map(quote));
}

/** Bodies with the same arguments of the same types. */
function groupsOf(forms: readonly BodyForm[]): BodyForm[][] {
  const groups = new Map<string, BodyForm[]>();
  for (const form of forms) {
    const key = JSON.stringify(
      form.arguments.map(({ name, type, required }) => [name, type, required]).sort(),
    );
    const group = groups.get(key);
    if (group) group.push(form);
    else groups.set(key, [form]);
  }
  return [...groups.values()];
}

/** All arguments that any call of a method takes; those that only some take are optional. */
export function mergedArguments(method: PythonMethod): Argument[] {
  const { forms } = method.body;
  const merged = new Map<string, Argument>();
  for (const form of forms) {
    for (const argument of form.arguments) {
      const known = merged.get(argument.name);
      const inAll = forms.every((each) =>
        each.arguments.some(({ name, required }) => name === argument.name && required),
      );
      const type = known ? unite([known.type, argument.type]) : argument.type;
      merged.set(argument.name, { ...argument, ...known, type, required: inAll });
    }
  }
  return [...method.parameters, ...merged.values()];
}

/** Arguments that may be given by position first, then all others. */
export function ordered(
  method: PythonMethod,
  all: readonly Argument[],
): { readonly positional: readonly Argument[]; readonly named: readonly Argument[] } {
  const positional: Argument[] = [];
  let isOptional = false;
  for (const words of method.model.positional.arguments) {
    const key = words.join(' ');
    const found = all.find((each) => each.words.join(' ') === key);
    // Python has no required parameter after an optional one.
    if (!found || (isOptional && found.required)) break;
    isOptional ||= !found.required;
    positional.push(found);
  }
  const named = all.filter((each) => !positional.includes(each));
  return { positional, named };
}

/** `def name(self, …) -> result:` */
export function definition(
  name: string,
  parameters: readonly Parameter[],
  result: Code,
  { isCoroutine, isStub = false }: { readonly isCoroutine: boolean; readonly isStub?: boolean },
): string {
  const lines = ['    self,\n'];
  let isKeyword = false;
  for (const { name, annotation, value, isPositional } of parameters) {
    if (!isPositional && !isKeyword) {
      isKeyword = true;
      lines.push('    *,\n');
    }
    lines.push(`${indent(parameter(name, annotation, value))},\n`);
  }
  const start = `${isCoroutine ? 'async ' : ''}def ${name}(\n${lines.join('')}) -> `;
  const end = isStub ? ': ...' : ':';
  return `${start}${returned(result, end.length)}${end}\n`;
}

/** As in a list of parameters, in which a long union has no parentheses. */
function parameter(name: string, annotation: Code, value: string | undefined): string {
  const tail = value === undefined ? '' : ` = ${value}`;
  const type = layOut(annotation, { depth: 8, before: name.length + 2, after: tail.length + 1 });
  return `${name}: ${type}${tail}`;
}

function returned(result: Code, after: number): string {
  const line = flat(result);
  if (4 + 5 + line.length + after <= 100) return line;
  if (typeof result === 'object' && 'union' in result) {
    return `(\n${indent(layOut(result, { depth: 8 }))}\n)`;
  }
  return layOut(result, { depth: 4, before: 5, after });
}
