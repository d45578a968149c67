import { expect, it } from 'vitest';
import type { Document } from '../contract/index.ts';
import { fromHeaders } from './credentials.ts';

const document = {
  openapi: '3.1.1',
  info: { title: 'Schemes', version: '1' },
  paths: {},
  components: {
    securitySchemes: {
      Implicit: { type: 'oauth2', flows: {} },
      Code: { type: 'oauth2', flows: {} },
      Token: { type: 'http', scheme: 'bearer' },
      Basic: { type: 'http', scheme: 'basic' },
    },
  },
} as unknown as Document;

it('a header is a credential of every scheme that uses it', () => {
  expect(fromHeaders(document, { Authorization: 'Bearer t' })).toEqual({
    credentials: { Implicit: 't', Code: 't', Token: 't' },
    others: {},
  });
});
