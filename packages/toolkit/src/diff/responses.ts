import { type Header, type Response, resolve } from '../contract/document.ts';
import { additive, breaking, type Change, keysOf } from './change.ts';
import type { Pair } from './index.ts';
import { schemaChanges } from './schemas.ts';

/** What an operation answers. */
export function responseChanges(pair: Pair): Change[] {
  const { name, before, after } = pair;
  const { removed, added, kept } = keysOf(before.responses, after.responses);
  return [
    ...removed.map((status) =>
      isError(status)
        ? additive('error-status-removed', `${name} ${status}`, 'the error does not come any more')
        : breaking(
            'status-removed',
            `${name} ${status}`,
            'the status is gone: who waits for it does not see it',
          ),
    ),
    ...added.map((status) =>
      isError(status)
        ? // Whoever calls over HTTP has to bear errors (RFC 9110, section 15).
          additive('error-status-added', `${name} ${status}`, 'the error is new')
        : breaking(
            'status-added',
            `${name} ${status}`,
            'the success is new: who reads another one does not know it',
          ),
    ),
    ...kept.flatMap((status) => {
      const [old, now] = [before.responses[status], after.responses[status]];
      if (!old || !now) return [];
      const where = `${name} ${status}`;
      return [...headerChanges(pair, where, old, now), ...contentChanges(pair, where, old, now)];
    }),
  ];
}

const isError = (status: string): boolean => /^[45]|^default$/.test(status);

function headerChanges(
  { documents }: Pair,
  where: string,
  before: Response,
  after: Response,
): Change[] {
  const [old, now] = [
    named(before, (each) => resolve<Header>(documents.before, each)),
    named(after, (each) => resolve<Header>(documents.after, each)),
  ];
  const { removed, added, kept } = keysOf(old, now);
  return [
    ...removed.map((name) =>
      breaking('header-removed', `${where} header ${name}`, 'the header is gone'),
    ),
    ...added.map((name) =>
      additive('header-added', `${where} header ${name}`, 'the header is new'),
    ),
    ...kept.flatMap((name) => {
      const place = `${where} header ${name}`;
      const isLess = old[name]?.required && !now[name]?.required;
      return [
        ...(isLess
          ? [breaking('header-became-optional', place, 'the header may be missing now')]
          : []),
        ...schemaChanges(documents, old[name]?.schema, now[name]?.schema, 'response', place),
      ];
    }),
  ];
}

const named = (
  { headers = {} }: Response,
  read: (written: NonNullable<Response['headers']>[string]) => Header,
): Record<string, Header> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, each]) => [name.toLowerCase(), read(each)]),
  );

function contentChanges(
  { documents }: Pair,
  where: string,
  before: Response,
  after: Response,
): Change[] {
  const [old, now] = [before.content ?? {}, after.content ?? {}];
  const { removed, added, kept } = keysOf(old, now);
  return [
    ...removed.map((type) =>
      breaking('response-media-type-removed', where, `${type} is not answered any more`),
    ),
    ...added.map((type) =>
      additive('response-media-type-added', where, `${type} is answered, too`),
    ),
    ...kept.flatMap((type) =>
      schemaChanges(documents, old[type]?.schema, now[type]?.schema, 'response', `${where} body`),
    ),
  ];
}
