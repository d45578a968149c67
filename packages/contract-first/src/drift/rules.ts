/** How traffic can differ from the document. */
export const driftRules = {
  'undocumented-operation': 'The server answers requests that the document has no operation for',
  'undocumented-status': 'A status that the operation does not list',
  'undocumented-media-type': 'A media type that the operation does not list',
  'undocumented-body': 'A body where the document has none',
  'undocumented-field': 'A field of a body that its schema does not name',
  'undocumented-parameter': 'A query parameter that the operation does not list',
  'missing-parameter': 'A request without a required parameter was accepted',
  'missing-body': 'A request without its required body was accepted',
  'invalid-parameter': 'A request with an invalid parameter was accepted',
  'invalid-request-body': 'A request with an invalid body was accepted',
  'invalid-response-body': 'A response whose body does not match its schema',
  'invalid-header': 'A response without a required header, or with an invalid one',
} as const;

export type DriftRule = keyof typeof driftRules;

/** What is reported, and fails only if asked for: the document may leave it open on purpose. */
export const openRules: readonly DriftRule[] = ['undocumented-field', 'undocumented-parameter'];

/** One way in which traffic differs, however often. */
export type DriftFinding = {
  readonly rule: DriftRule;
  /** The operation as `GET /ships/{id}`; of an undocumented one, the address without its data. */
  readonly operation: string;
  /** The part of the exchange: `response 200 body /items/*\/size`. */
  readonly where: string;
  readonly message: string;
  /** How many exchanges have it. */
  readonly count: number;
  /** Where the document says something about it. */
  readonly pointer?: string;
};

/** Why a part of the traffic was not judged. */
export type Unjudged =
  | 'other server'
  | 'no response'
  | 'refused by the server'
  | 'request that the server refused'
  | 'empty body where the document has one'
  | 'preflight'
  | 'not HTTP'
  | 'unreadable entry'
  | 'incomplete entry'
  | 'body removed from the recording'
  | 'body truncated'
  | 'body not readable'
  | 'body of a media type that is not compared'
  | 'messages of a WebSocket'
  | 'redacted value'
  | 'required header not in the recording'
  | 'required cookie not in the recording'
  | 'parameter in a notation of its own'
  | 'query string as a whole';

export type DriftReport = {
  /** Exchanges in the recording, and those that belong to an operation. */
  readonly exchanges: number;
  readonly matched: number;
  /** Those of them of which a request or a response was compared, and those that a mock answered. */
  readonly judged: number;
  readonly fromMock: number;
  readonly findings: readonly DriftFinding[];
  /** The recordings, with the number of their exchanges that belong to an operation. */
  readonly files: readonly { readonly file: string; readonly matched: number }[];
  /** Operations as `GET /ships/{id}` with the number of their exchanges. */
  readonly operations: readonly { readonly operation: string; readonly count: number }[];
  /** Optional parts of the document that the traffic never used. */
  readonly unusedOperations: readonly string[];
  readonly unusedParameters: readonly { readonly operation: string; readonly parameter: string }[];
  readonly unjudged: Readonly<Partial<Record<Unjudged, number>>>;
  /** Exchanges with servers that the document does not name, by their origin. */
  readonly otherServers: Readonly<Record<string, number>>;
};
