import type { Case, Group } from '../case.ts';
import { sends } from './shape.ts';

const text = (name: string, why: string, value: string): Case =>
  sends(name, why, 'queryForm', { query: { text: value } }, { query: [['text', value]] });

export const query: Group = {
  name: 'query',
  about: 'Parameters in the query, in every style',
  cases: [
    text('sends a plain value', 'nothing works without it', 'plain'),
    text('sends a space', 'searches have several words', 'two words'),
    text('escapes a plus sign', 'the server would read a space', '1+1'),
    text('escapes an ampersand', 'the rest would become another parameter', 'a&flag=true'),
    text('escapes an equals sign and a hash', 'the rest would be lost', 'a=b#c'),
    text('escapes a percent sign', 'the server would decode it', '100%25'),
    text('sends letters beyond ASCII and emoji', 'people search in their language', 'größe 🌳'),
    text('sends line breaks', 'texts have several lines', 'a\nb'),
    text('sends an empty string', 'empty is not missing', ''),
    sends(
      'sends 0 and false',
      'they are values, not missing ones',
      'queryForm',
      { query: { count: 0, flag: false } },
      {
        query: [
          ['count', '0'],
          ['flag', 'false'],
        ],
      },
    ),
    sends(
      'sends true, numbers and fractions',
      'languages write them differently',
      'queryForm',
      { query: { count: -3, ratio: 0.25, flag: true } },
      {
        query: [
          ['count', '-3'],
          ['ratio', '0.25'],
          ['flag', 'true'],
        ],
      },
    ),
    sends(
      'sends nothing for parameters that are not given',
      'a server would filter by "undefined" or "None"',
      'queryForm',
      {},
      { query: [], path: '/query/form' },
    ),
    sends(
      'sends a date and time',
      'it must stay the same moment',
      'queryForm',
      { query: { at: '2026-03-04T05:06:07Z' } },
      { query: [['at', '2026-03-04T05:06:07Z']] },
    ),
    sends(
      'repeats the name for each value of a list',
      'the style of lists in queries is exploded by default',
      'queryForm',
      { query: { tags: ['a', 'b&c', 'd'] } },
      {
        query: [
          ['tags', 'a'],
          ['tags', 'b&c'],
          ['tags', 'd'],
        ],
      },
    ),
    sends(
      'sends an empty text within a list',
      'empty is not missing',
      'queryForm',
      { query: { tags: ['', 'a'] } },
      {
        query: [
          ['tags', ''],
          ['tags', 'a'],
        ],
      },
    ),
    sends(
      'sends an integer beyond 2^53',
      'an id would become another id',
      'queryForm',
      { query: { count: 9007199254740993n } },
      { query: [['count', '9007199254740993']] },
    ),
    sends(
      'sends a list of one value',
      'a list of one is still a list',
      'queryForm',
      { query: { tags: ['a'] } },
      { query: [['tags', 'a']] },
    ),
    sends(
      'sends nothing for an empty list',
      'an empty value would be a list with an empty text',
      'queryForm',
      { query: { tags: [] } },
      { query: [] },
    ),
    sends(
      'separates a list by commas where the document says so',
      'the server expects one parameter',
      'queryForm',
      { query: { codes: ['a', 'b'] } },
      { query: [['codes', 'a,b']] },
    ),
    sends(
      'escapes a comma within a value of a list',
      'one value would become two',
      'queryForm',
      { query: { codes: ['a,b', 'c'] } },
      { rawQuery: /^codes=a%2Cb,c$/i },
    ),
    sends(
      'sends names with brackets',
      'many APIs name lists so',
      'queryForm',
      { query: { 'ids[]': ['1', '2'] } },
      {
        query: [
          ['ids[]', '1'],
          ['ids[]', '2'],
        ],
      },
    ),
    sends(
      'separates a list by spaces where the document says so',
      'the server expects one parameter',
      'querySpaced',
      { query: { values: ['a', 'b'] } },
      { query: [['values', 'a b']] },
    ),
    sends(
      'separates a list by pipes where the document says so',
      'the server expects one parameter',
      'queryPiped',
      { query: { values: ['a', 'b'] } },
      { query: [['values', 'a|b']] },
    ),
    sends(
      'writes an object with brackets',
      'the document says deepObject',
      'queryDeep',
      { query: { filter: { name: 'oak', size: 3 } } },
      {
        query: [
          ['filter[name]', 'oak'],
          ['filter[size]', '3'],
        ],
      },
    ),
    sends(
      'escapes values within an object with brackets',
      'the rest would become another parameter',
      'queryDeep',
      { query: { filter: { name: 'a&b=c]' } } },
      { query: [['filter[name]', 'a&b=c]']] },
    ),
    sends(
      'writes the fields of an object as parameters',
      'objects are exploded by default',
      'queryObject',
      { query: { point: { x: 1, y: 2 } } },
      {
        query: [
          ['x', '1'],
          ['y', '2'],
        ],
      },
    ),
    sends(
      'writes an object as one parameter where the document says so',
      'the server expects one parameter',
      'queryFlatObject',
      { query: { point: { x: 1, y: 2 } } },
      { query: [['point', 'x,1,y,2']] },
    ),
    sends(
      'keeps reserved characters where the document says so',
      'the server compares the text without decoding it',
      'queryReserved',
      { query: { path: '/a/b:c' } },
      { rawQuery: /^path=\/a\/b:c$/ },
    ),
    sends(
      'sends a value with an ampersand whole, even if reserved characters are kept',
      'the rest would become another parameter',
      'queryReserved',
      { query: { path: 'a&b' } },
      { query: [['path', 'a&b']] },
    ),
    sends(
      'writes a parameter as JSON where the document says so',
      'the server parses it',
      'queryJson',
      { query: { filter: { name: 'a&b', size: 3 } } },
      { queryJson: { filter: { name: 'a&b', size: 3 } } },
    ),
  ],
};
