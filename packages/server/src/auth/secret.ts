/**
 * Random secrets, and how they are stored.
 *
 * @module
 */
import { hash, randomBytes } from 'node:crypto';

/** A secret of 192 random bits, as letters and digits. */
export const randomSecret = (): string => randomBytes(24).toString('hex');

/** A random secret as stored: SHA-256 in hex. What cannot be guessed needs no slow hash. */
export const hashSecret = (secret: string): string => hash('sha256', secret);
