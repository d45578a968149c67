// Not by the module that adds them to ajv, which would load ajv.
import { fullFormats } from 'ajv-formats/dist/formats.js';

/** Whether a format can be checked; another only tells a reader something, as `binary` does. */
export const isCheckedFormat = (name: unknown): name is string =>
  typeof name === 'string' &&
  Object.hasOwn(fullFormats, name) &&
  Reflect.get(fullFormats, name) !== true;
