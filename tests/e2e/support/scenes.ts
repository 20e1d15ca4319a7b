import { untilAlive } from './alive.ts';
import { expect, type Page } from '@playwright/test';
import type { Connection } from '#db/client.ts';
import { linkFor } from './sign-in.ts';
import { someList } from './some-list.ts';

/** A screen as somebody sees it, with what may lie over it. */
export type Scene = {
  name: string;
  /** Whether it is the same for whoever is signed in; else an admin's of every region. */
  forEveryone?: true;
  open: (page: Page) => Promise<void>;
};

/** What one sees before signing in. */
export function scenesOutside(owner: Connection): Scene[] {
  return [
    {
      name: 'sign-in',
      open: async (page) => {
        await page.goto('/sign-in');
        await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
      },
    },
    {
      name: 'sign-in link',
      open: async (page) => {
        await page.goto('about:blank');
        await page.goto(await linkFor(owner, 'Noor (demo admin)'));
        await expect(page.getByRole('button', { name: 'Sign in as Noor (demo admin)' })).toBeVisible();
      },
    },
    {
      name: 'sign-in link that is over',
      open: async (page) => {
        await page.goto('about:blank');
        await page.goto('/sign-in/link#nobody-made-this');
        await expect(page.getByRole('link', { name: 'Other ways to sign in' })).toBeVisible();
      },
    },
    {
      name: 'not found',
      open: async (page) => {
        await page.goto('/nothing/here');
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      },
    },
  ];
}

type World = { story: string; emptyRegionId: string; repostId: string };

/**
 * What an admin sees.
 * @param story code of a story that was told of
 * @param emptyRegionId a region without stories
 * @param repostId a repost of a picture
 */
