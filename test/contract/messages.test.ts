/** The AsyncAPI document holds to itself and to the OpenAPI document. */
import { readFile } from 'node:fs/promises';
import { messages } from '@file-organizer/server';
import { readDocument } from 'contract-first/contract';
import { describe, expect, it } from 'vitest';

const openapi = await readDocument(
  new URL(import.meta.resolve('@file-organizer/spec/openapi.json')),
);
const asyncapi = JSON.parse(
  await readFile(new URL(import.meta.resolve('@file-organizer/spec/asyncapi.json')), 'utf8'),
);

const examples = [...messages.all].flatMap(([name, { examples = [] }]) =>
  examples.map(({ payload }) => [name, payload] as const),
);

describe('the messages', () => {
  it('have an example each and are sent or received', () => {
    expect(examples.map(([name]) => name)).toEqual([...messages.all.keys()]);
    const names = [...messages.names('send'), ...messages.names('receive')];
    expect(names.toSorted()).toEqual([...messages.all.keys()].toSorted());
  });

  it.each(examples)('%s matches its example', (name, payload) => {
    expect(messages.fault(name, payload)).toBeUndefined();
  });

  it.each(examples)('%s allows no other fields', (name, payload) => {
    expect(messages.fault(name, { ...(payload as object), surplus: 1 })).toContain('additional');
  });

  it('share the schemas of files and jobs with the operations', () => {
    for (const name of ['File', 'Job']) {
      expect(asyncapi.components.schemas[name]).toEqual(openapi.components?.schemas?.[name]);
    }
  });

  it('about files and jobs name existing scopes', () => {
    const scopes = (openapi['x-scopes'] as { scope: string }[]).map(({ scope }) => scope);
    for (const [name, message] of messages.all) {
      const isEvent = 'event' in ((message.payload.properties ?? {}) as object);
      const needed = (message['x-scopes'] ?? []) as string[];
      expect(needed.length > 0, name).toBe(isEvent || name === 'files_changed');
      expect(scopes).toEqual(expect.arrayContaining(needed));
    }
  });

  it('with unknown names are refused', () => {
    expect(() => messages.fault('nothing', {})).toThrow(RangeError);
  });
});
