/** Generates the server of a document, as a command of its own: `generateServer.ts <document> <folder>`. */
import { loadDocument } from 'contract-first/document';
import { generateRoutes } from 'contract-first/generate';

const [file = '', folder = ''] = process.argv.slice(2);
const { document } = await loadDocument(file);
await generateRoutes(document, folder);
