/** A server beside others that are active on its database at the same time; prints where it listens, and its key. */
import { readConfig, startServer } from '@file-organizer/server';

const config = readConfig(process.argv.slice(2), process.env);
if (!config) throw new TypeError('The settings ask for help');
const passwordCost = { memoryCost: 8, timeCost: 1, parallelism: 1 };
const server = await startServer(config, { hasOthers: true, passwordCost });
console.log(`API ${server.url}/api/v1`);
console.log(JSON.stringify({ key: server.madeKey, administrator: server.madeAdministrator }));
process.on('SIGTERM', () => void server.close().then(() => process.exit(0)));
