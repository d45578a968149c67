import { describe, expect, it } from 'vitest';
import type { MediaType } from '../document/model.ts';
import { bodyBytes } from './bodies.ts';

const document = { openapi: '3.1.1', info: { title: 'T', version: '1' }, paths: {} };

function written(mediaType: string, value: unknown, media: MediaType = {}) {
  const made = bodyBytes(document, { mediaType, value }, media);
  return made && { contentType: made.contentType, text: new TextDecoder().decode(made.body) };
}

it('a form has objects as JSON and lists as repeated fields', () => {
  expect(
    written('application/x-www-form-urlencoded', { a: 1, l: ['x', 'y z'], o: { p: 1 } }),
  ).toEqual({
    contentType: 'application/x-www-form-urlencoded',
    text: 'a=1&l=x&l=y%20z&o=%7B%22p%22%3A1%7D',
  });
});

it('a form follows the styles of its encoding', () => {
  const encoding = { l: { style: 'pipeDelimited', explode: false }, o: { style: 'deepObject' } };
  const made = written(
    'application/x-www-form-urlencoded',
    { l: ['x', 'y'], o: { p: 1 } },
    { encoding },
  );
  expect(made?.text).toBe('l=x%7Cy&o%5Bp%5D=1');
});

describe.each(['application/x-www-form-urlencoded', 'multipart/form-data'])(
  'a form of %s',
  (mediaType) => {
    const value = { a: 1, n: null };

    it('leaves out null', () => {
      expect(written(mediaType, value)?.text).not.toMatch(/null|name="n"/);
    });

    it('cannot be written of a text', () => {
      expect(written(mediaType, 'a', { schema: { type: 'string' } })).toBe(undefined);
    });

    it('cannot be written without a required field', () => {
      const schema = { type: 'object', required: ['n'] };
      expect(written(mediaType, value, { schema })).toBe(undefined);
    });
  },
);

it('a multipart form has JSON fields and named files', async () => {
  const media = {
    schema: {
      type: 'object',
      properties: {
        meta: { type: 'object' },
        files: { type: 'array', items: { type: 'string', format: 'binary' } },
        picture: { type: 'string', contentMediaType: 'image/png' },
      },
    },
    encoding: { picture: { contentType: 'image/png, image/jpeg' } },
  };
  const value = { meta: { x: 1 }, files: ['one', 'two'], picture: 'p', note: 'n' };
  const made = bodyBytes(document, { mediaType: 'multipart/form-data', value }, media);
  const form = await new Response(made?.body.slice().buffer, {
    headers: { 'Content-Type': made?.contentType ?? '' },
  }).formData();
  expect([form.get('meta'), form.get('note')]).toEqual(['{"x":1}', 'n']);
  expect(form.getAll('files').map((file) => file instanceof File && file.name)).toEqual([
    'upload.txt',
    'upload.txt',
  ]);
  expect(form.get('picture')).toMatchObject({ type: 'image/png' });
  expect(new TextDecoder().decode(made?.body)).toContain('Content-Type: application/json');
});

it.each<[style: object, texts: Readonly<Record<string, string[]>>]>([
  [
    { style: 'form', explode: false },
    { o: ['p,1,q,a b'], l: ['x,y'] },
  ],
  [
    { style: 'form', explode: true },
    { p: ['1'], q: ['a b'], l: ['x', 'y'] },
  ],
  [{ style: 'form' }, { p: ['1'], q: ['a b'], l: ['x', 'y'] }],
])('a multipart form follows the styles of its encoding: %j', async (style, texts) => {
  const media = { encoding: { o: style, l: style } };
  const value = { o: { p: 1, q: 'a b' }, l: ['x', 'y'] };
  const made = bodyBytes(document, { mediaType: 'multipart/form-data', value }, media);
  const form = await new Response(made?.body.slice().buffer, {
    headers: { 'Content-Type': made?.contentType ?? '' },
  }).formData();
  const found = [...new Set(form.keys())].map((name) => [name, form.getAll(name)]);
  expect(Object.fromEntries(found)).toEqual(texts);
});

it('a range of media types is sent as one of them', () => {
  expect(written('image/*', 'x')).toEqual({ contentType: 'image/png', text: 'x' });
});

it('a form with deepObject has brackets for each level', () => {
  const schema = {
    type: 'object',
    properties: { filters: { type: 'object' }, expand: { type: 'array' } },
  };
  const encoding = {
    filters: { style: 'deepObject', explode: true },
    expand: { style: 'deepObject', explode: true },
  };
  const value = { filters: { countries: ['FR', 'DE'], size: { min: 1 } }, expand: ['a'] };
  const body = { mediaType: 'application/x-www-form-urlencoded', value };
  const made = written(body.mediaType, body.value, { schema, encoding });
  expect(decodeURIComponent(made?.text ?? '')).toBe(
    'filters[countries][0]=FR&filters[countries][1]=DE&filters[size][min]=1&expand[0]=a',
  );
});

it('a form cannot be written if what it requires is empty', () => {
  const schema = { type: 'object', required: ['filters'], properties: { filters: {} } };
  const encoding = { filters: { style: 'deepObject', explode: true } };
  const media = { schema, encoding };
  expect(written('application/x-www-form-urlencoded', { filters: {} }, media)).toBeUndefined();
});
