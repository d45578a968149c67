/** A request before it is sent, without credentials: those are added last. */
export type ApiRequest = {
  /** The client method, such as `files.putContent`. */
  readonly operation: string;
  /** The rate limit policy that the request counts against. */
  readonly limit: string | undefined;
  /** Starts at 1; the middleware runs for each attempt. */
  readonly attempt: number;
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string | Blob | ReadableStream<Uint8Array> | undefined;
  readonly signal: AbortSignal;
};

/**
 * Runs between the client and `fetch`: it can inspect or replace the request and the response. Requests
 * to another origin are sent without credentials.
 *
 * @example
 * const stopwatch: Middleware = async (request, next) => {
 *   const start = Date.now();
 *   const response = await next(request);
 *   console.log(request.operation, response.status, Date.now() - start);
 *   return response;
 * };
 */
export type Middleware = (request: ApiRequest, next: Next) => Promise<Response>;

type Next = (request: ApiRequest) => Promise<Response>;

/** The first is the outermost. */
export function compose(middleware: readonly Middleware[], innermost: Next): Next {
  return middleware.reduceRight<Next>(
    (next, layer) => async (request) => layer(request, next),
    innermost,
  );
}
