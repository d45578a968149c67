import type { Group } from '../case.ts';
import { failure, tree } from './shape.ts';

const getTree = { do: 'call', operation: 'getTree', args: { path: { treeId: 't1' } } } as const;
const aborted = { error: 'abort', withinMs: 3_000 } as const;

export const aborts: Group = {
  name: 'aborts',
  about: 'Cancelled calls',
  cases: [
    {
      name: 'ends a call that waits for a response',
      why: 'a page that is left must not wait',
      needs: ['abort'],
      server: [{ silent: true }],
      steps: [{ ...getTree, abortAfterMs: 300, expect: aborted }],
      requests: [{}],
    },
    {
      name: 'closes the connection of a call that is aborted',
      why: 'servers work on for nobody otherwise',
      needs: ['abort'],
      server: [{ silent: true }],
      steps: [{ ...getTree, abortAfterMs: 300, expect: aborted }],
      requests: [{ closed: true }],
    },
    {
      name: 'ends a call whose body is arriving',
      why: 'large answers are aborted most often',
      needs: ['abort'],
      server: [{ pieces: ['{"id":"t1",', 'stay open'] }],
      steps: [{ ...getTree, abortAfterMs: 400, expect: aborted }],
      requests: [{ closed: true }],
    },
    {
      name: 'sends nothing for a call that is aborted before it begins',
      why: 'what is not wanted must not happen',
      needs: ['abort'],
      server: [{ status: 204 }],
      steps: [
        {
          ...{ do: 'call', operation: 'deleteTree', args: { path: { treeId: 't1' } } },
          abortAfterMs: 0,
          expect: aborted,
        },
      ],
      requests: [],
    },
    {
      name: 'sends nothing again after an abort',
      why: 'what is not wanted must not happen',
      needs: ['abort', 'retries'],
      client: { retries: 3 },
      server: [
        { status: 503, json: failure('busy'), headers: { 'retry-after': '2' } },
        { json: tree },
      ],
      steps: [{ ...getTree, abortAfterMs: 600, expect: aborted }],
      requests: [{}],
      thenWaitMs: 2_500,
    },
    {
      name: 'ends one call without another that runs',
      why: 'calls share a client',
      needs: ['abort'],
      server: [
        { for: '/trees/t1', silent: true },
        { for: '/trees/t2', delayMs: 900, json: tree },
      ],
      together: true,
      steps: [
        { ...getTree, abortAfterMs: 300, expect: aborted },
        { ...getTree, args: { path: { treeId: 't2' } }, expect: { body: tree } },
      ],
      requests: [{}, {}],
    },
    {
      name: 'works after an abort',
      why: 'the next page needs the client',
      needs: ['abort'],
      server: [{ silent: true }, { json: tree }],
      steps: [
        { ...getTree, abortAfterMs: 300, expect: aborted },
        { ...getTree, expect: { body: tree } },
      ],
      requests: [{}, {}],
    },
    {
      name: 'ends a stream that is aborted while nothing arrives',
      why: 'a quiet stream could not be left otherwise',
      needs: ['abort', 'events'],
      server: [
        {
          headers: { 'content-type': 'text/event-stream' },
          pieces: ['data: {"n":1}\n\n', 'stay open'],
        },
      ],
      steps: [
        {
          ...{ do: 'iterate', operation: 'watchEvents', over: 'events', abortAfterMs: 600 },
          expect: { items: [{ n: 1 }], error: ['abort', 'ended'], withinMs: 3_000 },
        },
      ],
      requests: [{ closed: true }],
    },
  ],
};
