import { describe, expect, test } from 'vitest';
import { LaunchError } from '#lib/launch/launch-error.ts';
import { launchSettings } from '#lib/launch/settings.ts';

const meta = {
  META_APP_ID: '123',
  META_APP_SECRET: 'abc',
  META_ACCESS_TOKEN: 'EAAx',
  META_WEBHOOK_VERIFY_TOKEN: 'v',
};
const decide = (source: Record<string, string>) => launchSettings(source, { dev: false });

describe('what is started', () => {
  test('an empty environment means the sandbox, the embedded database and this machine only', () => {
    expect(decide({})).toEqual({
      mode: 'sandbox',
      dev: false,
      host: '127.0.0.1',
      port: 3000,
      sandboxPort: 4010,
      workerPort: 3001,
      dataFolder: '.data',
      databaseUrl: undefined,
      publicUrl: 'http://127.0.0.1:3000',
      demo: true,
    });
  });

  test('all Meta credentials mean Meta, with or without WhatsApp', () => {
    expect(decide(meta).mode).toBe('meta');
    expect(decide({ ...meta, WHATSAPP_PHONE_NUMBER_ID: '1', WHATSAPP_BUSINESS_ACCOUNT_ID: '2' }).mode).toBe(
      'meta',
    );
  });

  test('empty values count as absent', () => {
    expect(decide({ META_APP_ID: '', META_APP_SECRET: ' ', DATABASE_URL: '' }).mode).toBe('sandbox');
  });

  test('a database address changes nothing else', () => {
    const databaseUrl = 'postgres://a:b@host:5432/name';
    expect(decide({ DATABASE_URL: databaseUrl })).toEqual({ ...decide({}), databaseUrl });
  });
});

test('Meta credentials without an access token mean Meta: it is entered in the app', () => {
  const { META_ACCESS_TOKEN: _, ...rest } = meta;
  expect(decide(rest)).toMatchObject({ mode: 'meta' });
});

describe('what is refused, with the remedy', () => {
  test.each(Object.keys(meta).filter((name) => name !== 'META_ACCESS_TOKEN'))(
    'Meta credentials without %s',
    (name) => {
      const { [name]: _, ...rest } = meta as Record<string, string>;
      expect(() => decide(rest)).toThrow(new RegExp(`half-set: ${name} is missing. Give all of`));
    },
  );

  test('an access token alone', () => {
    expect(() => decide({ META_ACCESS_TOKEN: 'EAAx' })).toThrow(/half-set: META_APP_ID/);
  });

  test.each([
    [{ ...meta, WHATSAPP_PHONE_NUMBER_ID: '1' }, /belong together/],
    [{ WHATSAPP_PHONE_NUMBER_ID: '1', WHATSAPP_BUSINESS_ACCOUNT_ID: '2' }, /the Meta credentials are not/],
    [{ PORT: 'http' }, /PORT must be a port between 1 and 65535/],
    [{ PORT: '70000' }, /PORT must be a port/],
    [{ SANDBOX_PORT: '0' }, /SANDBOX_PORT must be a port/],
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL must look like postgres:/],
  ])('%j', (source, words) => {
    expect(() => decide(source as Record<string, string>)).toThrow(LaunchError);
    expect(() => decide(source as Record<string, string>)).toThrow(words);
  });
});
