import { defineConfig } from '@playwright/test';
import { browserArgs, browserEnv, browserPath } from './tests/support/browser-path.ts';

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // One Storywire, one brand: journeys share it, so they take turns.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  globalSetup: './tests/e2e/support/start.ts',
  reporter: [['list']],
  use: {
    trace: 'retain-on-failure',
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath: browserPath(), args: browserArgs, env: browserEnv() },
  },
});
