import { schemasIn } from '../document/locations.ts';
import { finalTarget } from '../document/targets.ts';
import { isEndless } from './endless.ts';
import { currentForm, keywordFaults } from './keywords.ts';

/** Something in a schema that asserts nothing, since it cannot be understood. */
export type SchemaFault = {
  /** Where, as a reference (RFC 6901). */
  readonly pointer: string;
  readonly message: string;
};

/**
 * What values are not judged by, of all schemas of a document: keywords that are not what JSON Schema
 * 2020-12 wants, references that lead nowhere, schemas that hold themselves.
 *
 * @param document a bundled document, with local references only
 */
export function schemaFaults(document: object): SchemaFault[] {
  const faults: SchemaFault[] = [];
  for (const { pointer, value: schema } of schemasIn(document)) {
    for (const { keyword, message } of keywordFaults(currentForm(schema))) {
      faults.push({ pointer: `${pointer}/${keyword}`, message });
    }
    const { $ref } = schema;
    if (typeof $ref === 'string' && finalTarget(document, $ref) === undefined) {
      faults.push({ pointer: `${pointer}/$ref`, message: `${JSON.stringify($ref)} leads nowhere` });
    }
    if (isEndless(document, schema)) {
      faults.push({ pointer, message: 'refers to itself for the same value, without an end' });
    }
  }
  return faults;
}
