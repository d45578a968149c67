/**
 * A call that is wrong in itself, which shows only while it is carried out. It is thrown as it is,
 * as any `TypeError` of the client, and the call is not tried again.
 */
export class UsageError extends TypeError {
  /** By which it is recognized without its class, which belongs to code that is loaded when needed. */
  get isUsage(): true {
    return true;
  }
}
