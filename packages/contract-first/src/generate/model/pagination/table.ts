import { placeText } from '../assignNames.ts';
import type { ClientModel, MethodModel, PaginationModel, ResourceModel } from '../clientModel.ts';

/** A list that is read page by page, for people to look over. */
export type PaginatedMethod = {
  /** As users type it: `repos.issues.list`. */
  readonly method: string;
  /** Such as `GET /repos/{owner}/{repo}/issues`. */
  readonly operation: string;
  readonly style: PaginationModel['style'];
  readonly parameter: string | undefined;
  readonly items: string;
  readonly next: string | undefined;
  readonly isStated: boolean;
};

/** All lists that are read page by page, stated or detected, in the order of the resources. */
export function paginatedMethods({ root }: ClientModel): PaginatedMethod[] {
  const inside = ({ methods, resources }: ResourceModel): MethodModel[] => [
    ...methods,
    ...resources.flatMap(inside),
  ];
  return inside(root).flatMap((method) => {
    const { pagination, verb, path } = method;
    if (!pagination) return [];
    const { style, parameter, items, next, isStated } = pagination;
    return [
      {
        method: placeText(method),
        operation: `${verb} ${path}`,
        style,
        parameter,
        items: items.join('.'),
        next: next?.join('.'),
        isStated,
      },
    ];
  });
}
