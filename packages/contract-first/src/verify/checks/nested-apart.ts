import { type BoundOperation, isSchema } from '../../contract/index.ts';
import type { Check, FollowUp } from '../check.ts';
import { type Exchange, isSuccess } from '../exchange.ts';
import { isEqual, listOf, objectOf, pathnameOf, read } from '../resources.ts';

/** The path of what a list belongs to, and its last parameter: `/orgs` and `{orgId}` of `/orgs/{orgId}/teams`. */
function parentOf({
  path,
}: BoundOperation): { readonly path: string; readonly name: string } | undefined {
  const [, before, name] = /^(.*)\/\{([^{}/]+)\}\/[^{}/]+$/.exec(path) ?? [];
  return before === undefined || name === undefined ? undefined : { path: before, name };
}

/** Makes another parent, if an operation does so; else makes up its name, if parents need not be made. */
async function anotherParent(
  operation: BoundOperation,
  { path, name }: { readonly path: string; readonly name: string },
  run: FollowUp,
): Promise<unknown> {
  const maker = run.contract.match('POST', path.replaceAll(/\{[^}]+\}/g, 'x'));
  if (!maker || path.includes('{')) {
    const schema = operation.parameters.find(
      (each) => each.in === 'path' && each.name === name,
    )?.schema;
    return maker ? undefined : run.values.valid(schema ?? {});
  }
  const made = await run.makeCase(maker, { byExample: false, optional: 0.5 });
  const created = made && objectOf(await run.send(made));
  return created?.[name] ?? created?.id;
}

/** The id in what was created, by the last part of its `Location` or as a property. */
const idOf = ({ response: { body } }: Exchange): unknown => (isSchema(body) ? body.id : undefined);

/** What was created in one parent, such as a team of an organization, is not found in another one. */
export const nestedApart: Check = {
  name: 'nested-apart',
  promise: 'Nested resources are only found below their parent',
  skippedIf: 'stateless',
  follow: async (operation, run) => {
    const parent = operation.method === 'post' ? parentOf(operation) : undefined;
    if (!parent) return;
    const made = await run.makeCase(operation, { byExample: false, optional: 1 });
    const created = made && (await run.send(made));
    if (!made?.inputs || created?.response.status !== 201) return;
    const id = idOf(created);
    if (typeof id !== 'string' && typeof id !== 'number') return;
    const own = pathnameOf(made.request);
    const other = await anotherParent(operation, parent, run);
    if (other === undefined || String(other) === String(made.inputs.path[parent.name])) return;
    const elsewhere = await run.caseOf(operation, {
      ...made.inputs,
      path: { ...made.inputs.path, [parent.name]: other },
    });
    if (!elsewhere) return;
    const foreign = pathnameOf(elsewhere.request);
    const suffix = `/${encodeURIComponent(String(id))}`;
    const [here, there] = [
      await read(run, own + suffix, 'below its parent'),
      await read(run, foreign + suffix, 'below another parent'),
    ];
    const isPromised = there && '404' in there.case.operation.responses;
    if (isPromised && isSuccess(here?.response.status ?? 0)) {
      const isFound =
        isSuccess(there.response.status) && isEqual(there.response.body, here?.response.body);
      run.verdict(nestedApart, there, isFound ? ['it is found below another parent'] : []);
    }
    const list = await read(run, foreign, 'the list of another parent');
    if (!list || !isSuccess(list.response.status)) return;
    const isListed = listOf(list)?.some((each) => isEqual(each, created.response.body));
    run.verdict(nestedApart, list, isListed ? ['it is listed below another parent'] : []);
  },
};
