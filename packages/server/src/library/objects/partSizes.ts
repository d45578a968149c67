const SMALLEST = 8 * 1024 * 1024;
/** S3 allows 10,000 parts of an object. */
const OF_A_SIZE = 1_000;

/**
 * How many bytes a part has at least, except the last one; S3 requires 5 MiB. It doubles every 1,000 parts, so that
 * 10,000 parts are enough for the largest object of S3, 5 TiB.
 *
 * @param number of the part, from 1
 */
export const partSize = (number: number): number =>
  SMALLEST * 2 ** Math.floor((number - 1) / OF_A_SIZE);
