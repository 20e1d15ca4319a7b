import { type BrowserContext, type BrowserContextOptions, expect, test as base } from '@playwright/test';
import { connect, type Connection } from '#db/client.ts';
import { running } from './running.ts';
import { type Watch, watch as startWatch } from './watch.ts';

type Fixtures = {
  watch: Watch;
  /** Another browser, of somebody else or on another device; watched like the first. */
  newVisitor: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  /** A browser that looks at the sandbox's pages, which are none of ours. */
  sandboxContext: BrowserContext;
};

/**
 * A journey. Each, whatever it is about, also holds that the browser had
 * nothing to complain of, asked nobody else for anything, and was sent neither
 * a full number nor a secret.
 */
export const test = base.extend<Fixtures, { owner: Connection }>({
  owner: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from here what a fixture needs
    async ({}, use) => {
      const owner = connect(running().databaseUrl, { role: null, max: 2, name: 'storywire journeys' });
      await use(owner);
      await owner.close();
    },
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line no-empty-pattern -- as above
  baseURL: async ({}, use) => await use(running().url),
  watch: [
    async ({ context }, use) => {
      const watch = await startWatch();
      await watch.add(context);
      await use(watch);
      expect(await watch.faults()).toEqual([]);
    },
    { auto: true },
  ],
  newVisitor: async ({ browser, watch, baseURL }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({
        baseURL,
        viewport: { width: 1440, height: 900 },
        ...options,
      });
      opened.push(context);
      await watch.add(context);
      return context;
    });
    for (const context of opened) await context.close();
  },
  sandboxContext: async ({ browser }, use) => {
    const context = await browser.newContext({
      baseURL: running().sandboxUrl,
      viewport: { width: 1440, height: 900 },
    });
    await use(context);
    await context.close();
  },
});

export { expect };
