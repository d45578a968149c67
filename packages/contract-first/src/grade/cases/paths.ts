import type { Case, Group } from '../case.ts';
import { sends, tree } from './shape.ts';

const value = (name: string, why: string, treeId: string, path: string): Case => ({
  name,
  why,
  server: [{ json: { ...tree, id: treeId } }],
  steps: [{ do: 'call', operation: 'getTree', args: { path: { treeId } }, expect: {} }],
  requests: [{ method: 'GET', path }],
});

const under = (name: string, why: string, basePath: string, path: string): Case => ({
  name,
  why,
  client: { basePath },
  server: [{ json: tree }],
  steps: [{ do: 'call', operation: 'getTree', args: { path: { treeId: 't1' } }, expect: {} }],
  requests: [{ path }],
});

export const paths: Group = {
  name: 'paths',
  about: 'Parameters in the path, and the address of the server',
  cases: [
    value('sends a plain value as it is', 'nothing works without it', 't1', '/trees/t1'),
    value(
      'escapes a slash in a value',
      'the request would reach another resource',
      'a/b',
      '/trees/a%2Fb',
    ),
    value(
      'escapes a question mark in a value',
      'the rest of the id would become a query',
      'a?b',
      '/trees/a%3Fb',
    ),
    value('escapes a hash in a value', 'the rest of the id would be lost', 'a#b', '/trees/a%23b'),
    value(
      'escapes a percent sign in a value',
      'the server would decode an escape that nobody wrote',
      'a%2Fb',
      '/trees/a%252Fb',
    ),
    value(
      'sends a space as %20',
      'a plus sign in a path is a plus sign, not a space',
      'a b',
      '/trees/a b',
    ),
    value(
      'escapes a backslash in a value',
      'URL parsers take it for a slash',
      'a\\b',
      '/trees/a\\b',
    ),
    value('sends a line break in a value', 'URL parsers drop it', 'a\nb', '/trees/a\nb'),
    value('keeps a plus sign in a value', 'the id would change', 'a+b', '/trees/a+b'),
    value('sends letters beyond ASCII as UTF-8', 'the id would change', 'ébène', '/trees/ébène'),
    value('sends emoji as UTF-8', 'half of a pair would be lost', '🌳', '/trees/🌳'),
    value('sends CJK characters as UTF-8', 'the id would change', '林檎', '/trees/林檎'),
    {
      name: 'does not climb with ".." in a value',
      why: 'deleting ".." would delete what is above',
      server: [{ status: 204, times: 3 }],
      steps: [
        {
          do: 'call',
          operation: 'pruneTree',
          args: { path: { treeId: '..' } },
          expect: { ends: true },
        },
      ],
      forbidden: [{ path: '/pruning' }],
    },
    {
      name: 'does not climb with "../.." in a value',
      why: 'an id from outside could reach any resource',
      server: [{ status: 204, times: 3 }],
      steps: [
        {
          do: 'call',
          operation: 'deleteTree',
          args: { path: { treeId: '../orders' } },
          expect: { ends: true },
        },
      ],
      forbidden: [{ path: '/orders' }],
    },
    sends(
      'fills two parameters in one segment',
      'APIs with ranges and file extensions have such paths',
      'pathRange',
      { path: { from: 3, to: 7 } },
      { path: '/segments/3-7' },
    ),
    sends(
      'sends negative numbers',
      'the sign would be lost',
      'pathRange',
      { path: { from: -5, to: 0 } },
      { path: '/segments/-5-0' },
    ),
    sends(
      'separates a list by commas',
      'the style of lists in paths is simple by default',
      'pathSimple',
      { path: { values: ['a', 'b', 'c'] } },
      { path: '/simple/a,b,c' },
    ),
    sends(
      'escapes a comma within a value of a list',
      'one value would become two',
      'pathSimple',
      { path: { values: ['a,b', 'c'] } },
      { rawPath: /^\/simple\/a%2Cb,c$/i },
    ),
    sends(
      'writes an object as names and values',
      'the style of objects in paths is simple by default',
      'pathObject',
      { path: { point: { x: 1, y: 2 } } },
      { path: '/simple-object/x,1,y,2' },
    ),
    sends(
      'writes an exploded object with equals signs',
      'the document says explode',
      'pathExplodedObject',
      { path: { point: { x: 1, y: 2 } } },
      { path: '/exploded-object/x=1,y=2' },
    ),
    sends(
      'writes the style label',
      'the document says label',
      'pathLabel',
      { path: { values: ['a', 'b'] } },
      { path: '/label/.a.b' },
    ),
    sends(
      'writes the style matrix',
      'the document says matrix',
      'pathMatrix',
      { path: { values: ['a', 'b'] } },
      { path: '/matrix/;values=a,b' },
    ),
    sends(
      'writes the style matrix, exploded',
      'the document says matrix and explode',
      'pathMatrixExploded',
      { path: { values: ['a', 'b'] } },
      { path: '/matrix-exploded/;values=a;values=b' },
    ),
    under(
      'keeps the path of the base URL',
      'APIs live below a version or behind a gateway',
      '/api/v1',
      '/api/v1/trees/t1',
    ),
    under(
      'accepts a base URL that ends with a slash',
      'two slashes are another path for many servers',
      '/api/',
      '/api/trees/t1',
    ),
  ],
};
