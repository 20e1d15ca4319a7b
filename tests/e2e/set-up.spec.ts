import { expect, type Locator, type Page, test } from '@playwright/test';
import type { Connection } from '#db/client.ts';
import { eventually } from '../support/eventually.ts';
import { freePorts, installation, type Launched, launchStorywire } from '../support/launched.ts';
import { type Sandbox, startSandbox } from '../support/sandbox.ts';
import { untilAlive } from './support/alive.ts';
import { inSeconds, printFigures } from './support/figures.ts';
import { numberList, regionGroups, regionList } from './support/thirty-regions.ts';

/** A brand's first hour with Meta's credentials given and nothing else there; Meta is a sandbox of this test's own. */
let sandbox: Sandbox;
let launched: Launched;
let owner: Connection;

test.beforeAll(async () => {
  const [port] = await freePorts(1);
  sandbox = await startSandbox({ callbackUrl: `http://127.0.0.1:${port}` });
  launched = await launchStorywire(await installation({ PORT: String(port), ...sandbox.env }));
  owner = await launched.database();
  await eventually(
    'the accounts are discovered',
    async () => (await owner.sql`select from account`).length > 0,
  );
});
test.afterAll(async () => {
  await owner.close();
  await launched.remove();
  await sandbox.close();
});

test('a new admin sets up thirty regions, their accounts, six hundred numbers and who hears whom', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const complaints: string[] = [];
  const page = await (
    await browser.newContext({ baseURL: launched.url, viewport: { width: 1440, height: 900 } })
  ).newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  const hour = new FirstHour(page);

  await hour.stage('signed in', async () => {
    await page.goto(launched.signInLink);
    await hour.click(page.getByRole('button', { name: 'Sign in as First admin' }));
    await page.waitForURL('/');
  });
  // Wherever a new admin looks first, the way to the regions is shown.
  await page.goto('/numbers');
  await expect(page.getByRole('link', { name: 'Add regions' })).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'To the regions' })).toBeVisible();

  await hour.stage('thirty regions in four groups', async () => {
    await hour.click(page.getByRole('link', { name: 'Regions', exact: true }));
    await hour.click(page.getByRole('link', { name: 'Add regions', exact: true }));
    await hour.click(page.getByText('Several at once'));
    await hour.fill(page.getByLabel('Your list, one region a line'), regionList);
    await hour.click(page.getByRole('button', { name: 'Add 30 regions' }));
    await expect(page.getByText('30 regions added and 4 new groups.')).toBeVisible();
  });

  await hour.stage('accounts mapped', async () => {
    await hour.click(page.getByRole('link', { name: 'See all regions' }));
    await hour.click(page.getByRole('link', { name: 'Give them regions' }).first());
    // Each is suggested by its name; those that say nothing are given by hand.
    for (const select of await page.getByLabel(/^Region of/).all())
      if ((await select.inputValue()) === '') await hour.choose(select, 'United Kingdom');
    await hour.click(page.getByRole('button', { name: /^Save \d+ account/ }));
    await expect(page.getByText('No account is waiting')).toBeVisible();
  });

  await hour.stage('six hundred numbers', async () => {
    await hour.click(page.getByRole('link', { name: 'Numbers', exact: true }));
    await hour.click(page.getByRole('link', { name: /Import/ }).first());
    await hour.step();
    const file = { name: 'numbers.csv', mimeType: 'text/csv', buffer: Buffer.from(numberList) };
    await page.getByLabel('Choose a file').setInputFiles(file);
    await hour.click(page.getByRole('button', { name: 'Check the list' }));
    await hour.click(page.getByRole('button', { name: 'Did you mean United Kingdom?' }));
    const commit = page.getByRole('button', { name: 'Import 600 numbers' });
    await expect(commit).toBeVisible();
    const from = performance.now();
    await hour.click(commit);
    await expect(page.getByText('600 numbers added')).toBeVisible();
    hour.figures['writing 600 numbers'] = inSeconds(performance.now() - from);
    expect(await owner.sql`select from number where state = 'active'`).toHaveLength(600);
  });

  await hour.stage('who hears whom', async () => {
    await hour.click(page.getByRole('link', { name: 'Who hears whom', exact: true }));
    await hour.click(page.getByRole('button', { name: 'Own group', exact: true }));
    await hour.click(page.getByRole('button', { name: 'Save changes' }));
    await expect(page.getByText('saved. The next story follows.')).toBeVisible();
    const [row] = await owner.sql<
      { off: number }[]
    >`select count(*)::int as off from route where delivery = 'off'`;
    // Whoever is in another group: 30 × 29 pairs less those within a group.
    const within = Object.values(regionGroups).reduce((sum, { length }) => sum + length * (length - 1), 0);
    expect(row!.off).toBe(30 * 29 - within);
  });

  await hour.stage('rehearsed', async () => {
    await hour.click(page.getByRole('link', { name: 'Rehearse', exact: true }));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/rehears/i);
  });
  expect(complaints).toEqual([]);
  hour.print();
  await page.context().close();
});

/** Counts what a person does, stage by stage. */
class FirstHour {
  readonly figures: Record<string, string> = {};
  readonly #page: Page;
  readonly #begun = performance.now();
  #steps = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  async stage(name: string, work: () => Promise<void>): Promise<void> {
    await test.step(name, work);
    this.figures[name] = `after ${this.#steps} steps, ${inSeconds(performance.now() - this.#begun)}`;
  }

  async step(): Promise<void> {
    this.#steps += 1;
    await this.#page.waitForLoadState();
  }

  async click(target: Locator): Promise<void> {
    await target.click();
    await this.step();
  }

  async fill(target: Locator, text: string): Promise<void> {
    await target.fill(text);
    await this.step();
  }

  async choose(target: Locator, label: string): Promise<void> {
    await untilAlive(target);
    await target.selectOption({ label });
    await this.step();
  }

  print(): void {
    printFigures('a new admin’s first hour', this.figures);
  }
}
