import { signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';

test('a note stands on the story’s page at once, for everybody, and Undo takes it back', async ({
  page,
  newVisitor,
  owner,
}) => {
  const { code } = await makeStory(owner, 'kilnbird.br');
  await signInAs(page, 'Camille (demo editor)');
  const beside = await (await newVisitor()).newPage();
  await signInAs(beside, 'Noor (demo admin)');
  await beside.goto(`/stories/${code}`);
  await page.goto(`/stories/${code}`);
  const notes = page.getByRole('region', { name: 'Notes' });
  // The server takes its time: what one wrote stands there before it has answered.
  const answered = Promise.withResolvers<void>();
  await page.route('**/api/notes', async (route) => {
    await answered.promise;
    await route.continue();
  });
  await notes.getByRole('button', { name: 'Add note' }).click();
  const dialog = page.getByRole('dialog', { name: 'Note on the story by kilnbird.br' });
  await dialog.getByLabel('Note').fill('Lovely light');
  await dialog.getByRole('button', { name: 'Add note' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(notes.getByRole('listitem')).toContainText('Lovely light');
  await expect(notes.getByRole('listitem')).toContainText('You');
  answered.resolve();
  await expect(notes.getByRole('listitem')).toContainText('Camille (demo editor)');
  await expect(beside.getByRole('region', { name: 'Notes' })).toContainText('Lovely light');

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(notes.getByRole('listitem')).toHaveCount(0);
  await expect(beside.getByRole('region', { name: 'Notes' })).not.toContainText('Lovely light');
});

test('a note that does not arrive goes again, and what was typed is asked for once more', async ({
  page,
  owner,
  watch,
}) => {
  watch.allow(/net::ERR_FAILED.*\/api\/notes/);
  const { code } = await makeStory(owner, 'kilnbird.br');
  await signInAs(page, 'Camille (demo editor)');
  await page.goto(`/stories/${code}`);
  const notes = page.getByRole('region', { name: 'Notes' });
  await page.route('**/api/notes', (route) => route.abort());
  await notes.getByRole('button', { name: 'Add note' }).click();
  const dialog = page.getByRole('dialog', { name: 'Note on the story by kilnbird.br' });
  await dialog.getByLabel('Note').fill('Lovely light');
  await dialog.getByRole('button', { name: 'Add note' }).click();
  await expect(dialog.getByText('Storywire was not reached.')).toBeVisible();
  await expect(notes.getByRole('listitem')).toHaveCount(0);
  await page.unroute('**/api/notes');
  await expect(dialog.getByLabel('Note')).toHaveValue('Lovely light');
  await dialog.getByRole('button', { name: 'Add note' }).click();
  await expect(notes.getByRole('listitem')).toContainText('Lovely light');
});

test('a note is written without https, where a browser makes no ids', async ({ page, owner }) => {
  await page.addInitScript(() => Reflect.deleteProperty(Crypto.prototype, 'randomUUID'));
  const { code } = await makeStory(owner, 'kilnbird.br');
  await signInAs(page, 'Camille (demo editor)');
  await page.goto(`/stories/${code}`);
  const notes = page.getByRole('region', { name: 'Notes' });
  await notes.getByRole('button', { name: 'Add note' }).click();
  const dialog = page.getByRole('dialog', { name: 'Note on the story by kilnbird.br' });
  await dialog.getByLabel('Note').fill('From the office');
  await dialog.getByRole('button', { name: 'Add note' }).click();
  await expect(notes.getByRole('listitem')).toContainText('Camille (demo editor)');
});

test('every file of a story can be downloaded from its page', async ({ page, owner }) => {
  const { code } = await makeStory(owner, 'kilnbird.br');
  await signInAs(page, 'Camille (demo editor)');
  await page.goto(`/stories/${code}`);
  const files = page.getByRole('region', { name: 'Files' });
  await expect(files.getByRole('listitem')).toHaveText([
    /^Original.*JPEG.*1080 × 1920.*(kB|MB)/,
    /^Large picture.*JPEG.*1080 × 1920/,
    /^Small picture.*JPEG.*360 × 640/,
    /^As sent by WhatsApp.*JPEG/,
  ]);
  for (const [name, file] of [
    ['Original', /^kilnbird\.br-\w{6,}\.jpg$/],
    ['As sent by WhatsApp', /^kilnbird\.br-\w{6,}-whatsapp\.jpg$/],
  ] as const) {
    const coming = page.waitForEvent('download');
    await files.getByRole('link', { name: `Download ${name}`, exact: true }).click();
    expect((await coming).suggestedFilename()).toMatch(file);
  }
});
