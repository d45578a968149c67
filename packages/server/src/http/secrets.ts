/** Keys, refresh tokens, tickets and JWTs, wherever somebody put them. */
const secrets = /\b(?:fo_[A-Za-z0-9]+_[A-Za-z0-9]+|f[rt]_[0-9a-f]{48}\b)|\beyJ[\w-]+\.[\w.-]+/g;
/** What a query names as secret, such as `ticket=…`. */
const named = /([?&][^=&]*(?:ticket|token|password|key)=)[^&]*/gi;

/** An address without what must not be read by others: in an answer, or in a log. */
export const withoutSecrets = (address: string): string =>
  address.replace(named, '$1...').replace(secrets, '...');
