import { describe, expect, it } from 'vitest';
import type { Document } from '../../document/model.ts';
import { readSite } from './readSite.ts';

describe('the overview', () => {
  it('names a server without a URL, which a document may not have', () => {
    const document = {
      openapi: '3.1.1',
      info: { title: 'Things', version: '1' },
      servers: [{ description: 'Staging' }],
      paths: {},
    } as unknown as Document;
    expect(JSON.stringify(readSite(document).pages[0])).toContain('Staging');
  });
});
