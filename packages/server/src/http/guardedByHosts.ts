import type { RequestListener } from 'node:http';
import type { Hosts } from '@contract-first/hono';
import { answerProblem } from '@contract-first/hono/node';
import { problems } from './problems.ts';

/** Rejects requests for other host names than the server's with a problem, and passes on all others. */
export const guardedByHosts =
  (hosts: Hosts, listener: RequestListener): RequestListener =>
  (request, response) => {
    const problem = hosts.problemOf(request.headers.host ?? '');
    if (!problem) return listener(request, response);
    request.resume();
    answerProblem(response, problems, problem);
  };
