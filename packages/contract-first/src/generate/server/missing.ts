import { isSchema } from '../../document/model.ts';
import { targetOf } from '../../document/targets.ts';
import { hasTypedKeyword, parted, understoodForm } from './keywords.ts';

/** Whether the Zod schema of a schema surely does not accept `undefined`. */
export function refusesMissing(
  document: object,
  written: unknown,
  within: readonly unknown[] = [],
): boolean {
  if (!isSchema(written) || within.includes(written)) return false;
  const { plain } = parted(document, understoodForm(written));
  if (plain.type !== undefined || 'enum' in plain || 'const' in plain) return true;
  if (hasTypedKeyword(plain)) return true;
  const inner = [...within, written];
  const refuses = (each: unknown) => refusesMissing(document, each, inner);
  const { $ref, allOf, anyOf, oneOf } = plain;
  if (typeof $ref === 'string' && refuses(targetOf(document, $ref))) return true;
  if (Array.isArray(allOf) && allOf.some(refuses)) return true;
  return [anyOf, oneOf].some((each) => Array.isArray(each) && each.every(refuses));
}
