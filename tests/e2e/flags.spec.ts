import { clearFlags } from './support/clear-flags.ts';
import { signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';

test.afterAll(async ({ owner }) => {
  // Other journeys count on the demo brand as it was.
  await clearFlags(owner);
  await owner.sql`delete from reuse_question`;
  await owner.sql`delete from story_rights`;
});

test('a story flagged from its page goes over the board from hand to hand, live, until it is dismissed and that undone', async ({
  page,
  newVisitor,
  owner,
}) => {
  const { code } = await makeStory(owner, 'kilnbird.br');
  await signInAs(page, 'Camille (demo editor)');
  const noor = await (await newVisitor()).newPage();
  await signInAs(noor, 'Noor (demo admin)');
  await noor.goto('/flags?kind=needs_edit');
  const cardOf = (theirs: typeof page, column: string) =>
    theirs
      .getByRole('region', { name: column })
      .getByRole('listitem', { name: /^Needs an edit, by kilnbird.br/ });
  await expect(noor.getByText('None with these filters.').first()).toBeVisible();

  await page.goto(`/stories/${code}`);
  await page.getByRole('button', { name: 'Flag', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Flag the story by kilnbird.br' });
  await dialog.getByLabel('Needs an edit').check();
  await dialog.getByLabel('Note').fill('In French, please');
  await dialog.getByLabel('Urgent').check();
  await dialog.getByRole('button', { name: 'Flag it' }).click();
  await expect(page.getByText('Flagged for France.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Flags' })).toContainText('In French, please');
  await expect(cardOf(noor, 'Open')).toContainText('urgent');

  await page.goto('/flags');
  await cardOf(page, 'Open').getByRole('button', { name: 'Take', exact: true }).click();
  await expect(cardOf(page, 'Taken')).toBeFocused();
  await expect(cardOf(noor, 'Taken')).toContainText('with Camille (demo editor)');

  await cardOf(page, 'Taken')
    .getByRole('button', { name: 'What to do with the flag on kilnbird.br' })
    .click();
  await page.getByRole('menuitem', { name: 'Hand over' }).click();
  await page.getByLabel('To', { exact: true }).selectOption('Noor (demo admin)');
  await page.getByRole('dialog').getByRole('button', { name: 'Hand over' }).click();
  await expect(cardOf(noor, 'Taken')).toContainText('with Noor (demo admin)');

  await cardOf(noor, 'Taken')
    .getByRole('button', { name: 'What to do with the flag on kilnbird.br' })
    .click();
  await noor.getByRole('menuitem', { name: 'Dismiss' }).click();
  await noor.getByRole('dialog').getByRole('button', { name: 'Dismiss', exact: true }).click();
  await expect(noor.getByText('Say why.')).toBeVisible();
  await noor.getByLabel('Why').fill('Summer is over');
  await noor.getByRole('dialog').getByRole('button', { name: 'Dismiss', exact: true }).click();
  await expect(cardOf(page, 'Done')).toContainText('Dismissed: Summer is over');
  await noor.getByRole('button', { name: 'Undo' }).click();
  await expect(cardOf(page, 'Taken')).toContainText('with Noor (demo admin)');
});

test('a team that wants to be asked is asked, and its answer stands where it was asked', async ({
  page,
  newVisitor,
  owner,
}) => {
  const { code } = await makeStory(owner, 'kilnbird.br');
  const ana = await (await newVisitor()).newPage();
  await signInAs(ana, 'Ana (demo editor)');
  await ana.goto(`/stories/${code}`);
  const reuse = ana.getByRole('region', { name: 'Reuse' });
  await reuse.getByRole('button', { name: 'Change' }).click();
  await ana.getByLabel('Other regions').selectOption('Ask first');
  await ana.getByLabel('Why').fill('Music licence for Brazil only');
  await ana.getByRole('button', { name: 'Save' }).click();
  await expect(reuse).toContainText('Other regions ask first.');
  await expect(reuse).toContainText('Music licence for Brazil only');

  await signInAs(page, 'Camille (demo editor)');
  await page.goto(`/stories/${code}`);
  const asking = page.getByRole('region', { name: 'Reuse' });
  await expect(asking).toContainText('France asks the team first.');
  await asking.getByRole('button', { name: 'Ask the team' }).click();
  await page.getByLabel('What for').fill('With our own music');
  await page.getByRole('dialog').getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(asking).toContainText('The team has not answered yet.');

  await ana.goto('/flags');
  const questions = ana.getByRole('region', { name: 'Questions about reuse' });
  await expect(questions).toContainText('With our own music');
  await questions.getByRole('button', { name: 'Answer' }).click();
  await ana.getByLabel('What you say to that').fill('Then gladly');
  await ana.getByRole('button', { name: 'Send answer' }).click();
  await expect(questions).toHaveCount(0);
  await expect(asking).toContainText('The team said yes: France may reuse it.');
  await expect(asking).toContainText('Then gladly');
});
