/** JSON Web Tokens, wherever somebody put them. */
const tokens = /\beyJ[\w-]+\.[\w.-]+/g;
/** What a query names as secret, such as `ticket=…`. */
const named = /([?&][^=&]*(?:ticket|token|password|key)=)[^&]*/gi;

/** An address without what must not be read by others: in an answer, or in a log. */
export const withoutSecrets = (address: string): string =>
  address.replace(named, '$1...').replace(tokens, '...');
