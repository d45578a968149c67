import type { Arguments, Case, ExpectedRequest, Group } from '../case.ts';
import { base64, everyByte, sends, tree } from './shape.ts';

/** Creates a tree; the answer is a tree that has nothing to do with it. */
const creates = (name: string, why: string, body: unknown, request: ExpectedRequest): Case => ({
  name,
  why,
  server: [{ status: 201, json: tree }],
  steps: [{ do: 'call', operation: 'createTree', args: { body }, expect: {} }],
  requests: [request],
});

const changes = (name: string, why: string, body: unknown, request: ExpectedRequest): Case => ({
  name,
  why,
  server: [{ json: tree }],
  steps: [
    { do: 'call', operation: 'updateTree', args: { path: { treeId: 't1' }, body }, expect: {} },
  ],
  requests: [request],
});

const json = (name: string, why: string, operation: string, body: unknown): Case =>
  sends(name, why, operation, { body }, { json: body, headers: { 'content-type': /json/ } });

const photo = (more: Readonly<Record<string, unknown>> = {}): Arguments => ({
  body: {
    file: { $bytes: everyByte, filename: 'tree.png', contentType: 'image/png' },
    title: 'A tree',
    ...more,
  },
});

const newTree = { name: 'Young tree', kind: 'pear' };

