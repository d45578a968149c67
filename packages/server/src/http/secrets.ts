/** Keys, refresh tokens, tickets and JWTs anywhere in a URL. */
const secrets = /\b(?:fo_[A-Za-z0-9]+_[A-Za-z0-9]+|f[rt]_[0-9a-f]{48}\b)|\beyJ[\w-]+\.[\w.-]+/g;
/** Query parameters with secret values, such as `ticket=…`. */
const named = /([?&][^=&]*(?:ticket|token|password|key)=)[^&]*/gi;

/** A URL without its secrets, for responses and logs. */
export const withoutSecrets = (address: string): string =>
  address.replace(named, '$1...').replace(secrets, '...');
