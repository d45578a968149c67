import { describe, expect, it } from 'vitest';
import { BucketRefusal, BucketUnreachable } from '../library/objects/bucketErrors.ts';
import { readConfig } from './config.ts';
import { bucketFault } from './objectStorage.ts';

const given = {
  FILE_ORGANIZER_BLOBS: 's3://files/library',
  FILE_ORGANIZER_DATABASE_URL: 'postgres://u@h/d',
  AWS_ACCESS_KEY_ID: 'id',
  AWS_SECRET_ACCESS_KEY: 'secret',
};

const read = (env: Record<string, string> = {}, args: readonly string[] = []) =>
  readConfig(args, { ...given, ...env })?.objectStorage;

describe('the settings of object storage', () => {
  it('are undefined without FILE_ORGANIZER_BLOBS', () => {
    expect(read({ FILE_ORGANIZER_BLOBS: '' })).toBeUndefined();
  });

  it('are those of AWS by default, with the bucket in the host name', () => {
    expect(read({ AWS_REGION: 'eu-central-1', AWS_SESSION_TOKEN: 'token' })).toEqual({
      ...{ bucket: 'files', prefix: 'library', region: 'eu-central-1', pathStyle: false },
      endpoint: 'https://s3.eu-central-1.amazonaws.com',
      ...{ accessKeyId: 'id', secretAccessKey: 'secret', sessionToken: 'token' },
    });
  });

  it('have the bucket in the path if its name has a dot, or the storage is not AWS', () => {
    expect(read({ FILE_ORGANIZER_BLOBS: 's3://a.b' })).toMatchObject({ pathStyle: true });
    expect(read({ AWS_ENDPOINT_URL: 'http://127.0.0.1:9000' })).toMatchObject({
      ...{ pathStyle: true, endpoint: 'http://127.0.0.1:9000', region: 'us-east-1' },
    });
  });

  it('prefer the endpoint of S3 to that of all services', () => {
    const env = { AWS_ENDPOINT_URL: 'http://all:1', AWS_ENDPOINT_URL_S3: 'http://s3:2' };
    expect(read(env)?.endpoint).toBe('http://s3:2');
  });

  it.each([
    ['s3://files', ''],
    ['s3://files/', ''],
    ['s3://files/a/b/', 'a/b'],
  ])('%s has the prefix "%s"', (url, prefix) => {
    expect(read({ FILE_ORGANIZER_BLOBS: url })).toMatchObject({ bucket: 'files', prefix });
  });

  it.each([
    [{ FILE_ORGANIZER_BLOBS: 'files' }, 'FILE_ORGANIZER_BLOBS must be a URL such as s3://bucket'],
    [{ FILE_ORGANIZER_BLOBS: 's3://Files' }, 'must be a URL such as s3://bucket'],
    [{ FILE_ORGANIZER_BLOBS: 's3://files/a//b' }, 'must be a URL such as s3://bucket'],
    [{ FILE_ORGANIZER_BLOBS: 's3://files/ä' }, 'must be a URL such as s3://bucket'],
    [{ AWS_ACCESS_KEY_ID: '' }, 'AWS_ACCESS_KEY_ID is needed as well; set it'],
    [{ AWS_SECRET_ACCESS_KEY: '' }, 'AWS_SECRET_ACCESS_KEY is needed as well; set it'],
    [{ AWS_ENDPOINT_URL_S3: 'localhost' }, 'AWS_ENDPOINT_URL_S3 must be a URL such as'],
    [{ AWS_ENDPOINT_URL: 'http://h/path' }, 'AWS_ENDPOINT_URL must be a URL such as'],
    [{ FILE_ORGANIZER_ROOT: '/files' }, 'a library is in a bucket or in a folder'],
  ])('%j is refused: %s', (env, message) => {
    expect(() => read(env)).toThrow(message);
  });

  it('need a database', () => {
    const { FILE_ORGANIZER_DATABASE_URL: _, ...env } = given;
    expect(() => readConfig([], env)).toThrow('set FILE_ORGANIZER_DATABASE_URL as well');
  });
});

describe('an error of object storage during the start', () => {
  const settings = read();

  it.each([
    [new BucketRefusal(404, 'NoSuchBucket', 'none'), 'none (NoSuchBucket); create the bucket'],
    [new BucketRefusal(301, 'PermanentRedirect', 'elsewhere'), 'set AWS_REGION'],
    [new BucketRefusal(418, '', 'a teapot'), 'a teapot (status 418); check the settings'],
    [new BucketUnreachable('it is away'), 'it is away; start it, or correct AWS_ENDPOINT_URL_S3'],
  ])('%s has a remedy', (error, message) => {
    const fault = bucketFault(error, settings);
    expect(fault?.message).toContain('s3://files/library at https://s3.us-east-1.amazonaws.com');
    expect(fault?.message).toContain(message);
    expect(fault?.message).not.toContain('secret');
  });

  it('is not explained if it is another one', () => {
    expect(bucketFault(new Error('other'), settings)).toBeUndefined();
  });
});
