import { isJson, isSchema } from '../../contract/index.ts';
import { isOneWay } from '../../schema/directions.ts';
import { flatten, propertiesOf, requiredOf } from '../../schema/flatten.ts';
import type { Check, FollowUp } from '../check.ts';
import { type Case, isSuccess } from '../exchange.ts';
import { isEqual, objectOf, pathnameOf, read } from '../resources.ts';

/** The parameter that tells the items of a list apart, if the path of one is the list's with this parameter. */
function keyOf({ contract }: FollowUp, path: string): string | undefined {
  for (const each of Object.keys(contract.document.paths)) {
    const [, name] =
      /^\/\{([^{}/]+)\}$/.exec(each.startsWith(path) ? each.slice(path.length) : '') ?? [];
    if (name !== undefined) return name;
  }
  return undefined;
}

/**
 * If clients choose the key of what they create, and 409 is listed, a second request with the same key is
 * refused, and does not change what was created first. A property is a key if it is required and named like
 * the parameter of the path.
 */
export const keyTaken: Check = {
  name: 'key-taken',
  promise: 'A key that is taken is refused with 409, and what has it stays as it is',
  skippedIf: 'stateless',
  follow: async (operation, run) => {
    const { method, path, responses, requestBody } = operation;
    if (method !== 'post' || !('409' in responses)) return;
    const key = keyOf(run, path);
    const [mediaType = ''] = Object.keys(requestBody?.content ?? {}).filter(isJson);
    const { document } = run.contract;
    const schema = flatten(document, requestBody?.content[mediaType]?.schema ?? {});
    const property = new Map(propertiesOf(schema)).get(key ?? '');
    if (key === undefined || !property || !requiredOf(schema).includes(key)) return;
    if (isOneWay(document, property, 'request')) return;
    const value = run.values.valid(property);
    /** A request with that key, and everything else made up. */
    const make = async (): Promise<Case | undefined> => {
      const made = await run.makeCase(operation, { byExample: false, optional: 1 });
      const body = made?.inputs?.body;
      if (!made?.inputs || body?.mediaType !== mediaType || !isSchema(body.value)) return undefined;
      return run.caseOf(operation, {
        ...made.inputs,
        body: { mediaType, value: { ...body.value, [key]: value } },
      });
    };
    const made = await make();
    const first = made && (await run.send(made));
    if (!made || first?.response.status !== 201) return;
    const itemPath = `${pathnameOf(made.request)}/${encodeURIComponent(String(value))}`;
    const before = objectOf(await read(run, itemPath, 'what was created'));
    const again = before && (await make());
    const second =
      again && (await run.send({ ...again, kind: 'again', what: `the same ${key} again` }));
    if (!second) return;
    const { status } = second.response;
    if (isSuccess(status)) {
      run.verdict(keyTaken, second, [`${status} instead of 409 for a "${key}" that is taken`]);
      return;
    }
    const after = objectOf(await read(run, itemPath, 'what was created, after a refused request'));
    if (!after) return;
    const changed = propertiesOf(schema)
      .map(([name]) => name)
      .filter((name) => !isEqual(before[name], after[name]));
    run.verdict(
      keyTaken,
      second,
      changed.length > 0 ? [`refused with ${status}, but changed: ${changed.join(', ')}`] : [],
    );
  },
};