export const bodies: Group = {
  name: 'bodies',
  about: 'JSON, forms, files, text and bytes in requests',
  cases: [
    creates('sends an object as JSON', 'nothing works without it', newTree, {
      method: 'POST',
      path: '/trees',
      json: newTree,
      headers: { 'content-type': /^application\/json(;|$)/ },
    }),
    {
      name: 'creates without the fields that only the server sets',
      why: 'the id is readOnly, and not yet known',
      server: [{ status: 201, json: { id: 'v1', name: 'Ann' } }],
      steps: [
        {
          ...{ do: 'call', operation: 'createVisitor', args: { body: { name: 'Ann' } } },
          expect: { body: { id: 'v1', name: 'Ann' } },
        },
      ],
      requests: [{ json: { name: 'Ann' } }],
    },
    creates(
      'sends the fields that only requests have',
      'a password is writeOnly, and needed',
      { ...newTree, secret: 's3cret' },
      { json: { ...newTree, secret: 's3cret' } },
    ),
    creates(
      'sends text beyond ASCII as UTF-8',
      'people have names',
      { ...newTree, name: 'Äpfel 林檎 🌳 "quoted" \\ \u2028' },
      { json: { ...newTree, name: 'Äpfel 林檎 🌳 "quoted" \\ \u2028' } },
    ),
    creates(
      'sends dates and times',
      'a day must not move with the time zone',
      { ...newTree, planted: '2026-01-31', seen_at: '2026-02-01T12:30:00Z' },
      { json: { ...newTree, planted: '2026-01-31', seen_at: '2026-02-01T12:30:00Z' } },
    ),
    creates(
      'sends null where the value is null',
      'null and missing mean different things',
      { ...newTree, note: null },
      { json: { ...newTree, note: null } },
    ),
    changes(
      'sends only the fields that are given',
      'the others would be overwritten',
      { height: 3.5 },
      { method: 'PATCH', json: { height: 3.5 } },
    ),
    changes(
      'sends null to remove a value',
      'nothing could be removed otherwise',
      { note: null },
      { json: { note: null } },
    ),
    changes(
      'sends 0 and empty text',
      'they are values, not missing ones',
      { height: 0, name: '' },
      { json: { height: 0, name: '' } },
    ),
    changes(
      'sends an empty object',
      'a body is required, even if it changes nothing',
      {},
      { json: {} },
    ),
    changes(
      'sends the media type of the document',
      'a server refuses a patch of another kind',
      { name: 'a' },
      { headers: { 'content-type': /^application\/merge-patch\+json(;|$)/ } },
    ),
    sends(
      'sends JSON with a vendor media type',
      'the version of many APIs is in it',
      'sendVendor',
      { body: { x: 1, y: 2 } },
      {
        json: { x: 1, y: 2 },
        headers: { 'content-type': /^application\/vnd\.orchard\.point\+json(;|$)/ },
      },
    ),
    json('sends a list', 'bodies are not always objects', 'sendList', [
      { x: 1, y: 2 },
      { x: -3, y: 4 },
    ]),
    json('sends an empty list', 'empty is not missing', 'sendList', []),
    json('sends a map with free keys as they are', 'renamed keys are other keys', 'sendMap', {
      camelCase: 1,
      snake_case: 2,
      'with space': 3,
      'Öl-Äpfel': 4,
      class: 5,
      constructor: 6,
    }),
    json('sends an empty map', 'empty is not missing', 'sendMap', {}),
    json('sends the first member of a union', 'the server reads its type', 'sendPlant', {
      type: 'apple',
      sweetness: 7,
    }),
    json('sends the second member of a union', 'the server reads its type', 'sendPlant', {
      type: 'rose',
      colour: 'red',
    }),
    json(
      'sends a text as JSON with its quotes',
      'without quotes it is not JSON',
      'sendJsonText',
      'say "hello"',
    ),
    json('sends integers beyond 2^53', 'an id would become another id', 'writeCounter', {
      value: 9007199254740993n,
    }),
    sends(
      'sends plain text as it is',
      'quotes around it would be part of the text',
      'sendText',
      { body: 'one\ntwo "three" é' },
      { text: 'one\ntwo "three" é', headers: { 'content-type': /^text\/plain/ } },
    ),
    sends(
      'sends an empty text with its media type',
      'empty is not missing',
      'sendText',
      { body: '' },
      { text: '', headers: { 'content-type': /^text\/plain/ } },
    ),
    sends(
      'sends bytes as they are',
      'a file that was decoded as text is broken',
      'sendBytes',
      { body: { $bytes: everyByte } },
      { base64: everyByte, headers: { 'content-type': /^application\/octet-stream/ } },
    ),
    sends(
      'sends a megabyte',
      'files are larger than one packet',
      'sendBytes',
      { body: { $bytes: base64('0123456789abcdef'.repeat(65_536)) } },
      { base64: base64('0123456789abcdef'.repeat(65_536)) },
    ),
    sends(
      'sends a form',
      'sign-ins and payments use them',
      'sendForm',
      { body: { to: 'a@b.c', text: 'Hello', copies: 2 } },
      {
        form: [
          ['to', 'a@b.c'],
          ['text', 'Hello'],
          ['copies', '2'],
        ],
        headers: { 'content-type': /^application\/x-www-form-urlencoded/ },
      },
    ),
    sends(
      'escapes values of a form',
      'the rest would become another field',
      'sendForm',
      { body: { to: 'a&b=c', text: '1 + 1 = 2% é\nend' } },
      {
        form: [
          ['to', 'a&b=c'],
          ['text', '1 + 1 = 2% é\nend'],
        ],
      },
    ),
    sends(
      'repeats the name for each value of a list in a form',
      'lists in forms are exploded by default',
      'sendForm',
      { body: { to: 'a', text: 'b', tags: ['x', 'y'] } },
      {
        form: [
          ['to', 'a'],
          ['text', 'b'],
          ['tags', 'x'],
          ['tags', 'y'],
        ],
      },
    ),
    sends(
      'leaves out fields of a form that are not given',
      'a server would read "undefined" or "None"',
      'sendForm',
      { body: { to: 'a', text: 'b' } },
      {
        form: [
          ['to', 'a'],
          ['text', 'b'],
        ],
      },
    ),
    sends(
      'uploads a file byte by byte',
      'a file that was decoded as text is broken',
      'uploadPhoto',
      photo(),
      {
        parts: [
          { name: 'file', base64: everyByte },
          { name: 'title', text: 'A tree' },
        ],
        headers: { 'content-type': /^multipart\/form-data; ?boundary=/ },
      },
    ),
    sends(
      'sends the name of a file',
      'without a name, servers take it for a text field',
      'uploadPhoto',
      photo(),
      { parts: [{ name: 'file', filename: 'tree.png' }, { name: 'title' }] },
    ),
    sends(
      'sends the name of a file with letters beyond ASCII',
      'people name files in their language',
      'uploadPhoto',
      {
        body: {
          file: { $bytes: base64('x'), filename: 'bäume.png', contentType: 'image/png' },
          title: 'A tree',
        },
      },
      { parts: [{ name: 'file', filename: /^b(ä|%C3%A4)ume\.png$/ }, { name: 'title' }] },
    ),
    sends(
      'uploads an empty file',
      'empty is not missing',
      'uploadPhoto',
      {
        body: {
          file: { $bytes: '', filename: 'empty.png', contentType: 'image/png' },
          title: 'A tree',
        },
      },
      { parts: [{ name: 'file', filename: 'empty.png', text: '' }, { name: 'title' }] },
    ),
    sends('sends the media type of a file', 'the server stores it', 'uploadPhoto', photo(), {
      parts: [{ name: 'file', contentType: /^image\/png/ }, { name: 'title' }],
    }),
    sends(
      'sends an object in a form as JSON',
      '"[object Object]" is what the server would store',
      'uploadPhoto',
      photo({ place: { x: 1, y: 2 } }),
      {
        parts: [
          { name: 'file' },
          { name: 'title', text: 'A tree' },
          { name: 'place', json: { x: 1, y: 2 }, contentType: /^application\/json/ },
        ],
      },
    ),
    sends(
      'uploads several files under one name',
      'galleries have more than one picture',
      'uploadPhotos',
      {
        body: {
          photos: [
            { $bytes: base64('one'), filename: '1.txt', contentType: 'text/plain' },
            { $bytes: base64('two'), filename: '2.txt', contentType: 'text/plain' },
          ],
        },
      },
      {
        parts: [
          { name: 'photos', text: 'one', filename: '1.txt' },
          { name: 'photos', text: 'two', filename: '2.txt' },
        ],
      },
    ),
    sends(
      'does not let the name of a file end its header',
      'a name from outside could add a part',
      'uploadPhotos',
      {
        body: {
          photos: [
            { $bytes: base64('one'), filename: 'a"\r\nX: y.txt', contentType: 'text/plain' },
          ],
        },
      },
      { parts: [{ name: 'photos', text: 'one' }] },
    ),
    sends(
      'sends the media type that the caller chooses',
      'the document has several',
      'sendChoice',
      { body: 'as text', contentType: 'text/plain' },
      { text: 'as text', headers: { 'content-type': /^text\/plain/ } },
    ),
    sends(
      'sends JSON where the document has JSON and text',
      'the document has several',
      'sendChoice',
      { body: { x: 1, y: 2 }, contentType: 'application/json' },
      { json: { x: 1, y: 2 }, headers: { 'content-type': /^application\/json/ } },
    ),
    sends(
      'sends no body where it is optional and not given',
      '"null" or "{}" are bodies, too',
      'pruneTree',
      { path: { treeId: 't1' } },
      { method: 'POST', empty: true },
    ),
    sends(
      'sends an optional body that is given',
      'optional does not mean ignored',
      'pruneTree',
      { path: { treeId: 't1' }, body: { depth: 2 } },
      { json: { depth: 2 } },
    ),
  ],
};
