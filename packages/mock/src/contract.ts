/** The bundled contract, which the mock is built with. */

import asyncapi from '@file-organizer/spec/asyncapi.json' with { type: 'json' };
import openapi from '@file-organizer/spec/openapi.json' with { type: 'json' };
import type { Document, MessageDocument } from 'contract-first/contract';

// The documents conform to these types, but the compiler infers the type of every string in them.
/** The contract of the API. The build bundles it into the package. */
export const document = openapi as unknown as Document;
/** The contract of its live events. */
export const messageDocument = asyncapi as unknown as MessageDocument;
