export type { ServerOptions } from './compose/context.ts';
export { type RunningServer, startServer } from './compose/server.ts';
export { messages } from './events/messages.ts';
export { type Config, readConfig, SettingError, settings } from './start/config.ts';
export { pathOfServerFile, type ServerFile } from './start/serverFile.ts';
