import type { Violation } from '../../contract/index.ts';
import { valueAt } from '../../document/tree.ts';
import type { Verdict } from '../check.ts';
import type { Exchange } from '../exchange.ts';

/** The longest part of a body that a message shows, in characters. */
const MOST_SHOWN = 80;

/** Picks those violations of the document that are about one part of a response. */
export const violationsOf =
  (isAbout: (violation: Violation) => boolean) =>
  ({ case: { kind }, response: { body }, violations }: Exchange): Verdict =>
    // The document says nothing of a method that it does not have.
    kind === 'other method'
      ? undefined
      : violations
          .filter(isAbout)
          .map(({ where, message }) => `${where}: ${message}${receivedAt(where, body)}`);

/** The value of a body that a violation is about, if it is a scalar. */
function receivedAt(where: string, body: unknown): string {
  const [, pointer] = /^body(?: (\/.*))?$/s.exec(where) ?? [];
  if (pointer === undefined) return '';
  const value = valueAt(body, `#${pointer}`);
  if (value === undefined || (typeof value === 'object' && value !== null)) return '';
  const text = JSON.stringify(value);
  return `, but is ${text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text}`;
}
