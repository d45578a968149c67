import { startTestServer } from '../support/testServer.ts';

/** A server as the walk expects it: with the administrator that it names, and an empty library. */
export const startWalkServer = () =>
  startTestServer({ adminUsername: 'admin', adminPassword: 'correct horse battery' });
