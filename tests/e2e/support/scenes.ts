import { untilAlive } from './alive.ts';
import { expect, type Page } from '@playwright/test';
import type { Connection } from '#db/client.ts';
import { linkFor } from './sign-in.ts';
import { someList } from './some-list.ts';
import { withAny, type Words } from './words.ts';

/** A screen as somebody sees it, with what may lie over it. */
export type Scene = {
  name: string;
  /** Whether it is the same for whoever is signed in; else an admin's of every region. */
  forEveryone?: true;
  open: (page: Page) => Promise<void>;
};

/** What one sees before signing in. */
export function scenesOutside(owner: Connection, t: Words): Scene[] {
  return [
    {
      name: 'sign-in',
      open: async (page) => {
        await page.goto('/sign-in');
        await expect(page.getByRole('heading', { name: t('signIn.title') })).toBeVisible();
      },
    },
    {
      name: 'sign-in link',
      open: async (page) => {
        await page.goto('about:blank');
        await page.goto(await linkFor(owner, 'Noor (demo admin)'));
        await expect(
          page.getByRole('button', { name: t('signIn.signInAs', { name: 'Noor (demo admin)' }) }),
        ).toBeVisible();
      },
    },
    {
      name: 'sign-in link that is over',
      open: async (page) => {
        await page.goto('about:blank');
        await page.goto('/sign-in/link#nobody-made-this');
        await expect(page.getByRole('link', { name: t('signIn.otherWay') })).toBeVisible();
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

export type World = { story: string; emptyRegionId: string; repostId: string };

/**
 * What an admin sees. Steps find things by their names in the language of the
 * page, so that a scene is the same whatever is spoken.
 * @param story code of a story that was told of
 * @param emptyRegionId a region without stories
 * @param repostId a repost of a picture
 * @param t the words of the language that the pages speak
 */
export function scenesInside({ story, emptyRegionId, repostId }: World, t: Words): Scene[] {
  return [
    {
      name: 'editor with a text on the picture',
      open: async (page) => {
        await page.goto(`/reposts/${repostId}/edit`);
        await page.getByRole('button', { name: t('editor.addKind.text'), exact: true }).click();
        await expect(page.getByRole('textbox', { name: t('editor.text'), exact: true })).toBeVisible();
        await expect(page.getByText(t('editor.save.saved'), { exact: true })).toBeVisible();
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
        await expect(page.getByRole('link', { name: t('feed.showAll') })).toBeVisible();
      },
    },
    {
      name: 'feed with a story beside it',
      forEveryone: true,
      open: async (page) => {
        await page.goto(`/?story=${story}`);
        await expect(page.getByRole('heading', { name: t('coverage.title') })).toBeVisible();
      },
    },
    {
      name: 'story',
      forEveryone: true,
      open: async (page) => {
        await page.goto(`/stories/${story}`);
        await expect(page.getByRole('heading', { name: t('coverage.title') })).toBeVisible();
        await page.getByRole('main').locator('summary').getByText('France', { exact: true }).click();
        await expect(page.getByRole('main').getByText('Camille (demo)')).toBeVisible();
      },
    },
    {
      name: 'viewer',
      open: (page) => watchStill(page, story, t),
    },
    {
      name: 'viewer with its keys',
      open: async (page) => {
        await watchStill(page, story, t);
        await page.keyboard.press('?');
        await expect(page.getByRole('dialog', { name: t('watch.keys.title') })).toBeVisible();
      },
    },
    {
      name: 'viewer with the dialog to write a note, with a refusal',
      open: async (page) => {
        await watchStill(page, story, t);
        await page.getByRole('button', { name: t('watch.note'), exact: true }).click();
        await page
          .getByRole('dialog')
          .getByRole('button', { name: t('noteStory.submit') })
          .click();
        await expect(page.getByText(t('noteStory.missing'))).toBeVisible();
      },
    },
    {
      name: 'dialog to flag a story with a problem',
      open: async (page) => {
        await page.goto(`/stories/${story}`);
        await page.getByRole('button', { name: t('flagStory.flag'), exact: true }).click();
        await page.getByRole('dialog').getByLabel(t('responses.kind.problem')).check();
        await expect(page.getByText(t('flagStory.tells', { region: 'Brazil' }))).toBeVisible();
      },
    },
    {
      name: 'dialog with what others may do with a story',
      open: async (page) => {
        await page.goto(`/stories/${story}`);
        await page
          .getByRole('region', { name: t('rights.title') })
          .getByRole('button', { name: t('rights.change') })
          .click();
        await page.getByLabel(t('rights.whereSome')).check();
        await page.getByRole('dialog').getByLabel('Japan').check();
        await expect(page.getByRole('button', { name: t('rights.save') })).toBeVisible();
      },
    },
    {
      name: 'flags',
      open: async (page) => {
        await flag(page, { story, regionId: emptyRegionId });
        await page.goto('/flags');
        await expect(page.getByRole('button', { name: t('flags.step.take') }).first()).toBeVisible();
      },
    },
    {
      name: 'flags, none with these filters',
      forEveryone: true,
      open: async (page) => {
        await page.goto('/flags?kind=problem&left=over&owner=me');
        await expect(page.getByRole('link', { name: t('flags.clear') })).toBeVisible();
      },
    },
    {
      name: 'dialog to dismiss a flag, with a refusal',
      open: async (page) => {
        await flag(page, { story, regionId: emptyRegionId });
        await page.goto('/flags');
        await page
          .getByRole('button', { name: t('flags.menu', { account: 'kilnbird.br' }) })
          .first()
          .click();
        await page.getByRole('menuitem', { name: t('flags.step.dismiss') }).click();
        await page
          .getByRole('dialog')
          .getByRole('button', { name: t('flags.dismiss.submit'), exact: true })
          .click();
        await expect(page.getByText(t('flags.dismiss.missing'))).toBeVisible();
      },
    },
    {
      name: 'reposts',
      open: async (page) => {
        await repost(page, { story, regionId: emptyRegionId });
        await page.goto('/reposts');
        await expect(page.getByText(t('reposts.state.draft'), { exact: true }).first()).toBeVisible();
      },
    },
    {
      name: 'repost with a draft of a post',
      open: async (page) => {
        await page.goto(await repost(page, { story, regionId: emptyRegionId }));
        await expect(page.getByRole('list', { name: t('reposts.checks') })).toBeVisible();
      },
    },
    {
      name: 'dialog with the accounts that a repost goes to, at a time that clocks skip',
      open: async (page) => {
        await page.goto(await repost(page, { story, regionId: emptyRegionId }));
        await page.getByRole('button', { name: t('reposts.addAccounts') }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel(/kilnbird\.fr/).check();
        await dialog.getByText(t('reposts.atTime')).click();
        await dialog.getByLabel(t('reposts.timeThere', { zone: 'Europe/Paris' })).fill('2027-03-28T02:30');
        await expect(dialog.getByRole('alert')).toBeVisible();
      },
    },
    {
      name: 'approver groups with the dialog to add one, of oneself alone',
      open: async (page) => {
        await page.goto('/regions/approvers');
        await page.getByRole('button', { name: t('approvers.add') }).click();
        await page.getByRole('dialog').getByLabel(/Noor/).check();
        await expect(page.getByText(t('approvers.left.only_self'))).toBeVisible();
      },
    },
    { name: 'regions', forEveryone: true, open: openRegions },
    {
      name: 'regions, none found',
      forEveryone: true,
      open: async (page) => {
        await page.goto('/regions?q=atlantis');
        await expect(page.getByRole('button', { name: t('regions.searchAll') })).toBeVisible();
      },
    },
    { name: 'region', forEveryone: true, open: (page) => openRegion(page, 'Brazil') },
    {
      name: 'account',
      forEveryone: true,
      open: async (page) => {
        await openRegion(page, 'Brazil');
        await page.getByRole('link', { name: '@kilnbird.br' }).click();
        await expect(page.getByRole('heading', { name: t('checks.gaps') })).toBeVisible();
      },
    },
    {
      name: 'admin form of a region with a refusal',
      open: async (page) => {
        await openRegion(page, 'Brazil');
        await page.getByLabel(t('regions.name'), { exact: true }).fill('');
        await page.getByRole('button', { name: t('regions.save') }).click();
        await expect(page.getByText(t('errors.nameMissing'))).toBeVisible();
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
        await page.getByText(t('numbers.optInAgreed')).click();
        await page.getByLabel(t('numbers.whatsAppNumber')).fill('0044 7700 900 123');
        await expect(page.getByText('+44 7700 900123')).toBeVisible();
      },
    },
    { name: 'a number', open: (page) => openNumber(page, t) },
    {
      name: 'question before removing a number',
      open: async (page) => {
        await openNumber(page, t);
        await page.getByRole('button', { name: t('numbers.removeNumber') }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
    {
      name: 'join link',
      open: async (page) => {
        await page.goto(`/numbers/join?region=${emptyRegionId}`);
        const open = page.getByRole('button', { name: t('numbers.joinOpenLink') });
        const qr = page.getByRole('img', { name: t('numbers.joinQr', { region: 'Headquarters' }) });
        await expect(open.or(qr)).toBeVisible();
        if (await open.isVisible()) await open.click();
        await expect(qr).toBeVisible();
      },
    },
    {
      name: 'import of numbers',
      open: async (page) => {
        await page.goto('/numbers/import');
        await expect(page.getByLabel(t('numberImport.paste'))).toBeVisible();
      },
    },
    {
      name: 'import of numbers, what is in each column',
      open: async (page) => {
        await openImport(page, t);
        await expect(page.getByRole('button', { name: t('numberImport.check') })).toBeVisible();
      },
    },
    {
      name: 'import of numbers, checked, with what keeps rows out',
      open: async (page) => {
        await openImport(page, t);
        await page.getByRole('button', { name: t('numberImport.check') }).click();
        await page.getByText(t('numberImport.newOnes'), { exact: true }).click();
        await expect(page.getByRole('heading', { name: t('numberImport.problems') })).toBeVisible();
      },
    },
    {
      name: 'dialog to move an account',
      open: async (page) => {
        await openRegion(page, 'Brazil');
        await page.getByRole('button', { name: t('accounts.menu', { account: 'kilnbird.br' }) }).click();
        await page.getByRole('menuitem', { name: t('accounts.move') }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
    {
      name: 'question before archiving a region',
      open: async (page) => {
        await openRegion(page, 'Brazil');
        await page.getByRole('button', { name: t('regions.archive') }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
    {
      name: 'admin form to add a region',
      open: async (page) => {
        await page.goto('/regions/add');
        await expect(page.getByLabel(t('regions.name'), { exact: true })).toBeVisible();
      },
    },
    {
      name: 'admin form with a list of regions',
      open: async (page) => {
        await page.goto('/regions/add');
        await page.getByText(t('regions.addSeveral')).click();
        await page.getByLabel(t('regions.list')).fill('Norway; EMEA\nNowhere\nBrazil');
        await expect(page.getByText(t('regionList.countWrong', { count: 1 }))).toBeVisible();
      },
    },
    {
      name: 'groups of regions with the dialog to remove one',
      open: async (page) => {
        await page.goto('/regions/groups');
        await page.getByRole('button', { name: t('groups.remove', { name: 'EMEA' }) }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
    {
      name: 'admin screen of accounts without a region',
      open: async (page) => {
        await page.goto('/regions/accounts');
        await expect(page.getByText(t('accounts.mapNone'))).toBeVisible();
      },
    },
    {
      name: 'more',
      forEveryone: true,
      open: async (page) => {
        await page.goto('/more');
        await expect(page.getByText(t('more.thisDevice'), { exact: true })).toBeVisible();
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
        await expect(
          page.getByText(t('rehearsal.who'), { exact: true }).filter({ visible: true }).first(),
        ).toBeVisible();
      },
    },
    {
      name: 'audit log with a line unfolded',
      open: async (page) => {
        await page.goto('/audit');
        const line = page
          .getByRole('list', { name: t('audit.results') })
          .getByRole('listitem')
          .first();
        await line.locator('summary').click();
        await expect(line.getByText(t('audit.when'), { exact: true })).toBeVisible();
      },
    },
    {
      name: 'audit log in which nothing fits',
      open: async (page) => {
        await page.goto('/audit?q=nobody-did-this');
        await expect(page.getByRole('link', { name: t('audit.chips.clear') }).first()).toBeVisible();
      },
    },
    {
      name: 'message templates with a kind unfolded',
      open: async (page) => {
        await page.goto('/templates');
        await page
          .getByText(t('templates.fine', { count: 7 }))
          .first()
          .click();
        await expect(page.getByText(withAny(t('templates.text', { language: '…' }))).first()).toBeVisible();
      },
    },
    {
      name: 'rules of keeping that are being tried',
      open: async (page) => {
        await page.goto('/retention?originals=7&pictures=30&words=365');
        await expect(page.getByRole('button', { name: t('retention.save') })).toBeVisible();
      },
    },
    {
      name: 'brand with a colour that is hard to read',
      open: async (page) => {
        await page.goto('/brand');
        await untilAlive(page.getByLabel(t('brand.accent')));
        await page.getByLabel(t('brand.accent')).fill('#ffee00');
        await expect(page.getByText(withAny(t('brand.adjusted', { color: '…' }))).first()).toBeVisible();
      },
    },
    {
      name: 'filters of the feed',
      forEveryone: true,
      open: async (page) => {
        await page.goto('/');
        await page.getByRole('button', { name: t('feed.filter') }).click();
        await expect(page.getByRole('dialog', { name: t('feed.filterTitle') })).toBeVisible();
      },
    },
    {
      name: 'palette',
      forEveryone: true,
      open: async (page) => {
        await page.goto('/more');
        await untilAlive(page.getByRole('radio').first());
        await page.keyboard.press('ControlOrMeta+k');
        await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
      },
    },
    {
      name: 'keys',
      forEveryone: true,
      open: async (page) => {
        await page.goto('/more');
        await untilAlive(page.getByRole('radio').first());
        await page.keyboard.press('?');
        await expect(page.getByRole('dialog', { name: t('keys.title') })).toBeVisible();
      },
    },
    { name: 'status', open: (page) => openPlain(page, '/status') },
    {
      name: 'connection to Meta with how a token is made, and what is no token',
      open: async (page) => {
        await page.goto('/connections');
        await page.getByText(t('connections.how'), { exact: true }).click();
        await page.getByText(t('connections.scopes', { count: 8 })).click();
        const field = page.getByLabel(t('connections.field'), { exact: true });
        await untilAlive(field);
        await field.fill('no token');
        await page.getByRole('button', { name: t('connections.submit'), exact: true }).click();
        await expect(page.getByText(t('errors.tokenUnreadable'))).toBeVisible();
      },
    },
    {
      name: 'dialog to disconnect a token',
      open: async (page) => {
        await page.goto('/connections');
        await page.locator('[data-token] button').first().click();
        await page.getByRole('menuitem', { name: t('connections.ask.disconnect.item') }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
    {
      name: 'check of the set-up, tested',
      open: async (page) => {
        await page.goto('/connections/check');
        const first = page.getByRole('button', { name: t('setUp.testFirst') });
        await first.or(page.getByRole('button', { name: t('setUp.test') })).click();
        await expect(page.locator('[data-point=webhooks][data-state=good]')).toBeVisible({ timeout: 20_000 });
      },
    },
    { name: 'costs', open: (page) => openPlain(page, '/costs') },
    { name: 'roles', open: (page) => openPlain(page, '/people/roles') },
    {
      name: 'a person',
      open: async (page) => {
        await page.goto('/people');
        await page
          .getByRole('link', { name: /Camille/ })
          .first()
          .click();
        await expect(page.getByRole('heading', { level: 1, name: /Camille/ })).toBeVisible();
      },
    },
    { name: 'offline', forEveryone: true, open: (page) => openPlain(page, '/offline') },
    {
      name: 'story that is not there',
      forEveryone: true,
      open: async (page) => {
        await page.goto('/stories/NOWHERE');
        await expect(page.getByRole('heading', { name: t('pages.notFound') })).toBeVisible();
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

async function openPlain(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

async function openRegions(page: Page): Promise<void> {
  await page.goto('/regions');
  await expect(page.getByRole('link', { name: 'Brazil', exact: true })).toBeVisible();
}

async function openNumber(page: Page, t: Words): Promise<void> {
  await page.goto('/numbers?q=Ana');
  await page.getByRole('link', { name: /Ana \(demo\)/ }).click();
  await expect(page.getByRole('heading', { name: t('numbers.optIns') })).toBeVisible();
}

async function openImport(page: Page, t: Words): Promise<void> {
  await page.goto('/numbers/import');
  await page.getByLabel(t('numberImport.paste')).fill(someList);
  await page.getByRole('button', { name: t('numberImport.useText') }).click();
}

async function openRegion(page: Page, name: string): Promise<void> {
  await openRegions(page);
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
}

/** Opens a story in the viewer, and presses Pause as soon as it can be pressed, so that it stays. */
async function watchStill(page: Page, code: string, t: Words): Promise<void> {
  await page.goto(`/watch/${code}`);
  await page.getByRole('button', { name: t('watch.pause'), exact: true }).click();
  await expect(page.getByRole('button', { name: t('watch.play'), exact: true })).toBeVisible();
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
