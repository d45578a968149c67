import { type Document, isSchema, type JsonSchema } from '../../document/model.ts';
import { possibleTypes } from '../../schema/possibleTypes.ts';
import type { BodyModel, MethodModel, ParameterModel, Words } from './clientModel.ts';
import { templateNames } from './parameterModels.ts';

type Argument = {
  readonly wire: string;
  readonly argument: Words;
  readonly required: boolean;
  readonly schema: JsonSchema | boolean;
};

/**
 * The arguments that may be given by position: those that `x-sdk` names, else the path's, which all
 * are given then.
 *
 * @param named wire names from `x-sdk`
 */
export function positionalArguments(
  document: Document,
  path: string,
  parameters: readonly ParameterModel[],
  body: BodyModel | undefined,
  named: readonly string[] | undefined,
  report: (rule: string, message: string) => void,
): MethodModel['positional'] {
  const ofPath = templateNames(path).flatMap((name) => {
    const found = parameters.find((each) => each.in === 'path' && each.name === name);
    return found ? [found.argument] : [];
  });
  const plain = { arguments: ofPath, isGradual: false };
  if (named === undefined) return plain;
  const [first] = body?.alternatives ?? [];
  const whole = first && !first.fields;
  const all: Argument[] = [
    ...parameters.map((each) => ({ ...each, wire: each.name })),
    ...(first?.fields ?? []).map((each) => ({ ...each, wire: each.name })),
    ...(whole
      ? [
          {
            wire: first.argument.join('_'),
            argument: first.argument,
            required: body?.required === true,
            schema: first.schema,
          },
        ]
      : []),
  ];
  const found = named.map((name) => all.find(({ wire }) => wire === name));
  const problem = faultOf(document, named, found);
  if (problem !== undefined) {
    report('x-sdk', `\`positional\` of \`x-sdk\` has no effect: ${problem}.`);
    return plain;
  }
  return { arguments: found.flatMap((each) => (each ? [each.argument] : [])), isGradual: true };
}

function faultOf(
  document: Document,
  named: readonly string[],
  found: readonly (Argument | undefined)[],
): string | undefined {
  const missing = found.indexOf(undefined);
  if (missing >= 0) return `"${named[missing]}" is no argument`;
  const open = found.find(
    (each) => each && isSchema(each.schema) && possibleTypes(document, each.schema).has('object'),
  );
  // A plain object by position could not be told from the object with the other arguments.
  if (open) return `"${open.wire}" is an object`;
  const optional = found.findIndex((each) => !each?.required);
  const isAfter = optional >= 0 && found.slice(optional).some((each) => each?.required);
  return isAfter ? 'a required argument follows an optional one' : undefined;
}
