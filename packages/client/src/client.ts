import { Resources } from './generated/resources.ts';
import { type ClientOptions, readSettings } from './runtime/settings.ts';
import { createTransport } from './runtime/transport.ts';

/**
 * A client of the File Organizer API. Each group of operations is a property of it.
 *
 * @example
 * const client = new FileOrganizerClient({ baseUrl: 'http://localhost:8000', apiKey });
 * const { items } = await client.files.list('/');
 */
export class FileOrganizerClient extends Resources {
  /**
   * @throws TypeError that names the option at fault
   */
  constructor(options: ClientOptions = {}) {
    super(createTransport(readSettings(options)));
  }
}
