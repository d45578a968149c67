/**
 * The settings of object storage: a URL, and the environment variables of AWS's own tools.
 *
 * @module
 */
import { BucketRefusal, BucketUnreachable } from '../library/objects/bucketErrors.ts';
import type { BucketSettings } from '../library/objects/bucketRequests.ts';
import { SettingError } from './settingError.ts';

const SETTING = 'FILE_ORGANIZER_BLOBS';

type Environment = Readonly<Record<string, string | undefined>>;

/** The bucket and the prefix in a URL such as `s3://bucket/prefix`. @throws SettingError */
export function bucketIn(text: string): Pick<BucketSettings, 'bucket' | 'prefix'> {
  const [, bucket, path = ''] =
    /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(text) ?? [];
  const prefix = path.replace(/\/+$/, '');
  if (bucket === undefined || !/^[\w./-]*$/.test(prefix) || prefix.includes('//')) {
    throw new SettingError(
      'must be a URL such as s3://bucket or s3://bucket/prefix, with letters, digits and any of "._-/" in the prefix',
    );
  }
  return { bucket, prefix };
}

/**
 * Completes the settings of object storage from the environment.
 *
 * @throws SettingError if a variable is missing or invalid
 */
export function objectStorageOf(text: string, env: Environment): BucketSettings {
  const { bucket, prefix } = bucketIn(text);
  const given = (name: string) => env[name] || undefined;
  const required = (name: string) => {
    const value = given(name);
    if (value !== undefined) return value;
    throw new SettingError(`${SETTING} is set, so ${name} is needed as well; set it`);
  };
  const region = given('AWS_REGION') ?? given('AWS_DEFAULT_REGION') ?? 'us-east-1';
  const named = ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'].find((name) => given(name));
  const endpoint =
    named === undefined ? `https://s3.${region}.amazonaws.com` : (given(named) ?? '');
  const url = URL.parse(endpoint);
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '') {
    throw new SettingError(
      `${named} must be a URL such as https://s3.example.org:9000, without a path`,
    );
  }
  return {
    ...{ bucket, prefix, endpoint: url.origin, region },
    // Host names of buckets need wildcards in DNS and certificates, which few other providers than AWS have. A dot
    // in the bucket's name does not match AWS's certificate.
    pathStyle: named !== undefined || bucket.includes('.'),
    accessKeyId: required('AWS_ACCESS_KEY_ID'),
    secretAccessKey: required('AWS_SECRET_ACCESS_KEY'),
    sessionToken: given('AWS_SESSION_TOKEN'),
  };
}

/** The URL of the library in object storage. */
export const urlOfLibrary = ({ bucket, prefix }: BucketSettings): string =>
  `s3://${bucket}${prefix === '' ? '' : `/${prefix}`}`;

/** Remedies by S3's codes of errors. */
const remedies: Readonly<Record<string, string>> = {
  NoSuchBucket: 'create the bucket, or correct its name',
  InvalidAccessKeyId: 'check AWS_ACCESS_KEY_ID',
  XAdminUserNotFound: 'check AWS_ACCESS_KEY_ID',
  SignatureDoesNotMatch: 'check AWS_SECRET_ACCESS_KEY',
  AccessDenied:
    'allow these credentials s3:GetObject, s3:PutObject, s3:DeleteObject, s3:ListBucket and s3:AbortMultipartUpload in it',
  InvalidToken: 'check AWS_SESSION_TOKEN',
  ExpiredToken: 'get new temporary credentials (AWS_SESSION_TOKEN)',
  RequestTimeTooSkewed: "set this machine's clock",
  PermanentRedirect: 'set AWS_REGION to the region of the bucket',
  AuthorizationHeaderMalformed: 'set AWS_REGION to the region of the bucket',
  IllegalLocationConstraintException: 'set AWS_REGION to the region of the bucket',
};

/** The error that explains why the server cannot start with object storage; undefined for an unexpected one. */
export function bucketFault(
  error: unknown,
  settings: BucketSettings | undefined,
): SettingError | undefined {
  if (!settings || !(error instanceof Error)) return undefined;
  const storage = `the object storage ${urlOfLibrary(settings)} at ${settings.endpoint} (${SETTING})`;
  if (error.name === 'PrefixClaimed') {
    return new SettingError(
      `Cannot use ${storage}: it belongs to the library of another database. Use the database that it belongs to, or another prefix or bucket`,
    );
  }
  if (error instanceof BucketRefusal) {
    const remedy = remedies[error.code] ?? 'check the settings of the bucket';
    const code = error.code === '' ? `status ${error.status}` : error.code;
    return new SettingError(`Cannot use ${storage}: ${error.message} (${code}); ${remedy}`);
  }
  if (error instanceof BucketUnreachable) {
    return new SettingError(
      `Cannot reach ${storage}: ${error.message}; start it, or correct AWS_ENDPOINT_URL_S3`,
    );
  }
  return undefined;
}