export function scenesInside({ story, emptyRegionId, repostId }: World): Scene[] {
  return [
    {
      name: 'editor with a text on the picture',
      open: async (page) => {
        await page.goto(`/reposts/${repostId}/edit`);
        await page.getByRole('button', { name: 'Text', exact: true }).click();
        await expect(page.getByRole('textbox', { name: 'Text', exact: true })).toBeVisible();
        await expect(page.getByText('Saved', { exact: true })).toBeVisible();
      },
    },
    {
      name: 'feed',
      forEveryone: true,
      open: async (page) => {
        await page.goto('/');
        await expect(page.locator(`a[data-story="${story}"] img`)).toBeVisible();
      },
    },
    {
      name: 'feed of a region without stories',
      forEveryone: true,
      open: async (page) => {
        await page.goto(`/?region=${emptyRegionId}`);
        await expect(page.getByRole('link', { name: 'Show all stories' })).toBeVisible();
      },
    },
    {
      name: 'feed with a story beside it',
      forEveryone: true,
      open: async (page) => {
        await page.goto(`/?story=${story}`);
        await expect(page.getByRole('heading', { name: 'Who was told' })).toBeVisible();
      },
    },
    {
      name: 'story',
      forEveryone: true,
      open: async (page) => {
        await page.goto(`/stories/${story}`);
        await expect(page.getByRole('heading', { name: 'Who was told' })).toBeVisible();
        await page.getByRole('main').locator('summary').getByText('France', { exact: true }).click();
        await expect(page.getByRole('main').getByText('Camille (demo)')).toBeVisible();
      },
    },
    {
      name: 'viewer',
      open: (page) => watchStill(page, story),
    },
    {
      name: 'viewer with its keys',
      open: async (page) => {
        await watchStill(page, story);
        await page.keyboard.press('?');
        await expect(page.getByRole('dialog', { name: 'Keys of the viewer' })).toBeVisible();
      },
    },
    {
      name: 'viewer with the dialog to write a note, with a refusal',
      open: async (page) => {
        await watchStill(page, story);
        await page.getByRole('button', { name: 'Note', exact: true }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Add note' }).click();
        await expect(page.getByText('Write what there is to say.')).toBeVisible();
      },
    },
    {
      name: 'dialog to flag a story with a problem',
      open: async (page) => {
        await page.goto(`/stories/${story}`);
        await page.getByRole('button', { name: 'Flag', exact: true }).click();
        await page.getByRole('dialog').getByLabel('Problem').check();
        await expect(page.getByText('The team of Brazil is told on WhatsApp.')).toBeVisible();
      },
    },
    {
      name: 'dialog with what others may do with a story',
      open: async (page) => {
        await page.goto(`/stories/${story}`);
        await page.getByRole('region', { name: 'Reuse' }).getByRole('button', { name: 'Change' }).click();
        await page.getByLabel('Only these').check();
        await page.getByRole('dialog').getByLabel('Japan').check();
        await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();
      },
    },
    {
      name: 'flags',
      open: async (page) => {
        await flag(page, { story, regionId: emptyRegionId });
        await page.goto('/flags');
        await expect(page.getByRole('button', { name: 'Take' }).first()).toBeVisible();
      },
    },
    {
      name: 'flags, none with these filters',
      forEveryone: true,
      open: async (page) => {
        await page.goto('/flags?kind=problem&left=over&owner=me');
        await expect(page.getByRole('link', { name: 'Show all' })).toBeVisible();
      },
    },
    {
      name: 'dialog to dismiss a flag, with a refusal',
      open: async (page) => {
        await flag(page, { story, regionId: emptyRegionId });
        await page.goto('/flags');
        await page
          .getByRole('button', { name: /^What to do with the flag/ })
          .first()
          .click();
        await page.getByRole('menuitem', { name: 'Dismiss' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Dismiss', exact: true }).click();
        await expect(page.getByText('Say why.')).toBeVisible();
      },
    },
    {
      name: 'reposts',
      open: async (page) => {
        await repost(page, { story, regionId: emptyRegionId });
        await page.goto('/reposts');
        await expect(page.getByText('Draft', { exact: true }).first()).toBeVisible();
      },
    },
    {
      name: 'repost with a draft of a post',
      open: async (page) => {
        await page.goto(await repost(page, { story, regionId: emptyRegionId }));
        await expect(page.getByRole('list', { name: 'Checks' })).toBeVisible();
      },
    },
    {
      name: 'dialog with the accounts that a repost goes to, at a time that clocks skip',
      open: async (page) => {
        await page.goto(await repost(page, { story, regionId: emptyRegionId }));
        await page.getByRole('button', { name: 'Add accounts' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel(/kilnbird\.fr/).check();
        await dialog.getByText('At a time').click();
        await dialog.getByLabel(/^Time there/).fill('2027-03-28T02:30');
        await expect(dialog.getByRole('alert')).toBeVisible();
      },
    },
    {
      name: 'approver groups with the dialog to add one, of oneself alone',
      open: async (page) => {
        await page.goto('/regions/approvers');
        await page.getByRole('button', { name: 'Add group' }).click();
        await page.getByRole('dialog').getByLabel(/Noor/).check();
        await expect(page.getByText('You would be the only one')).toBeVisible();
      },
    },
    { name: 'regions', forEveryone: true, open: openRegions },
    {
      name: 'regions, none found',
      forEveryone: true,
      open: async (page) => {
        await page.goto('/regions?q=atlantis');
        await expect(page.getByRole('button', { name: 'Show all regions' })).toBeVisible();
      },
    },
    { name: 'region', forEveryone: true, open: (page) => openRegion(page, 'Brazil') },
    {
      name: 'admin form of a region with a refusal',
      open: async (page) => {
        await openRegion(page, 'Brazil');
        await page.getByLabel('Name').fill('');
        await page.getByRole('button', { name: 'Save' }).click();
        await expect(page.getByText('Give it a name.')).toBeVisible();
      },
    },
    {
      name: 'numbers',
      open: async (page) => {
        await page.goto('/numbers');
        await expect(page.getByRole('link', { name: /Ana \(demo\)/ })).toBeVisible();
      },
    },
    {
      name: 'adding a number',
      open: async (page) => {
        await page.goto('/numbers/add');
        await page.getByText('Has already agreed').click();
        await page.getByLabel('WhatsApp number').fill('0044 7700 900 123');
        await expect(page.getByText('+44 7700 900123')).toBeVisible();
      },
    },
    { name: 'a number', open: openNumber },
    {
      name: 'question before removing a number',
      open: async (page) => {
        await openNumber(page);
        await page.getByRole('button', { name: 'Remove number' }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
    {
      name: 'join link',
      open: async (page) => {
        await page.goto(`/numbers/join?region=${emptyRegionId}`);
        const open = page.getByRole('button', { name: 'Open join link' });
        const qr = page.getByRole('img', { name: /^QR code/ });
        await expect(open.or(qr)).toBeVisible();
        if (await open.isVisible()) await open.click();
        await expect(qr).toBeVisible();
      },
    },
    {
      name: 'import of numbers',
      open: async (page) => {
        await page.goto('/numbers/import');
        await expect(page.getByLabel('Or paste the list')).toBeVisible();
      },
    },
    {
      name: 'import of numbers, what is in each column',
      open: async (page) => {
        await openImport(page);
        await expect(page.getByRole('button', { name: 'Check the list' })).toBeVisible();
      },
    },
    {
      name: 'import of numbers, checked, with what keeps rows out',
      open: async (page) => {
        await openImport(page);
        await page.getByRole('button', { name: 'Check the list' }).click();
        await page.getByText('New numbers', { exact: true }).click();
        await expect(page.getByRole('heading', { name: 'What keeps rows out' })).toBeVisible();
      },
    },
    {
      name: 'dialog to move an account',
      open: async (page) => {
        await openRegion(page, 'Brazil');
        await page.getByRole('button', { name: 'What to do with kilnbird.br' }).click();
        await page.getByRole('menuitem', { name: 'Move to another region' }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
    {
      name: 'question before archiving a region',
      open: async (page) => {
        await openRegion(page, 'Brazil');
        await page.getByRole('button', { name: 'Archive this region' }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
    {
      name: 'admin form to add a region',
      open: async (page) => {
        await page.goto('/regions/add');
        await expect(page.getByLabel('Name')).toBeVisible();
      },
    },
    {
      name: 'admin form with a list of regions',
      open: async (page) => {
        await page.goto('/regions/add');
        await page.getByText('Several at once').click();
        await page.getByLabel('Your list, one region a line').fill('Norway; EMEA\nNowhere\nBrazil');
        await expect(page.getByText('1 line to mend')).toBeVisible();
      },
    },
    {
      name: 'groups of regions with the dialog to remove one',
      open: async (page) => {
        await page.goto('/regions/groups');
        await page.getByRole('button', { name: 'Remove EMEA' }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
    {
      name: 'admin screen of accounts without a region',
      open: async (page) => {
        await page.goto('/regions/accounts');
        await expect(page.getByText('No account is waiting')).toBeVisible();
      },
    },
    {
      name: 'more',
      forEveryone: true,
      open: async (page) => {
        await page.goto('/more');
        await expect(page.getByText('This device', { exact: true })).toBeVisible();
      },
    },
    {
      name: 'people',
      open: async (page) => {
        await page.goto('/people');
        await expect(page.getByRole('link', { name: /Noor \(demo admin\)/ }).first()).toBeVisible();
      },
    },
    {
      name: 'who hears whom',
      forEveryone: true,
      open: async (page) => {
        await page.goto('/routes');
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      },
    },
    {
      name: 'rehearsal with a region unfolded',
      open: async (page) => {
        await page.goto('/routes/rehearsal');
        await page.getByRole('main').locator('summary').filter({ hasText: 'Japan' }).click();
        await expect(page.getByText('Who', { exact: true }).filter({ visible: true }).first()).toBeVisible();
      },
    },
    {
      name: 'audit log with a line unfolded',
      open: async (page) => {
        await page.goto('/audit');
        const line = page.getByRole('list', { name: 'Lines of the log' }).getByRole('listitem').first();
        await line.locator('summary').click();
        await expect(line.getByText(/^Everything by/).first()).toBeVisible();
      },
    },
    {
      name: 'audit log in which nothing fits',
      open: async (page) => {
        await page.goto('/audit?q=nobody-did-this');
        await expect(page.getByRole('link', { name: 'Clear all' }).first()).toBeVisible();
      },
    },
    {
      name: 'message templates with a kind unfolded',
      open: async (page) => {
        await page.goto('/templates');
        await page.getByText('7 languages are approved').first().click();
        await expect(page.getByText('Text in Arabic').first()).toBeVisible();
      },
    },
    {
      name: 'brand with a colour that is hard to read',
      open: async (page) => {
        await page.goto('/brand');
        await untilAlive(page.getByLabel('Accent colour'));
        await page.getByLabel('Accent colour').fill('#ffee00');
        await expect(page.getByText('hard to read here').first()).toBeVisible();
      },
    },
    {
      name: 'story that is not there',
      forEveryone: true,
      open: async (page) => {
        await page.goto('/stories/NOWHERE');
        await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
      },
    },
  ];
}

/** Flags a story for a region, unless it is flagged so already. */
async function flag(page: Page, { story, regionId }: { story: string; regionId: string }): Promise<void> {
  await page.goto('/more');
  await page.evaluate(
    async ({ body, region }) => {
      const board = (await (await fetch(`/api/flags?region=${region}`)).json()) as {
        open: { story: { code: string } }[];
      };
      if (board.open.some((each) => each.story.code === body.code)) return;
      await fetch('/api/flags', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    },
    {
      region: regionId,
      body: { code: story, regionId, kind: 'repost', words: 'Worth it for the light alone', urgent: true },
    },
  );
}

/** A repost of a story with one post, begun once. @returns its address */
async function repost(page: Page, { story, regionId }: { story: string; regionId: string }): Promise<string> {
  await page.goto('/more');
  const id = await page.evaluate(
    async (body) => {
      const send = async (path: string, data: unknown) => {
        const answer = await fetch(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(data),
        });
        return (await answer.json()) as Record<string, unknown>;
      };
      const { repostId, begun } = await send('/api/reposts', body);
      if (begun !== true) return String(repostId);
      const { versionId } = await send(`/api/reposts/${String(repostId)}/unedited`, {});
      const { accounts } = (await (await fetch(`/api/reposts/${String(repostId)}`)).json()) as {
        accounts: { id: string; username: string }[];
      };
      const to = accounts.find(({ username }) => username === 'kilnbird.jp');
      await send(`/api/reposts/${String(repostId)}/targets`, { accountId: to?.id, versionId });
      return String(repostId);
    },
    { code: story, regionId },
  );
  return `/reposts/${id}`;
}

async function openRegions(page: Page): Promise<void> {
  await page.goto('/regions');
  await expect(page.getByRole('link', { name: 'Brazil', exact: true })).toBeVisible();
}

async function openNumber(page: Page): Promise<void> {
  await page.goto('/numbers?q=Ana');
  await page.getByRole('link', { name: /Ana \(demo\)/ }).click();
  await expect(page.getByRole('heading', { name: 'How it agreed' })).toBeVisible();
}

async function openImport(page: Page): Promise<void> {
  await page.goto('/numbers/import');
  await page.getByLabel('Or paste the list').fill(someList);
  await page.getByRole('button', { name: 'Read this list' }).click();
}

async function openRegion(page: Page, name: string): Promise<void> {
  await openRegions(page);
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
}

/** Opens a story in the viewer, and presses Pause as soon as it can be pressed, so that it stays. */
async function watchStill(page: Page, code: string): Promise<void> {
  await page.goto(`/watch/${code}`);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
}

/** Waits until fonts and pictures in sight are there and nothing moves by itself. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const pictures = [...document.images].filter((image) => image.loading !== 'lazy');
    await Promise.allSettled(pictures.map((image) => image.decode()));
    await Promise.allSettled(
      document
        .getAnimations()
        .flatMap((each) => (each.effect?.getComputedTiming().iterations === Infinity ? [] : [each.finished])),
    );
  });
}
