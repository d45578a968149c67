import { type Bounds, ListenError, Listener } from '@contract-first/hono/node';
import { errnoOf } from '../problemError.ts';
import { type Config, SettingError } from '../start/config.ts';
import { problems } from './problems.ts';

/**
 * Opens the port given by the settings.
 *
 * @throws SettingError if it is unavailable
 */
export async function openListener(
  address: Pick<Config, 'host' | 'port'>,
  bounds: Partial<Bounds> = {},
): Promise<Listener> {
  try {
    return await Listener.open(address, bounds, problems);
  } catch (error) {
    if (!(error instanceof ListenError)) throw error;
    throw new SettingError(
      errnoOf(error.cause) === 'EADDRINUSE'
        ? `Port ${address.port} is in use; stop the program that uses it, or choose another port with --port (PORT)`
        : error.message,
    );
  }
}
