/** What stands for a secret in recordings. */
export const REDACTED = '***';
