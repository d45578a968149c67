import type { Group } from '../case.ts';
import { sends, tree } from './shape.ts';

export const headers: Group = {
  name: 'headers',
  about: 'Parameters in headers and cookies, and the headers of a client',
  cases: [
    sends(
      'sends a header',
      'nothing works without it',
      'headerValues',
      { header: { 'X-Text': 'some text' } },
      { headers: { 'x-text': 'some text' } },
    ),
    sends(
      'sends 0 and false in headers',
      'they are values, not missing ones',
      'headerValues',
      { header: { 'X-Count': 0, 'X-Flag': false } },
      { headers: { 'x-count': '0', 'x-flag': 'false' } },
    ),
    sends(
      'separates a list in a header by commas',
      'the style of headers is simple',
      'headerList',
      { header: { 'X-List': ['a', 'b'] } },
      { headers: { 'x-list': /^a, ?b$/ } },
    ),
    sends(
      'writes an exploded object in a header',
      'the document says explode',
      'headerObject',
      { header: { 'X-Point': { x: 1, y: 2 } } },
      { headers: { 'x-point': /^x=1, ?y=2$/ } },
    ),
    sends(
      'sends no header that is not given',
      'a server would read "undefined" or "None"',
      'headerValues',
      {},
      { headers: { 'x-text': null, 'x-count': null, 'x-flag': null } },
    ),
    {
      name: 'does not let a value end its header',
      why: 'a value from outside could add headers',
      server: [{ status: 204 }],
      steps: [
        {
          do: 'call',
          operation: 'headerValues',
          args: { header: { 'X-Text': 'a\r\nX-Admin: yes' } },
          expect: { ends: true },
        },
      ],
      forbidden: [{ headers: { 'x-admin': /./ } }],
    },
    sends(
      'sends cookies',
      'the document has parameters in cookies',
      'cookieValues',
      { cookie: { theme: 'dark', visits: 3 } },
      { cookies: { theme: 'dark', visits: '3' } },
    ),
    sends(
      'sends one cookie alone',
      'a missing one must not become "undefined"',
      'cookieValues',
      { cookie: { theme: 'dark' } },
      { cookies: { theme: 'dark' } },
    ),
    sends(
      'does not let a value end its cookie',
      'a value from outside could add cookies',
      'cookieValues',
      { cookie: { theme: 'dark; admin=1' } },
      { cookies: { theme: 'dark; admin=1' } },
    ),
    {
      name: 'sends the media type that it reads in Accept',
      why: 'a server with several types would send another one',
      server: [{ json: tree }],
      steps: [{ do: 'call', operation: 'getTree', args: { path: { treeId: 't1' } }, expect: {} }],
      requests: [{ headers: { accept: /application\/json|\*\/\*/ } }],
    },
    {
      name: 'sends the headers of the client with each request',
      why: 'tenants and trace ids are set once',
      client: { headers: { 'X-Tenant': 'north' } },
      server: [{ json: tree }, { status: 204 }],
      steps: [
        { do: 'call', operation: 'getTree', args: { path: { treeId: 't1' } }, expect: {} },
        { do: 'call', operation: 'deleteTree', args: { path: { treeId: 't1' } }, expect: {} },
      ],
      requests: [{ headers: { 'x-tenant': 'north' } }, { headers: { 'x-tenant': 'north' } }],
    },
    {
      name: 'sends the headers of a client besides those of a call',
      why: 'one must not replace the other',
      client: { headers: { 'X-Tenant': 'north' } },
      server: [{ status: 204 }],
      steps: [
        {
          do: 'call',
          operation: 'headerValues',
          args: { header: { 'X-Text': 'a' } },
          expect: {},
        },
      ],
      requests: [{ headers: { 'x-tenant': 'north', 'x-text': 'a' } }],
    },
    sends(
      'sends no Content-Type without a body',
      'some servers refuse an empty JSON body',
      'deleteTree',
      { path: { treeId: 't1' } },
      { method: 'DELETE', headers: { 'content-type': null }, empty: true },
    ),
  ],
};
