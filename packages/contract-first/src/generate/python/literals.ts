import { quote } from './source.ts';
import { ANY, builtin, NONE, type PythonType, unite } from './types.ts';

/**
 * The type of the values of an enumeration: a literal type, and a general one for values that Python
 * has no literal type for (PEP 586): numbers with a fraction, lists, objects.
 *
 * @param isOpen whether a newer server may send others
 */
export function literals(values: readonly unknown[], isOpen: boolean): PythonType {
  const written = values.flatMap((value) => literal(value) ?? []);
  const others = values.filter((value) => literal(value) === undefined).map(generalType);
  // Whether a boolean has another value is no question of the server's age.
  const mayGrow = isOpen && values.some((value) => ['string', 'number'].includes(typeof value));
  const known: PythonType[] =
    written.length > 0 ? [{ kind: 'literal', values: [...new Set(written)], isOpen: mayGrow }] : [];
  return unite([...known, ...others]);
}

function literal(value: unknown): string | undefined {
  // Pydantic takes no text with half a surrogate pair.
  if (typeof value === 'string') return value.isWellFormed() ? quote(value) : undefined;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return Number.isSafeInteger(value) ? String(Number(value) || 0) : undefined;
}

function generalType(value: unknown): PythonType {
  if (value === null) return NONE;
  if (typeof value === 'string') return builtin('str');
  if (typeof value === 'number') return builtin(Number.isInteger(value) ? 'int' : 'float');
  if (Array.isArray(value)) return { kind: 'list', item: ANY };
  return typeof value === 'object' ? { kind: 'dict', value: ANY } : ANY;
}
