/** JSON Web Tokens, anywhere in the text. */
const tokens = /\beyJ[\w-]+\.[\w.-]+/g;
/** Secret query parameters, such as `ticket=…`. */
const named = /([?&][^=&]*(?:ticket|token|password|key)=)[^&]*/gi;

/** Removes secrets from a path and query, for responses and logs. */
export const withoutSecrets = (address: string): string =>
  address.replace(named, '$1...').replace(tokens, '...');
