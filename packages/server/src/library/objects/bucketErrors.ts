/** The object storage cannot be reached now, or does not do its work; later it may. */
export class BucketUnreachable extends Error {
  override readonly name = 'BucketUnreachable';
}

/** The object storage refuses a request; repeating it does not help. */
export class BucketRefusal extends Error {
  override readonly name = 'BucketRefusal';
  /** HTTP status. */
  readonly status: number;
  /** S3's code, such as `NoSuchBucket`; empty if the answer has none. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
