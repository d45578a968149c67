/**
 * What operations are made of, in addition to data.
 *
 * @module
 */
export { readBytes, readJson, readText } from './answers.ts';
export {
  writeBytes,
  writeForm,
  writeItems,
  writeJson,
  writeText,
} from './bodies.ts';
export { convert } from './convert.ts';
export { readExactEvents, readExactItems, readExactJson } from './exactJson.ts';
export { readItems } from './items.ts';
export { writeMultipart } from './multipart.ts';
export { byCursor, byLastId, byLink, byOffset, byPage, byUrl } from './nextPages.ts';
export {
  content,
  cookie,
  deepObject,
  form,
  label,
  matrix,
  pipeDelimited,
  queryString,
  simple,
  spaceDelimited,
} from './parameters.ts';
export { bigint, date, instant } from './scalars.ts';
export { apiKey, basic, bearer, headerKey, httpScheme, oauth2 } from './security.ts';
export { readEvents } from './serverEvents.ts';
export { endSession, keepSession } from './session.ts';
