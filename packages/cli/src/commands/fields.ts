import type { Output } from '../terminal/output.ts';
import { padded, widthOf } from '../terminal/width.ts';

/** Names with their values, one on each line. */
export function showFields(
  output: Output,
  fields: readonly (readonly [name: string, value: string])[],
): void {
  const width = Math.max(...fields.map(([name]) => widthOf(name)));
  for (const [name, value] of fields) output.line(`${padded(name, width)}  ${value}`);
}
