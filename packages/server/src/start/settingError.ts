/** An invalid setting; the message says which, and what is valid. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}
