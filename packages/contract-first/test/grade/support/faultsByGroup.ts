/** The faults of the reference client, by the group whose cases are about them: some of the cases that must fail. */
export const faultsByGroup: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> =
  {
    paths: {
      dots: ['does not climb with ".." in a value'],
      'double-slash': ['accepts a base URL that ends with a slash'],
      explode: [
        'writes an object as names and values',
        'writes an exploded object with equals signs',
      ],
      prefix: ['keeps the path of the base URL', 'accepts a base URL that ends with a slash'],
      'path-styles': [
        'writes the style label',
        'writes the style matrix',
        'writes the style matrix, exploded',
      ],
      'path-slash': [
        'escapes a slash in a value',
        'escapes a question mark in a value',
        'escapes a hash in a value',
      ],
      'no-escapes': [
        'escapes a slash in a value',
        'escapes a question mark in a value',
        'escapes a hash in a value',
      ],
      'list-comma': [
        'escapes a slash in a value',
        'escapes a question mark in a value',
        'escapes a hash in a value',
      ],
    },
    query: {
      'reserved-open': [
        'sends a value with an ampersand whole, even if reserved characters are kept',
      ],
      'empty-list': ['sends nothing for an empty list'],
      'list-comma': ['escapes a comma within a value of a list'],
      reserved: ['keeps reserved characters where the document says so'],
      'json-query': ['writes a parameter as JSON where the document says so'],
      falsy: ['sends an empty string', 'sends 0 and false'],
      'list-glue': [
        'separates a list by spaces where the document says so',
        'separates a list by pipes where the document says so',
      ],
      objects: [
        'writes an object with brackets',
        'escapes values within an object with brackets',
        'writes the fields of an object as parameters',
      ],
      'list-explode': [
        'repeats the name for each value of a list',
        'separates a list by commas where the document says so',
        'escapes a comma within a value of a list',
      ],
      'no-escapes': ['escapes a plus sign', 'escapes an ampersand', 'escapes a percent sign'],
      undefined: ['sends a plain value', 'sends a space', 'escapes a plus sign'],
    },
    headers: {
      'cookie-open': ['does not let a value end its cookie'],
      injection: ['does not let a value end its header'],
      accept: ['sends the media type that it reads in Accept'],
      'empty-bodies': ['sends no Content-Type without a body'],
      explode: ['writes an exploded object in a header'],
      'no-cookies': [
        'sends cookies',
        'sends one cookie alone',
        'does not let a value end its cookie',
      ],
      undefined: [
        'sends no header that is not given',
        'sends one cookie alone',
        'does not let a value end its cookie',
      ],
      'no-headers': [
        'sends a header',
        'sends 0 and false in headers',
        'separates a list in a header by commas',
      ],
    },
    bodies: {
      'part-type': ['sends the media type of a file'],
      digits: ['sends integers beyond 2^53'],
      objects: ['sends an object in a form as JSON'],
      'one-file': ['uploads several files under one name'],
      'empty-bodies': ['sends no body where it is optional and not given'],
      'no-escapes': ['escapes values of a form'],
      ascii: ['sends text beyond ASCII as UTF-8', 'sends a map with free keys as they are'],
      quotes: ['sends plain text as it is', 'sends the media type that the caller chooses'],
      filename: ['sends the name of a file', 'uploads several files under one name'],
      nulls: [
        'sends null where the value is null',
        'sends null to remove a value',
        'sends 0 and empty text',
      ],
      'media-type': [
        'sends an object as JSON',
        'sends the media type of the document',
        'sends JSON with a vendor media type',
      ],
      bytes: [
        'sends bytes as they are',
        'uploads a file byte by byte',
        'sends the media type of a file',
      ],
      'first-type': [
        'sends the media type of the document',
        'sends JSON with a vendor media type',
        'sends plain text as it is',
      ],
      twice: [
        'sends an object as JSON',
        'creates without the fields that only the server sets',
        'sends the fields that only requests have',
      ],
      'no-bodies': [
        'sends an object as JSON',
        'creates without the fields that only the server sets',
        'sends the fields that only requests have',
      ],
    },
    answers: {
      'exact-status': ['returns an object that arrives with another success status'],
      charset: ['reads the character set that the response names'],
      bytes: ['returns bytes as they are'],
      guess: ['returns plain text that looks like JSON as text'],
      'empty-object': ['makes up no object for an empty response'],
      'status-200': ['returns the body of the second of two statuses'],
      'by-type': [
        'reads JSON without a media type, or fails',
        'fails if a page of HTML arrives with status 200',
      ],
      'exact-type': [
        'reads JSON whose media type has parameters and capitals',
        'reads JSON with a vendor media type',
      ],
      digits: [
        'returns integers beyond 2^53 without loss',
        'returns the smallest 64-bit integer without loss',
      ],
      utf16: [
        'reads text beyond ASCII',
        'reads characters whose bytes arrive in different packets',
        'returns plain text',
      ],
      lenient: [
        'fails if a page of HTML arrives with status 200',
        'makes up no object for an empty response',
        'returns a number',
      ],
      closed: [
        'keeps null and missing apart',
        'accepts a value that an enum does not have yet',
        'accepts fields that the document does not have yet',
      ],
    },
    errors: {
      'error-json': [
        'gives the body of a problem (RFC 9457)',
        'gives the body of an error that is text',
      ],
      'error-parse': [
        'gives the body of an error that is text',
        'gives the status of an error without a body',
        'gives the status of an error whose body is HTML',
      ],
      'error-body': [
        'gives the status and the JSON body of an error',
        'gives the body of a problem (RFC 9457)',
        'gives the body of an error that is text',
      ],
      'errors-pass': [
        'gives the status and the JSON body of an error',
        'gives the body of a problem (RFC 9457)',
        'gives the body of an error that is text',
      ],
      kinds: [
        'gives the status and the JSON body of an error',
        'gives the body of a problem (RFC 9457)',
        'gives the body of an error that is text',
      ],
    },
    faults: {
      fragile: [
        'works after a connection that broke',
        'works after the server has closed a connection',
      ],
      salvage: [
        'fails if the connection breaks within text',
        'fails if the connection breaks within bytes',
        'fails if the connection breaks between two pieces of a body of unknown length',
      ],
    },
    concurrency: {
      shared: ['keeps the headers of two clients apart'],
      serial: ['does not hold up a fast call behind a slow one'],
      'one-answer': [
        'gives each of 20 calls its own answer',
        'does not hold up a fast call behind a slow one',
        'fails one call without others',
      ],
    },
    access: {
      'say-secrets': ['does not put a key of the query into the message of an error'],
      'no-escapes': ['escapes a key in the query'],
      ascii: ['sends a password with a colon and letters beyond ASCII'],
      'one-scheme': ['sends a key and a token at once'],
      follow: ['sends no key in a header to another server that it is redirected to'],
      'no-token': ['gives an error if no token is issued'],
      'old-tokens': ['gets a new token when one has expired'],
      grant: ['requests a token with the grant type and its credentials'],
      'no-share': ['gets one token for calls that begin together'],
      'made-up': ['sends the first of two alternatives', 'sends no made-up credentials'],
      'fresh-tokens': [
        'uses a token for several calls',
        'gets one token for calls that begin together',
      ],
      'follow-all': [
        'sends no token to another server that it is redirected to',
        'sends no key in a cookie to another server that it is redirected to',
        'sends no key in the query to another server that it is redirected to',
      ],
      'secret-to-api': [
        'gets a token and sends it',
        'requests a token with the grant type and its credentials',
        'uses a token for several calls',
      ],
      shared: ['sends a key in the query', 'escapes a key in the query', 'sends a key in a cookie'],
      'no-credentials': [
        'sends a key in a header',
        'sends a key in the query',
        'escapes a key in the query',
      ],
    },
    retries: {
      'retry-bare': ['retries with the same query and headers'],
      'retry-bodies': ['retries a PUT with its whole body'],
      'no-reset-retry': ['retries a read after the connection broke'],
      endless: ['does not wait an hour although Retry-After says so'],
      'no-date': ['waits until the date of Retry-After'],
      'once-more': [
        'sends a failed request only once if retries are off',
        'gives up after the last attempt with its error',
      ],
      unsafe: [
        'does not repeat a POST without a key after 500',
        'does not repeat a POST without a key after the connection broke',
      ],
      slow: [
        'sends soon after a Retry-After of 0',
        'ignores a Retry-After that is in the past',
        'ignores a Retry-After that is invalid',
      ],
      'no-pause': [
        'waits as many seconds as Retry-After says',
        'waits until the date of Retry-After',
        'waits for Retry-After after 429',
      ],
      'no-retry-after': [
        'waits as many seconds as Retry-After says',
        'waits until the date of Retry-After',
        'waits for Retry-After after 429',
      ],
      'retry-all': [
        'does not retry a request after 400',
        'does not retry a request after 401',
        'does not retry a request after 403',
      ],
      'only-503': [
        'retries a read after 429',
        'retries a read after 500',
        'retries a read after 502',
      ],
      'no-retries': [
        'retries a read after 429',
        'retries a read after 500',
        'retries a read after 502',
      ],
    },
    idempotency: {
      'one-key': ['sends another key with each call'],
      'keys-everywhere': ['sends no key with a request that takes none'],
      'fresh-keys': [
        'sends the same key again after 503',
        'sends the same key again after the connection broke',
        'sends the key of the caller',
      ],
      'no-key': [
        'sends a key with a request that takes one',
        'sends another key with each call',
        'sends the same key again after 503',
      ],
    },
    timeouts: {
      'stream-timeout': ['does not end a stream of events that is longer than the limit'],
      'call-limit': ['lets one call have a shorter limit', 'lets one call have a longer limit'],
      'kind-timeout': [
        'ends a call without a response in time, and says so',
        'closes the connection of a call that timed out',
        'works after a timeout',
      ],
      'no-timeout': [
        'ends a call without a response in time, and says so',
        'ends a call whose body stops in the middle',
        'closes the connection of a call that timed out',
      ],
    },
    aborts: {
      deaf: [
        'ends a call that waits for a response',
        'closes the connection of a call that is aborted',
        'ends a call whose body is arriving',
      ],
      kinds: [
        'ends a call that waits for a response',
        'closes the connection of a call that is aborted',
        'ends a call whose body is arriving',
      ],
    },
    pages: {
      'empty-page': ['goes on after an empty page'],
      absolute: ['follows a relative address in the Link header'],
      leak: ['sends no credentials to another server for the next page'],
      'page-bare': ['counts pages', 'counts items', 'keeps the other parameters on every page'],
      'first-page': ['follows a cursor', 'counts pages', 'counts items'],
      prefetch: ['follows a cursor', 'counts pages', 'counts items'],
    },
    events: {
      'any-stream': ['fails if the response is not a stream of events'],
      'split-crlf': ['reads a CRLF that is split between packets'],
      space: ['reads data without a space after the colon'],
      unfinished: ['gives no event that has not ended'],
      'split-utf8': ['reads characters that are split between packets'],
      'keep-open': ['closes the connection if the caller stops'],
      nul: ['ignores an id with a NUL character'],
      'resume-bare': ['sends the same parameters and credentials when it opens a stream again'],
      'no-pause': ['waits as long as the server says before it opens a stream again'],
      'one-line': ['reads a CRLF that is split between packets', 'joins several lines of data'],
      'lf-only': [
        'reads lines that end with CRLF',
        'reads lines that end with CR',
        'reads a CRLF that is split between packets',
      ],
      'strict-fields': ['ignores comments', 'ignores unknown fields', 'reads an empty stream'],
      'no-types': [
        'gives no event without data',
        'reads events that have a type and an id',
        'reads fields in any order',
      ],
      'empty-events': ['ignores comments', 'gives no event without data', 'reads an empty stream'],
      'no-resume-id': [
        'opens a broken stream again after the last event',
        'does not count an event that has not ended',
        'ignores an id with a NUL character',
      ],
      'no-rest': [
        'reads lines that end with CR',
        'reads a CRLF that is split between packets',
        'reads an event in several packets',
      ],
      'no-resume': [
        'opens a broken stream again after the last event',
        'does not count an event that has not ended',
        'ignores an id with a NUL character',
      ],
      'cut-ends': [
        'gives the error of a stream that does not begin',
        'fails, or opens the stream again, if the connection breaks',
        'opens a broken stream again after the last event',
      ],
      buffered: [
        'gives each event as it arrives',
        'closes the connection if the caller stops',
        'fails, or opens the stream again, if the connection breaks',
      ],
    },
    lines: {
      'all-ends': ['splits at line feeds only'],
      'no-last': ['reads a last line without its end'],
      'empty-lines': ['ignores empty lines'],
      'split-utf8': ['reads characters that are split between packets'],
      'keep-open': ['closes the connection if the caller stops'],
      buffered: [
        'gives each value as it arrives',
        'fails if the connection breaks',
        'closes the connection if the caller stops',
      ],
      'no-rest': [
        'reads a last line without its end',
        'reads a value in several packets',
        'reads characters that are split between packets',
      ],
    },
    webhooks: {
      'first-signature': ['accepts one correct signature of several'],
      'no-future': ['refuses a delivery that is an hour ahead'],
      'any-age': ['refuses a delivery that is an hour old'],
      ascii: ['reads text beyond ASCII in a signed body'],
      'any-signature': [
        'refuses a wrong signature',
        'refuses a body that was changed',
        'refuses a delivery without a signature',
      ],
    },
  };
