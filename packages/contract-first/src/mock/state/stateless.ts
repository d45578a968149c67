/**
 * Why an operation has no state, for the report at the start of a mock.
 *
 * @module
 */
import type { BoundOperation } from '../../document/model.ts';
import { hasUnreadableBody, type Shape } from './shapes.ts';

/** The reason in a few words; the same words for the same cause. */
export function statelessReason(bound: BoundOperation, response: Shape | undefined): string {
  const { method, path, requestBody } = bound;
  const isItem = /\}(?:\.\w+)?\/?$/.test(path);
  if (hasUnreadableBody(bound)) return 'its request body is neither JSON nor a form';
  switch (method.toLowerCase()) {
    case 'get':
    case 'head':
      if (!response) return 'its response is not a JSON object or a list of them';
      if (response.isList) return 'its list is one of several properties, without paging';
      return 'no operation changes or lists what it reads';
    case 'post':
      if (isItem) return 'it is an action on the resource that its path names';
      if (!requestBody) return 'it has no request body to create something from';
      return 'no operation reads or lists what it could create';
    case 'put':
    case 'patch':
      return isItem
        ? 'no operation reads or lists what it changes'
        : 'no operation reads, at the same path, what it changes';
    case 'delete':
      return isItem
        ? 'no operation reads or lists what it deletes'
        : 'it does not name the one resource to delete';
    default:
      return `${method.toUpperCase()} neither reads nor changes resources`;
  }
}
