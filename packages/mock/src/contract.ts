import asyncapi from '@file-organizer/spec/asyncapi.json' with { type: 'json' };
import openapi from '@file-organizer/spec/openapi.json' with { type: 'json' };
import type { Document, MessageDocument } from 'contract-first/contract';

// The bundled documents are what these types describe; the compiler infers every text in them.
/** The contract of the API, which the build puts into the package. */
export const document = openapi as unknown as Document;
/** The contract of its live events. */
export const messageDocument = asyncapi as unknown as MessageDocument;
