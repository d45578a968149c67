const TIME = '\\d{2}:\\d{2}:\\d{2}';
/** The form that is sent, and the two old ones that are to be understood as well. */
const forms = [
  `[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} ${TIME} GMT`,
  `[A-Z][a-z]{5,8}, \\d{2}-[A-Z][a-z]{2}-\\d{2} ${TIME} GMT`,
  `[A-Z][a-z]{2} [A-Z][a-z]{2} [ \\d]\\d ${TIME} \\d{4}`,
];
const HTTP_DATE = new RegExp(`^(?:${forms.join('|')})$`);

/**
 * The time of a date in a header (RFC 9110, section 5.6.7), in milliseconds since 1970; undefined
 * where it is none, which whoever reads it passes over.
 */
export function httpDate(header: string | undefined): number | undefined {
  if (header === undefined || !HTTP_DATE.test(header)) return undefined;
  const ms = Date.parse(header.endsWith('GMT') ? header : `${header} GMT`);
  return Number.isNaN(ms) ? undefined : ms;
}
