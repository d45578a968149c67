import type { ErrorObject } from 'ajv/dist/2020.js';
import { escapedKey } from '../document/locations.ts';
import type { FieldFault } from './problemError.ts';

/** Where a value of a request stands. */
export type RequestPart = 'path' | 'query' | 'header' | 'cookie' | 'body';

/** What ajv has against a part of a request, by the fields at fault. */
export function faultsOf(
  place: RequestPart,
  errors: readonly ErrorObject[] | null | undefined,
): FieldFault[] {
  const faults = (errors ?? []).map(({ instancePath, message = 'is not valid', params }) => {
    const { missingProperty, additionalProperty, unevaluatedProperty, allowedValues } = params;
    const name = missingProperty ?? additionalProperty ?? unevaluatedProperty;
    const end = name === undefined ? '' : `/${escapedKey(String(name))}`;
    const pointer = `#/${place}${instancePath}${end}`;
    if (missingProperty !== undefined) return { pointer, message: 'is required' };
    if (name !== undefined) return { pointer, message: 'Unknown field' };
    const isListed = Array.isArray(allowedValues);
    return { pointer, message: isListed ? `${message}: ${allowedValues.join(', ')}` : message };
  });
  const distinct = new Map(faults.map((each) => [`${each.pointer} ${each.message}`, each]));
  return [...distinct.values()];
}
