import type { RequestListener } from 'node:http';
import type { Hosts } from '@contract-first/hono';
import { answerProblem } from '@contract-first/hono/node';
import { problems } from './problems.ts';

/** A listener that answers requests by other names than the server's with a problem, and hands on all others. */
export const guardedByHosts =
  (hosts: Hosts, listener: RequestListener): RequestListener =>
  (request, response) => {
    const problem = hosts.problemOf(request.headers.host ?? '');
    if (!problem) return listener(request, response);
    request.resume();
    answerProblem(response, problems, problem);
  };
