import type { Check } from '../check.ts';
import { isSuccess } from '../exchange.ts';
import { validInputs } from '../inputs.ts';
import { Pool } from '../pool.ts';
import { pathnameOf, read } from '../resources.ts';

/**
 * A PUT to what is not there is refused, if its document lists 404 and no 201: a PUT that creates something
 * answers 201 (RFC 9110, section 9.3.4).
 */
export const putMissing: Check = {
  name: 'put-missing',
  promise: 'A PUT creates nothing if its document lists 404 instead of 201',
  skippedIf: 'stateless',
  follow: async (operation, run) => {
    const { method, path, responses } = operation;
    const [, name] = /\{([^{}/]+)\}$/.exec(path) ?? [];
    const mayCreate = Object.keys(responses).some((each) => /^(201|2XX|default)$/i.test(each));
    if (method !== 'put' || name === undefined || !('404' in responses) || mayCreate) return;
    const manner = { byExample: false, optional: 0.5 };
    const known = validInputs(operation, run.sources, manner);
    const nowhere = {
      ...run.sources,
      pool: new Pool(run.contract, run.values.random),
      given: {},
    };
    const unknown = validInputs(operation, nowhere, manner).path[name];
    const made = await run.caseOf(operation, {
      ...known,
      path: { ...known.path, [name]: unknown },
    });
    if (!made) return;
    const pathname = pathnameOf(made.request);
    const before = await read(run, pathname, 'nothing is there');
    if (before?.response.status !== 404) return;
    const written = await run.send({ ...made, kind: 'again', what: 'to what is not there' });
    if (!written) return;
    const { status } = written.response;
    if (!isSuccess(status)) run.verdict(putMissing, written, []);
    else if (isSuccess((await read(run, pathname, 'after a PUT'))?.response.status ?? 0)) {
      run.verdict(putMissing, written, [`${status} instead of 404: it created the resource`]);
    }
  },
};
