import { isJson, isSchema } from '../../contract/index.ts';
import { isOneWay } from '../../schema/directions.ts';
import { flatten, propertiesOf, typesOf } from '../../schema/flatten.ts';
import { uuid } from '../../schema/index.ts';
import type { Check } from '../check.ts';
import { isSuccess } from '../exchange.ts';
import { isEqual } from '../resources.ts';

/** Of how many properties it is tried. */
const MOST_TRIED = 3;
/** Numbers that no server gives by chance. */
const UNLIKELY = 918_273_645;

/**
 * A server does not take what only it may set: what is sent for a `readOnly` property is ignored or refused
 * (JSON Schema validation 2020-12, section 9.4).
 */
export const readOnlyKept: Check = {
  name: 'read-only',
  promise: 'Values of readOnly properties are not taken from requests',
  skippedIf: 'stateless',
  follow: async (operation, run) => {
    if (operation.method !== 'post') return;
    const { document } = run.contract;
    const made = await run.makeCase(operation, { byExample: true, optional: 0 });
    const body = made?.inputs?.body;
    if (!made?.inputs || !body || !isJson(body.mediaType) || !isSchema(body.value)) return;
    const schema = flatten(document, operation.requestBody?.content[body.mediaType]?.schema ?? {});
    const own = new Map<string, unknown>();
    for (const [name, written] of propertiesOf(schema)) {
      if (!isOneWay(document, written, 'request')) continue;
      const property = flatten(document, written);
      const types = typesOf(property);
      const value = types.includes('string')
        ? property.format === 'uuid'
          ? uuid(run.values.random)
          : run.values.valid(property)
        : UNLIKELY;
      const isTelling =
        typeof value === 'number' || (typeof value === 'string' && value.length > 5);
      if ('enum' in property || 'const' in property || !isTelling) continue;
      if (run.values.validator.accepts(property, value)) own.set(name, value);
    }
    // One at a time, since a server may refuse some of them.
    for (const [name, value] of [...own].slice(0, MOST_TRIED)) {
      const asked = await run.caseOf(operation, {
        ...made.inputs,
        body: { ...body, value: { ...body.value, [name]: value } },
      });
      // Whether it is refused or ignored is left to the server.
      const answer =
        asked &&
        (await run.send({
          ...{ ...asked, kind: 'invalid', isConvertible: true },
          what: `body with the readOnly property ${name}`,
        }));
      const shown = answer?.response.body;
      if (!answer || !isSuccess(answer.response.status) || !isSchema(shown)) continue;
      const isTaken = isEqual(shown[name], value);
      run.verdict(
        readOnlyKept,
        answer,
        isTaken ? [`the readOnly property "${name}" is what the request had`] : [],
      );
    }
  },
};
