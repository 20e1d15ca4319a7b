import type { Locator, Page } from '@playwright/test';
import { eventually } from '../support/eventually.ts';
import { untilAlive } from './support/alive.ts';
import { findStory } from './support/alerts.ts';
import { postStory } from './support/sandbox.ts';
import { signInAs } from './support/sign-in.ts';
import { expect, test } from './support/test.ts';

const mark = String(Date.now() % 100_000);

test.beforeEach(async ({ page }) => {
  await signInAs(page, 'Noor (demo admin)');
});

test.afterAll(async ({ owner }) => {
  // Other journeys count on the demo brand as it was.
  await owner.sql`delete from region where name like ${`%${mark}`}`;
  await owner.sql`delete from region_group where name like ${`%${mark}`}`;
});

test('thirty regions in four groups come from one pasted list: shown before, mended where wrong, added at once', async ({
  page,
}) => {
  await page.goto('/regions/add');
  await page.getByText('Several at once').click();
  const list = page.getByLabel('Your list, one region a line');
  const groups = ['North', 'South', 'East', 'West'].map((name) => `${name} ${mark}`);
  const rows = Array.from({ length: 30 }, (_, at) => `Team ${at} ${mark}\t${groups[at % 4]}\tFR\t\t`);
  rows[4] = `Team 4 ${mark}\t${groups[0]}\tAtlantis`;
  await list.fill(rows.join('\n'));
  const shown = page.getByRole('region', { name: 'How your list is understood' });
  await expect(shown).toContainText('29 regions to add');
  await expect(shown).toContainText('1 line to mend');
  await expect(shown).toContainText('4 new groups');
  const fifth = shown.getByRole('listitem').nth(4);
  await expect(fifth).toContainText('“Atlantis” is no country we know.');
  await page.getByRole('button', { name: 'Add 29 regions' }).click();
  await expect(page.getByText('Line 5 is not right yet, so nothing was added.')).toBeVisible();
  await expect(list).toHaveValue(rows.join('\n'));

  rows[4] = `Team 4 ${mark}\t${groups[0]}\tPortugal`;
  await list.fill(rows.join('\n'));
  await expect(fifth).toContainText('Europe/Lisbon');
  await page.getByRole('button', { name: 'Add 30 regions' }).click();
  await expect(page.getByText('30 regions added and 4 new groups.')).toBeVisible();

  await page.getByRole('link', { name: 'See all regions' }).click();
  await page.getByLabel('Find a region, country or account').fill(`portugal ${mark}`);
  await expect(page.getByText(/^1 of \d+ regions$/)).toBeVisible();
  await expect(page).toHaveURL(/\?q=portugal/);
  await expect(page.getByRole('link', { name: `Team 4 ${mark}`, exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await expect(page.getByRole('link', { name: 'Brazil', exact: true })).toBeVisible();

  // A group goes only with its name, and its regions stay.
  await page.getByRole('link', { name: 'Groups', exact: true }).click();
  await page.getByRole('button', { name: `Remove ${groups[3]}` }).click();
  const dialog = page.getByRole('dialog', { name: `Remove the group ${groups[3]}?` });
  await expect(dialog).toContainText(`Team 3 ${mark}`);
  await dialog.getByRole('button', { name: 'Remove group' }).click();
  await expect(dialog.getByText('This is not the name.')).toBeVisible();
  await dialog.getByLabel('To go on, type').fill(groups[3]!);
  await dialog.getByRole('button', { name: 'Remove group' }).click();
  await expect(page.getByText('7 regions are now without a group.')).toBeVisible();
});

test('a region is added from its name, edited, given an account with its history left behind, archived and restored', async ({
  page,
  owner,
}) => {
  test.setTimeout(120_000);
  const name = `Portugal ${mark}`;
  await test.step('the country fills in the rest', async () => {
    await page.goto('/regions/add');
    await page.getByRole('button', { name: 'Add region', exact: true }).click();
    await expect(page.getByText('Give it a name.')).toBeVisible();
    await page.getByLabel('Name').fill('Portugal');
    await expect(page.getByLabel('Time zone')).toHaveValue('Europe/Lisbon');
    await expect(page.getByLabel('Language')).toHaveValue('pt-PT');
    await page.getByLabel('Name').fill(`${name} X`);
    await page.getByLabel('Countries').fill('Portugal');
    await page.getByRole('button', { name: 'Add region', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: `${name} X` })).toBeVisible();
  });

  await test.step('its facts and quiet hours are edited', async () => {
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Group').selectOption({ label: 'EMEA' });
    await page.getByLabel('From').fill('22:00');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Give both times, or none.')).toBeVisible();
    await page.getByLabel('Until').fill('07:30');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
    await expect(page.getByText('quiet 22:00 to 07:30')).toBeVisible();
  });
  const address = page.url();

  await test.step('an account moves here; what it posted before stays where it was', async () => {
    const before = await findStory(owner, await postStory('kilnbird.au'));
    await openRegion(page, 'Australia');
    await moveAccount(
      page,
      'kilnbird.au',
      name,
      /stories found so far stay with Australia|story found so far stays/,
    );
    await expect(page.getByText('No Instagram account yet')).toBeVisible();
    const next = await findStory(owner, await postStory('kilnbird.au'));
    const regionOf = async (id: string) =>
      (
        await owner.sql<{ name: string }[]>`
        select r.name from story s join region r on r.id = s.region_id where s.id = ${id}`
      )[0]?.name;
    expect([await regionOf(before.id), await regionOf(next.id)]).toEqual(['Australia', name]);
  });

  await test.step('archived after its name was typed, it is not checked, and is listed apart', async () => {
    await page.goto(address);
    await page.getByRole('button', { name: 'Archive this region' }).click();
    const dialog = page.getByRole('dialog', { name: `Archive ${name}?` });
    await expect(dialog).toContainText('1 Instagram account is not checked any more.');
    await dialog.getByLabel('To go on, type').fill('portugal');
    await dialog.getByRole('button', { name: 'Archive' }).click();
    await expect(dialog.getByText('This is not the name.')).toBeVisible();
    await dialog.getByLabel('To go on, type').fill(name);
    await dialog.getByRole('button', { name: 'Archive' }).click();
    await expect(page.getByText('not checked while archived')).toBeVisible();
    await page.getByRole('link', { name: 'All regions' }).click();
    const link = page.getByRole('link', { name, exact: true });
    await expect(link).toBeHidden();
    await page.getByText(/^Archived: \d+ region/).click();
    await link.click();
  });

  await test.step('restored, it is checked again, and the account goes back', async () => {
    await page.getByRole('button', { name: 'Restore this region' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
    await expect(page.getByRole('button', { name: 'Archive this region' })).toBeVisible();
    await eventually('the account is checked again', async () => {
      const [row] = await owner.sql<{ fresh: boolean }[]>`
        select last_good_check_at > now() - interval '20 seconds' as fresh from account
        where username = 'kilnbird.au'`;
      return row?.fresh === true;
    });
    await moveAccount(page, 'kilnbird.au', 'Australia', /stay/);
    await owner.sql`
      update story set region_id = (select id from region where name = 'Australia')
      where region_id = (select id from region where name = ${name})`;
  });
});

test('discovered accounts are given to regions on one screen, where their names suggest which', async ({
  page,
  owner,
}) => {
  const username = `kilnbird.test${mark}.br`;
  await owner.sql`
    insert into account (id, ig_user_id, username, name)
    values (gen_random_uuid(), ${`9${mark}`}, ${username}, 'Test account')`;
  await page.goto('/regions');
  await page.getByRole('link', { name: 'Give them regions' }).click();
  const choice = page.getByLabel(`Region of @${username}`);
  await expect(choice.locator('option:checked')).toHaveText('Brazil');
  await untilAlive(choice);
  await choice.selectOption({ label: 'Headquarters' });
  await page.getByRole('button', { name: 'Save 1 account' }).click();
  await expect(page.getByText('1 account has its region.')).toBeVisible();
  await expect(page.getByText('No account is waiting')).toBeVisible();
  await openRegion(page, 'Headquarters');
  await expect(page.getByText(`@${username}`)).toBeVisible();
  await owner.sql`delete from account where username = ${username}`;
});

async function openRegion(page: Page, name: string): Promise<void> {
  await page.goto('/regions');
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
}

async function moveAccount(page: Page, account: string, to: string, says: RegExp): Promise<void> {
  await page.getByRole('button', { name: `What to do with ${account}` }).click();
  await page.getByRole('menuitem', { name: 'Move to another region' }).click();
  const dialog: Locator = page.getByRole('dialog', { name: `Move @${account}` });
  await expect(dialog).toContainText(says);
  await dialog.getByLabel('To region').selectOption({ label: to });
  await dialog.getByRole('button', { name: 'Move account' }).click();
  await expect(page.getByText('Account moved. Its next story follows.')).toBeVisible();
}
