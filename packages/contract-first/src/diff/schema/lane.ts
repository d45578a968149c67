/** Which way a value travels: from the client to the server, or back. */
export type Direction = 'request' | 'response';

/** How a value is written: JSON, XML, or text as in a query, a header or a form. */
export type Encoding = 'json' | 'xml' | 'text';

/** What decides how a change of a schema is judged. */
export type Lane = { readonly direction: Direction; readonly encoding: Encoding };

/** A schema allows fewer values than before, more, or others. */
export type Turn = 'narrowed' | 'widened' | 'changed';
