import type { Command } from './feature.ts';

/** What a command makes of a feature. */
export type Cell =
  /** Something shows that it is handled: what it is. */
  | { readonly state: 'handled'; readonly shown: string }
  /** It has no effect on this command by its meaning. */
  | { readonly state: 'no effect'; readonly reason: string }
  /** It is reported, with its place, and the command goes on or ends with 2. */
  | { readonly state: 'warning' | 'error'; readonly message: string }
  /** It is neither handled nor reported, or handled wrongly. */
  | { readonly state: 'lost'; readonly message: string };

export type Row = { readonly [command in Command]?: Cell };
export const handled = (shown: string): Cell => ({ state: 'handled', shown });
export const lost = (message: string): Cell => ({ state: 'lost', message });
