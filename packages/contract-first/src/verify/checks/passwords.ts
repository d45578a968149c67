import { isSchema } from '../../contract/index.ts';
import { flatten, propertiesOf } from '../../schema/flatten.ts';
import type { Check } from '../check.ts';
import { isSuccess } from '../exchange.ts';

/**
 * An operation that anybody may call, that takes a password and lists 401, signs in: with another password
 * it is refused (OWASP API2:2023).
 */
export const passwords: Check = {
  name: 'passwords',
  promise: 'Wrong passwords are refused',
  skippedIf: 'any-credentials',
  follow: async (operation, run) => {
    const { method, responses, security, requestBody } = operation;
    if (method !== 'post' || !('401' in responses) || security.length > 0) return;
    const made = await run.makeCase(operation, { byExample: true, optional: 0 });
    const body = made?.inputs?.body;
    if (!made?.inputs || !body || !isSchema(body.value)) return;
    const { document } = run.contract;
    const schema = flatten(document, requestBody?.content[body.mediaType]?.schema ?? {});
    const [password] = propertiesOf(schema).filter(
      ([name, each]) => name === 'password' || flatten(document, each).format === 'password',
    );
    const right = password && body.value[password[0]];
    if (!password || typeof right !== 'string') return;
    const first = await run.send(made);
    if (!first || !isSuccess(first.response.status)) return;
    const wrong = { ...body.value, [password[0]]: [...right].reverse().join('').concat('0') };
    if (!run.values.validator.accepts(schema, wrong)) return;
    const asked = await run.caseOf(operation, { ...made.inputs, body: { ...body, value: wrong } });
    const answer =
      asked && (await run.send({ ...asked, kind: 'again', what: 'with another password' }));
    if (!answer) return;
    const { status } = answer.response;
    run.verdict(
      passwords,
      answer,
      isSuccess(status) ? [`${status} with another password than the right one`] : [],
    );
  },
};
