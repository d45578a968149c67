import type { JsonSchema } from '../../document/model.ts';
import type { ClientModel, MethodModel } from '../model/model.ts';
import { visit } from './prose.ts';

const root = '#/components/schemas/';

/**
 * The same model, whose types have other names than the document gives them: a type that is called
 * `File` or `Event` would hide, where it is imported, what the platform calls so.
 *
 * @param names the new names by those of the document
 * @throws Error for a type that there is not, or a name that is taken
 */
export function withTypeNames(
  model: ClientModel,
  names: Readonly<Record<string, string>>,
): ClientModel {
  const rename = (name: string): string =>
    (Object.hasOwn(names, name) ? names[name] : name) ?? name;
  const before = Object.keys(model.schemas);
  const after = before.map(rename);
  for (const [from, to] of Object.entries(names)) {
    if (!before.includes(from)) throw new Error(`Cannot rename the unknown type ${from} to ${to}`);
    if (after.indexOf(to) !== after.lastIndexOf(to)) {
      throw new Error(`Two types would be named ${to}`);
    }
  }
  const renamed = (type: string | undefined) => (type === undefined ? undefined : rename(type));
  const methodOf = (method: MethodModel): MethodModel => ({
    ...method,
    paramsType: renamed(method.paramsType),
    headersType: renamed(method.headersType),
    resultType: renamed(method.resultType),
  });
  const { channel } = model;
  return {
    ...model,
    groups: model.groups.map((group) => ({ ...group, methods: group.methods.map(methodOf) })),
    schemas: Object.fromEntries(
      Object.entries(model.schemas).map(([name, schema]) => [
        rename(name),
        withReferences(schema, rename),
      ]),
    ),
    channel: channel && { ...channel, eventType: rename(channel.eventType) },
  };
}

/** A copy of a schema whose references lead to the types by their new names. */
function withReferences(schema: JsonSchema, rename: (name: string) => string): JsonSchema {
  return visit(schema, (key, value) =>
    key === '$ref' && typeof value === 'string' && value.startsWith(root)
      ? root + rename(value.slice(root.length))
      : value,
  );
}
