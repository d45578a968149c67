import * as client from '@file-organizer/client';
import { work } from './job.mjs';

export default {
  async fetch(_, { baseUrl, apiKey }) {
    return Response.json(await work(client, { baseUrl, apiKey }));
  },
};
