import { Contract } from '../contract/contract.ts';
import type { Document } from '../document/model.ts';
import { CONTROL_PATH, controlAddresses, controlClash } from '../mock/index.ts';
import { UsageError } from './command.ts';

/** Where a mock is controlled, and what its user should know of that. */
export type ControlChoice = { readonly path: string | false; readonly notice?: string };

/**
 * The path of the endpoints that control the mock.
 *
 * @param given by `--control`
 * @throws UsageError for a path that cannot be one, or that the document has
 */
export function controlChoice(
  given: string | undefined,
  document: Document,
  served: { readonly hasState: boolean; readonly hasChannels: boolean },
): ControlChoice {
  if (given === 'none') return { path: false };
  const path = given ?? CONTROL_PATH;
  if (!/^(?:\/[\w.~-]+)+$/.test(path)) throw new UsageError(`Invalid path: --control ${path}`);
  const clash = controlClash(new Contract(document), path, controlAddresses(document, served));
  if (clash === undefined) return { path };
  const message = `An operation of the document answers ${clash}`;
  if (given !== undefined) throw new UsageError(`${message}; choose another --control path`);
  return {
    path: false,
    notice: `${message}, so the mock has no control path. Choose one with --control`,
  };
}
