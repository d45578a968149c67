import { acceptedBy, readAnswer } from './answer.ts';
import { readArguments } from './arguments.ts';
import { type Body, writeBody } from './body.ts';
import { Deadline } from './deadline.ts';
import type { Call } from './operation.ts';
import { checkTimeout, type Settings } from './settings.ts';
import { expandPath, writeQuery } from './url.ts';

/** Makes the one function through which every operation is carried out. */
export function createTransport({ baseUrl, credentials, timeout, fetch }: Settings): Call {
  return async <Result>(...[operation, args]: Parameters<Call>): Promise<Result> => {
    const { params, options } = readArguments(operation, args);
    const query = Object.entries(params).filter(([name]) => operation.fields[name] === 'query');
    const url = `${baseUrl}${expandPath(operation.path, params)}${writeQuery(query)}`;
    const limit = checkTimeout(options.timeout ?? timeout);
    const { headers, ...body } = await writeBody(operation, params, options);

    const deadline = new Deadline(limit, options.signal);
    const request: RequestInit & Body = {
      ...body,
      method: operation.method,
      headers: {
        accept: acceptedBy(operation),
        ...headers,
        ...(operation.anonymous ? {} : credentials),
      },
      // followed by hand or not at all: fetch would take the API key to another origin
      redirect: 'manual',
      signal: deadline.signal,
    };
    try {
      // What comes back is what the contract says: the server is tested against it, and a client
      // that checked it again would break with every field that is added.
      return (await readAnswer(operation, await fetch(url, request))) as Result;
    } catch (cause) {
      throw deadline.explain(cause, new URL(baseUrl).origin);
    } finally {
      deadline.stop();
    }
  };
}
