/**
 * The address of the real server for each request.
 *
 * @module
 */
import type { Contract } from '../../contract/contract.ts';
import { type BoundOperation, type Document, isSchema } from '../../document/model.ts';

export type Located = {
  readonly operation: BoundOperation | undefined;
  readonly pathname: string;
};

/** The real server, and where its paths begin. */
export class Target {
  readonly url: URL;
  /** The path before those of the document, without a slash at the end. */
  readonly base: string;
  readonly #contract: Contract;

  /**
   * @param given an `http:` or `https:` URL. One without a path gets the base path that the document has for
   *   this server, or for its first one.
   * @throws RangeError for another URL, or one with credentials or a query
   */
  constructor(given: string, contract: Contract) {
    const url = URL.parse(given);
    if (!url || !/^https?:$/.test(url.protocol)) {
      throw new RangeError(
        `The URL of the real server must begin with http:// or https://: ${given}`,
      );
    }
    if (url.username !== '' || url.password !== '') {
      throw new RangeError(
        'The URL of the real server must have no credentials: clients send them',
      );
    }
    if (url.search !== '' || url.hash !== '') {
      throw new RangeError(
        `The URL of the real server must have no query and no fragment: ${given}`,
      );
    }
    this.url = url;
    this.#contract = contract;
    const hasPath = /^https?:\/\/[^/]+\//i.test(given);
    const path = hasPath ? url.pathname : basePathOf(contract.document, url);
    this.base = path.replace(/\/+$/, '');
  }

  /** The real server as the log names it. */
  get name(): string {
    return this.url.origin + this.base;
  }

  /** The operation that a request is for, and its path by the document: clients may send the base path, too. */
  locate(method: string, pathname: string): Located {
    const operation = this.#match(method, pathname);
    if (operation) return { operation, pathname };
    const rest = this.#withoutBase(pathname);
    return { operation: this.#match(method, rest), pathname: rest };
  }

  #match(method: string, pathname: string): BoundOperation | undefined {
    const found = this.#contract.match(method, pathname);
    return found ?? (method === 'HEAD' ? this.#contract.match('GET', pathname) : undefined);
  }

  #withoutBase(pathname: string): string {
    const isBelow = this.base !== '' && pathname.startsWith(`${this.base}/`);
    return isBelow ? pathname.slice(this.base.length) : pathname;
  }
}

/** The base path of the server at this origin, else of the first one. */
function basePathOf({ servers = [] }: Document, { origin }: URL): string {
  const urls = servers.flatMap((server) => {
    const url = URL.parse(filled(server), origin);
    return url ? [url] : [];
  });
  const found = urls.find((each) => each.origin === origin) ?? urls[0];
  return found?.pathname ?? '/';
}

/** The URL of a server with the defaults of its variables. */
const filled = (server: { readonly url: string }): string => {
  const variables: unknown = Reflect.get(server, 'variables');
  return server.url.replaceAll(/\{([^}]*)\}/g, (whole, name: string) => {
    const variable = isSchema(variables) ? variables[name] : undefined;
    return isSchema(variable) ? String(variable.default) : whole;
  });
};
