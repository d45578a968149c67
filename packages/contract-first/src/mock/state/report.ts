import { endpointOf } from '../../document/model.ts';
import type { MockState } from './mockState.ts';

/** What a mock remembers and what it does not, for people and programs. */
export type StateReport = {
  readonly resources: readonly {
    readonly name: string;
    readonly path: string;
    /** The property with the id; undefined if only paths have it. */
    readonly id: string | undefined;
    /** How many there are. */
    readonly count: number;
    /** The ids of the first ones, as they are in paths. */
    readonly ids: readonly string[];
    /** Such as `create: POST /pets`. */
    readonly operations: readonly string[];
    /** Query parameters of its lists that change nothing, such as `GET /pets?near`. */
    readonly ignored: readonly string[];
  }[];
  /** Operations that are answered by their schemas alone, such as `GET /health`, and why. */
  readonly bySchema: readonly { readonly operation: string; readonly reason: string }[];
};

/** How many ids of a resource are named. */
const MOST_IDS = 5;

export function stateReport(state: MockState): StateReport {
  const { resources, others } = state.inferred;
  const records = state.snapshot();
  return {
    resources: resources.map(({ name, path, idField, isSingle, operations }) => ({
      name,
      path,
      id: isSingle ? undefined : idField,
      count: records[name]?.length ?? 0,
      ids: isSingle ? [] : (records[name] ?? []).slice(0, MOST_IDS).map(({ key }) => key),
      operations: operations.map(({ role, bound }) => `${role}: ${endpointOf(bound)}`),
      ignored: operations.flatMap(({ bound }) =>
        (state.lists.get(bound.id)?.ignored ?? []).map((each) => `${endpointOf(bound)}?${each}`),
      ),
    })),
    bySchema: others.map(({ bound, reason }) => ({ operation: endpointOf(bound), reason })),
  };
}

/** The report in lines. */
export function reportLines({ resources, bySchema }: StateReport): string[] {
  const lines = resources.flatMap(({ name, id, count, ids, operations, ignored }) => [
    `${name} (${count} at the start${idsOf(ids, count)}${id === undefined ? '' : `; id: ${id}`})`,
    ...operations.map((each) => `  ${each}`),
    ...ignored.map((each) => `  no effect: ${each}`),
  ]);
  const others =
    bySchema.length > 0 ? ['By schema alone, without state', ...byReason(bySchema)] : [];
  return [...lines, ...others];
}

const idsOf = (ids: readonly string[], count: number): string =>
  ids.length === 0 ? '' : `: ${ids.join(', ')}${count > ids.length ? ', …' : ''}`;

/** The reasons, each with its operations. */
function byReason(bySchema: StateReport['bySchema']): string[] {
  const groups = Map.groupBy(bySchema, ({ reason }) => reason);
  return [...groups].flatMap(([reason, found]) => [
    `  ${reason}:`,
    ...found.map(({ operation }) => `    ${operation}`),
  ]);
}
