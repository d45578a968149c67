/**
 * Parameters of a query that a request cannot tell apart: exploded, an object is written as its properties,
 * without a name of its own (OpenAPI 3.1.1, section 4.8.12.3).
 *
 * @module
 */
import { type Document, isSchema } from '../../document/model.ts';
import { flatten, propertiesOf } from '../../schema/flatten.ts';
import type { ParameterModel } from './clientModel.ts';

/** Reports each name that two parameters of a query write. */
export function reportAmbiguous(
  document: Document,
  parameters: readonly ParameterModel[],
  report: (rule: string, message: string) => void,
): void {
  const query = parameters.filter((each) => each.in === 'query');
  const owners = new Map(query.map(({ name }) => [name, name]));
  for (const parameter of query) {
    for (const property of spreadProperties(document, parameter)) {
      const other = owners.get(property);
      if (other !== undefined && other !== parameter.name) {
        report(
          'query-ambiguous',
          `The parameters "${parameter.name}" and "${other}" both write "${property}" into the query, so a server cannot tell them apart. Use the style \`deepObject\`, or another name.`,
        );
      }
      owners.set(property, parameter.name);
    }
  }
}

/** The properties that a parameter writes by their own names. */
function spreadProperties(document: Document, parameter: ParameterModel): string[] {
  const { style, explode, contentType, schema } = parameter;
  if (style !== 'form' || !explode || contentType !== undefined || !isSchema(schema)) return [];
  return propertiesOf(flatten(document, schema)).map(([name]) => name);
}
