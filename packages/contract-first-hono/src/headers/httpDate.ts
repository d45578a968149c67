const TIME = '\\d{2}:\\d{2}:\\d{2}';
/** The current form, and the two obsolete ones that must be understood as well. */
const forms = [
  `[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} ${TIME} GMT`,
  `[A-Z][a-z]{5,8}, \\d{2}-[A-Z][a-z]{2}-\\d{2} ${TIME} GMT`,
  `[A-Z][a-z]{2} [A-Z][a-z]{2} [ \\d]\\d ${TIME} \\d{4}`,
];
const HTTP_DATE = new RegExp(`^(?:${forms.join('|')})$`);

/**
 * Parses a date in a header (RFC 9110, section 5.6.7) to milliseconds since 1970; undefined if it is
 * not valid, in which case the header is to be ignored.
 */
export function httpDate(header: string | undefined): number | undefined {
  if (header === undefined || !HTTP_DATE.test(header)) return undefined;
  const ms = Date.parse(header.endsWith('GMT') ? header : `${header} GMT`);
  return Number.isNaN(ms) ? undefined : ms;
}
