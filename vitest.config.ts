import { defineConfig } from 'vitest/config';

const testEnv = {
  STORYWIRE_MODE: 'sandbox',
  STORYWIRE_URL: 'http://127.0.0.1:3000',
  STORYWIRE_SECRET: 'a-secret-for-tests-only-0123456789abcdef',
  DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:1/none',
  META_APP_ID: '990000000000001',
  META_APP_SECRET: 'sandbox-app-secret-for-tests',
  META_ACCESS_TOKEN: 'EAAsandboxtokenfortests0123456789',
  META_WEBHOOK_VERIFY_TOKEN: 'sandbox-verify-token-for-tests',
  META_GRAPH_URL: 'http://127.0.0.1:1',
  META_GRAPH_VERSION: 'v26.0',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_BUSINESS_ACCOUNT_ID: '102290129340398',
  LOG_LEVEL: 'silent',
};

export default defineConfig({
  test: {
    // When to give up, not how fast a thing must be.
    expect: { poll: { timeout: 45_000 } },
    // postgres.js writes to a socket that is gone when a database ends in the middle of a transaction, and nobody can
    // catch that. In the product it ends the worker, which the launcher starts again. This one error and no other.
    onUnhandledError: ({ message, stack }) =>
      !(
        message.includes("null (reading 'write')") &&
        /nextWrite .*postgres\/src\/connection\.js/.test(stack ?? '')
      ),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts', 'tests/*.test.ts'],
          // Rules keep nothing between one call and the next, so that files may share modules; loading them anew for each took a third of the run.
          isolate: false,
          env: testEnv,
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          env: testEnv,
          globalSetup: ['tests/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'chaos',
          include: ['tests/chaos/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // Each file has a whole Storywire of its own; two cores carry one.
          maxWorkers: 1,
          fileParallelism: false,
        },
      },
    ],
  },
});
