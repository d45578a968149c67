import { mkdir, writeFile } from 'node:fs/promises';
import { bundleDocument } from '../packages/toolkit/src/codegen/bundle.ts';

const document = await bundleDocument('spec/openapi.yaml');
await mkdir('spec/dist', { recursive: true });
await writeFile('spec/dist/openapi.json', `${JSON.stringify(document, null, 2)}\n`);
