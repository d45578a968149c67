import type { JsonSchema } from '../../../document/model.ts';
import type { Choices } from '../choices.ts';
import { atom, type TypeText } from './typeText.ts';

/** The classes of `Temporal` by format. */
const temporal: Readonly<Record<string, string>> = {
  'date-time': 'Temporal.Instant',
  date: 'Temporal.PlainDate',
};

/** The type of a value that is converted because of its format. */
export function formatted(
  type: 'string' | 'integer',
  { format }: JsonSchema,
  { int64, dates }: Pick<Choices, 'int64' | 'dates'>,
): TypeText | undefined {
  if (type === 'integer')
    return int64 === 'bigint' && format === 'int64' ? atom('bigint') : undefined;
  const name = dates === 'Temporal' && typeof format === 'string' ? temporal[format] : undefined;
  return name === undefined ? undefined : atom(name);
}
