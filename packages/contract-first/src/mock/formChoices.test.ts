import { expect, it } from 'vitest';
import { documentOf, serving } from './testing/serving.ts';

it('reads fields of a map that is one of several alternatives by the schema of its values', async () => {
  const price = { type: 'object', properties: { enabled: { type: 'boolean' } } };
  const options = {
    anyOf: [
      { type: 'object', additionalProperties: price },
      { type: 'string', enum: [''] },
    ],
  };
  const content = {
    'application/x-www-form-urlencoded': { schema: { type: 'object', properties: { options } } },
  };
  const responses = { 204: { description: 'ok' }, 400: { description: 'no' } };
  const { ask } = await serving(
    documentOf({ '/': { post: { requestBody: { content }, responses } } }),
  );
  const answer = await ask('/', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'options[eur][enabled]=true',
  });
  expect(answer.status).toBe(204);
});
