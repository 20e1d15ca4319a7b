import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { browserArgs, browserEnv, browserPath } from './tests/support/browser-path.ts';

/** Looks through what the journeys have left in logs and database. */
const written = '**/written.spec.ts';

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // Each worker has a Storywire and a brand of its own, which journeys share, so there they take turns.
  workers: process.env['E2E'] ? 1 : Math.min(2, availableParallelism()),
  fullyParallel: false,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  globalSetup: './tests/e2e/support/start.ts',
  reporter: [['list']],
  projects: [
    { name: 'journeys', testIgnore: written, teardown: 'written' },
    // Begins when every journey has ended, whether it passed or not.
    { name: 'written', testMatch: written },
  ],
  use: {
    // A film of every journey costs a tenth of the run; a failed one leaves its last picture and every step's page.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true, sources: true },
    screenshot: 'only-on-failure',
    viewport: { width: 1440, height: 900 },
    // What a worker asks for passes by `route`, and it would ask beside the pages; offline.spec.ts lets it in.
    serviceWorkers: 'block',
    launchOptions: { executablePath: browserPath(), args: browserArgs, env: browserEnv() },
  },
});
