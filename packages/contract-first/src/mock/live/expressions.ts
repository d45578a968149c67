/**
 * Runtime expressions (OpenAPI 3.1.1, section 4.8.20.4): where callbacks are sent to.
 *
 * @module
 */
import { valueAt } from '../../document/tree.ts';

/** A request and its response, as expressions name their parts. */
export type Exchange = {
  readonly url: string;
  readonly method: string;
  readonly status: number;
  readonly request: Message & {
    readonly path: Readonly<Record<string, unknown>>;
    readonly query: URLSearchParams;
  };
  readonly response: Message;
};
type Message = {
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
};

/**
 * A text with the values of the expressions in its braces, or of the one that it is.
 *
 * @returns undefined if one of them has no value in the exchange
 */
export function evaluated(template: string, exchange: Exchange): string | undefined {
  if (template.startsWith('$')) return expressionValue(template, exchange);
  let isWhole = true;
  const text = template.replaceAll(/\{(\$[^}]*)\}/g, (_, expression: string) => {
    const value = expressionValue(expression, exchange);
    if (value === undefined) isWhole = false;
    return value ?? '';
  });
  return isWhole ? text : undefined;
}

function expressionValue(expression: string, exchange: Exchange): string | undefined {
  if (expression === '$url') return exchange.url;
  if (expression === '$method') return exchange.method;
  if (expression === '$statusCode') return String(exchange.status);
  const [, of, source = '', name = ''] =
    /^\$(request|response)\.(body|header|query|path)(?:[.#](.*))?$/s.exec(expression) ?? [];
  const message = of === 'response' ? exchange.response : exchange.request;
  if (source === 'body')
    return textOf(name === '' ? message.body : valueAt(message.body, `#${name}`));
  if (source === 'header') return textOf(own(message.headers, name.toLowerCase()));
  if (of !== 'request') return undefined;
  if (source === 'path') return textOf(own(exchange.request.path, name));
  return exchange.request.query.get(name) ?? undefined;
}

const own = (values: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(values, name) ? values[name] : undefined;

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
