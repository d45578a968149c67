import { type BoundOperation, isJson, isSchema, type JsonSchema } from '../../contract/index.ts';
import { isOneWay } from '../../schema/directions.ts';
import { flatten, propertiesOf } from '../../schema/flatten.ts';
import { invalidCases } from '../cases/index.ts';
import type { Check, FollowUp } from '../check.ts';
import { type Case, type Exchange, isSuccess } from '../exchange.ts';
import { isEqual, objectOf, pathnameOf, read, readUntil } from '../resources.ts';

type Properties = Readonly<Record<string, unknown>>;

/** What a request has sent that a resource shows as well, by name: its schema. */
function sharedProperties(
  { requestBody }: BoundOperation,
  { inputs }: Case,
  shown: Properties,
  { document }: FollowUp['contract'],
): ReadonlyMap<string, JsonSchema> {
  const { body } = inputs ?? {};
  if (!body || !isJson(body.mediaType) || !isSchema(body.value)) return new Map();
  const sent = body.value;
  const schema = flatten(document, requestBody?.content[body.mediaType]?.schema ?? {});
  const isBothWays = (property: JsonSchema) =>
    !isOneWay(document, property, 'request') && !isOneWay(document, property, 'response');
  return new Map(
    propertiesOf(schema)
      .filter(([name, property]) => {
        return isBothWays(property) && Object.hasOwn(sent, name) && Object.hasOwn(shown, name);
      })
      .map(([name, property]) => [name, flatten(document, property)]),
  );
}

/** A strong entity tag, which is another one after each change that a GET shows (RFC 9110, section 8.8.1). */
function strongTagOf({ response: { headers } }: Exchange): string | undefined {
  const tag = headers.get('ETag') ?? undefined;
  return tag?.startsWith('"') ? tag : undefined;
}

function tagFaults(before: Exchange, written: Exchange, after: Exchange): string[] {
  const [was, told, is] = [before, written, after].map(strongTagOf);
  if (was === undefined) return [];
  if (was === is) return [`the ETag is ${was} before and after a change`];
  return told === was ? [`the response has the ETag from before the change: ${was}`] : [];
}

/**
 * A PUT or PATCH that succeeds changes what a GET shows, and one that is refused does not. A server may
 * normalise values and leave out some of them, but not all.
 */
export const changesKept: Check = {
  name: 'changes-kept',
  promise: 'Successful changes can be read, refused ones change nothing',
  skippedIf: 'stateless',
  follow: async (operation, run) => {
    if (operation.method !== 'put' && operation.method !== 'patch') return;
    const made = await run.makeCase(operation, { byExample: false, optional: 1 });
    if (!made) return;
    const pathname = pathnameOf(made.request);
    const before = await read(run, pathname, 'before a change');
    const shown = objectOf(before);
    if (!before || !shown) return;
    const written = await run.send(made);
    if (!written || !isSuccess(written.response.status) || written.response.status === 202) return;
    const sent = made.inputs?.body?.value as Properties;
    const shared = sharedProperties(operation, made, shown, run.contract);
    const names = [...shared.keys()];
    const changed = names.filter((name) => !isEqual(sent[name], shown[name]));
    // A state that something has to reach first may come later.
    const isPlain = (name: string) => !('enum' in (shared.get(name) ?? {}));
    if (!changed.some(isPlain)) return;
    const isKept = (exchange: Exchange) =>
      changed.some((name) => !isEqual(objectOf(exchange)?.[name], shown[name]));
    const after = await readUntil(run, pathname, 'after a change', isKept);
    const now = objectOf(after);
    if (!after || !now) return;
    const lost = changed.filter((name) => isEqual(now[name], shown[name]));
    const told = objectOf(written);
    const contradicted = lost.filter((name) => told && isEqual(told[name], sent[name]));
    run.verdict(changesKept, written, [
      ...(lost.length === changed.length || contradicted.length > 0
        ? [`a GET still shows the previous value of: ${lost.join(', ')}`]
        : tagFaults(before, written, after)),
    ]);
    await refuse(operation, run, { made, pathname, names });
  },
};

/** Sends a request that is refused, and looks whether it has changed something. */
async function refuse(
  operation: BoundOperation,
  run: FollowUp,
  { made, pathname, names }: { made: Case; pathname: string; names: readonly string[] },
): Promise<void> {
  if (!made.inputs) return;
  const [broken] = [...invalidCases(operation, made.inputs, run.sources)].filter(
    ({ what, inputs, isConvertible }) =>
      what.startsWith('body ') && isSchema(inputs?.body?.value) && isConvertible === false,
  );
  if (!broken) return;
  const before = objectOf(await read(run, pathname, 'before a refused change'));
  const refused = before && (await run.send({ operation, ...broken }));
  if (!refused || refused.response.status < 400) return;
  const after = objectOf(await read(run, pathname, 'after a refused change'));
  if (!after) return;
  const changed = names.filter((name) => !isEqual(before[name], after[name]));
  run.verdict(
    changesKept,
    refused,
    changed.length > 0
      ? [`refused with ${refused.response.status}, but changed: ${changed.join(', ')}`]
      : [],
  );
}
