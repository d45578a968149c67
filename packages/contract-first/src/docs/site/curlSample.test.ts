import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Document, operations } from '../../document/model.ts';
import { curlSample } from './curlSample.ts';
import { Examples } from './examples.ts';

const run = promisify(execFile);

function sampleOf(operation: object, components: object = {}): string {
  // Written as a document that was read and upgraded.
  const document = {
    openapi: '3.1.1',
    info: { title: 'Things', version: '1' },
    paths: { '/things': { post: { responses: {}, ...operation } } },
    components,
  } as unknown as Document;
  const [bound] = operations(document);
  if (!bound) throw new Error('The document has no operation');
  return curlSample(document, bound, 'https://api.example.com', new Examples(document));
}

/** What a shell makes of a sample: the arguments that curl gets, one in each member. */
async function argumentsOf(sample: string): Promise<string[]> {
  const { stdout } = await run('sh', ['-c', `curl() { printf '%s\\0' "$@"; }\n${sample}`], {
    env: { ...process.env, API_KEY: 'secret' },
  });
  return stdout.split('\0').slice(0, -1);
}

const form = (schema: object, mediaType = 'multipart/form-data') => ({
  requestBody: { content: { [mediaType]: { schema } } },
});

describe('a sample of curl', () => {
  it('runs nothing of the name of a header with a control character', async () => {
    const name = "X\u0007'; echo pwned; echo '";
    const sample = sampleOf(
      { security: [{ key: [] }] },
      { securitySchemes: { key: { type: 'apiKey', in: 'header', name } } },
    );
    expect(await argumentsOf(sample)).toContain(`${name}: secret`);
  });

  it('reads no headers from a file that a name states', async () => {
    const parameter = { name: '@/etc/passwd', in: 'header', required: true };
    const sample = sampleOf({ parameters: [{ ...parameter, schema: { example: 'x' } }] });
    expect(await argumentsOf(sample)).not.toContain('-H');
  });

  it('leaves out a form field whose name would make curl upload a file, and says so', async () => {
    const name = 'a=@/etc/passwd;x';
    const sample = sampleOf(
      form({ type: 'object', required: [name], properties: { [name]: { format: 'binary' } } }),
    );
    expect(await argumentsOf(sample)).toEqual(['-X', 'POST', 'https://api.example.com/things']);
    expect(sample).toContain('# Without the form field');
  });

  it('sends the name of a urlencoded field with an equals sign as it is', async () => {
    const example = { 'a=b': 'c' };
    const sample = sampleOf(form({ type: 'object', example }, 'application/x-www-form-urlencoded'));
    expect(await argumentsOf(sample)).toContain('a%3Db=c');
  });

  it('sends a text that begins like a file as a text', async () => {
    const properties = { title: { type: 'string' } };
    const sample = sampleOf(
      form({ type: 'object', properties, example: { title: 'binary tree' } }),
    );
    expect(await argumentsOf(sample)).toContain('title=binary tree');
  });

  it.each([
    ['bytes', { type: 'string', format: 'binary' }],
    ['content of a media type', { type: 'string', contentMediaType: 'image/png' }],
    ['several files', { type: 'array', items: { type: 'string', format: 'binary' } }],
    ['any value', { description: 'A picture' }],
  ])('uploads a file for a field of %s', async (_, field) => {
    const schema = { type: 'object', required: ['picture'], properties: { picture: field } };
    expect(await argumentsOf(sampleOf(form(schema)))).toContain('picture=@file');
  });

  it('takes a field with listed values and no type for a text', async () => {
    const properties = { size: { enum: ['small', 'large'] } };
    const sample = sampleOf(form({ type: 'object', required: ['size'], properties }));
    expect(await argumentsOf(sample)).toContain('size=small');
  });
});
