export { type Config, readConfig, SettingError, settings } from './config.ts';
export { messages } from './events/messages.ts';
export { type RunningServer, type ServerOptions, startServer } from './server.ts';
