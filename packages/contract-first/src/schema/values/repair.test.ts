import { expect, it } from 'vitest';
import type { Document } from '../../document/model.ts';
import { Values } from './values.ts';

it('an object of one of several kinds has the name of its kind, and nothing of another one', () => {
  const kind = (name: string, own: string) => ({
    type: 'object',
    properties: { type: { type: 'string', enum: [name] }, [own]: { type: 'object' } },
  });
  const schema = { oneOf: [kind('artist', 'genres'), kind('track', 'album')] };
  const document = { openapi: '3.1.1', info: { title: '', version: '' }, paths: {} } as Document;
  for (let seed = 0; seed < 20; seed++) {
    const value = new Values(document, seed, 'response').valid(schema);
    expect(['artist', 'track']).toContain(Object(value).type);
    const other = Object(value).type === 'artist' ? 'album' : 'genres';
    expect(value).not.toHaveProperty(other);
  }
});
