import { FileOrganizerError } from '@file-organizer/client';
import type { Failure } from './failure.ts';
import type { Output } from './terminal/output.ts';

/** Says what went wrong, with the faults of each field that the message does not name already. */
export function reportError(output: Output, error: Failure | FileOrganizerError): void {
  if (!(error instanceof FileOrganizerError)) {
    output.warn(`Error: ${error.message}`);
    return;
  }
  // The server's words are for those who write requests.
  const isAnonymous = error.slug === 'missing_credentials';
  output.warn(`Error: ${isAnonymous ? 'You are not signed in to this server.' : error.message}`);
  const said = error.message.toLowerCase();
  for (const { pointer, message } of error.errors) {
    if (said.includes(message.toLowerCase())) continue;
    output.warn(`  ${pointer.replace(/^#\/\w+\//, '')}: ${message}`);
  }
}
