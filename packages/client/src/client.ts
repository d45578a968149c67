import { Resources } from './generated/resources.ts';
import { createConnection } from './runtime/connection.ts';
import type { ClientOptions } from './runtime/settings.ts';

/**
 * A client of the File Organizer API. Each group of operations is a property of it.
 *
 * @example
 * const client = new FileOrganizerClient({ baseUrl: 'http://localhost:8000', apiKey });
 * for await (const file of client.files.list('/')) console.log(file.path);
 */
export class FileOrganizerClient extends Resources {
  /**
   * @throws TypeError that names the option at fault
   */
  constructor(options: ClientOptions = {}) {
    super(createConnection(options));
  }
}
