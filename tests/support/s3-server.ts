import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import S3rver from 's3rver';

export type TestS3 = {
  /** S3_ENDPOINT and its companions. */
  settings: {
    S3_ENDPOINT: string;
    S3_REGION: string;
    S3_BUCKET: string;
    S3_ACCESS_KEY_ID: string;
    S3_SECRET_ACCESS_KEY: string;
  };
  close: () => Promise<void>;
};

/**
 * An S3-speaking server with one empty bucket. s3rver is no longer developed, but
 * it is small and comes from npm alone. It checks who asks and the form of a
 * signature, not the signature itself, and knows no checksums.
 */
export async function testS3(): Promise<TestS3> {
  const directory = await mkdtemp(path.join(tmpdir(), 'storywire-s3-'));
  const bucket = 'storywire-media';
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: bucket, configs: [] }],
  });
  const { port } = await server.run();
  return {
    settings: {
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_REGION: 'eu-central-1',
      S3_BUCKET: bucket,
      S3_ACCESS_KEY_ID: 'S3RVER',
      S3_SECRET_ACCESS_KEY: 'S3RVER',
    },
    close: async () => {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
