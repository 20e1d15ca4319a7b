import { readdir, readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { connect } from '#db/client.ts';
import { printFigures } from './support/figures.ts';
import { allRunning, listSecrets, type Running } from './support/running.ts';
import { listPhones } from './support/sandbox.ts';
import { signInAs } from './support/sign-in.ts';
import { expect, test } from './support/test.ts';
import { leaksIn } from './support/watch.ts';

// Runs after all journeys (playwright.config.ts), so that everything has been written that they bring about.

test.beforeAll(async ({ browser }) => {
  // However few journeys ran, each Storywire has something to write.
  for (const { url } of allRunning()) {
    const context = await browser.newContext({ baseURL: url });
    await signInAs(await context.newPage(), 'Noor (demo admin)');
    await context.close();
  }
});

test('the logs of all processes hold no full number, no secret, no cookie and no sign-in link, and one line per event', async () => {
  for (const [at, running] of allRunning().entries()) {
    const folder = join(running.dataFolder, 'logs');
    const numbers = (await listPhones(running)).map(({ digits }) => digits);
    const figures: Record<string, string> = {};
    for (const name of await readdir(folder)) {
      const text = await readFile(join(folder, name), 'utf8');
      figures[name] = `${text.split('\n').length} lines`;
      expect({ name, leaks: leaksIn(text, { numbers, secrets: listSecrets(running) }) }).toEqual({
        name,
        leaks: [],
      });
      // Signed and encrypted tokens of any kind begin so; and the part of a link that signs in.
      expect(text).not.toMatch(/eyJ[\w-]{10}|sign-in\/link#|storywire=|Bearer (?!\[)/);
      if (name === 'worker.log')
        for (const line of text.split('\n').filter(Boolean))
          expect(() => JSON.parse(line) as unknown).not.toThrow();
    }
    expect(Object.keys(figures)).toEqual(expect.arrayContaining(['web.log', 'worker.log', 'sandbox.log']));
    printFigures(`Storywire ${at + 1}, searched for ${numbers.length} numbers`, figures);
  }
});

test('no line of the audit log holds a whole address, a full number, an e-mail address, a link or a secret', async () => {
  for (const [at, running] of allRunning().entries()) {
    const numbers = (await listPhones(running)).map(({ digits }) => digits);
    const rows = await auditLines(running);
    const found = rows.flatMap(({ action, fromWhere, detail }) =>
      [detail, fromWhere ?? '']
        .flatMap((text) => [
          ...leaksIn(text, { numbers, secrets: listSecrets(running) }),
          ...(text.match(tooMuch) ?? []),
          ...(text.match(/[\da-f]*[.:][\da-f.:]+/gi) ?? []).filter((each) => isIP(each) !== 0),
        ])
        .map((leak) => `${action}: ${leak}`),
    );
    expect(found).toEqual([]);
    // Where it came from is written down, shortened, or this would hold of nothing.
    expect(rows.some(({ fromWhere }) => fromWhere === '127.0.0.···')).toBe(true);
    printFigures(`audit log of Storywire ${at + 1} searched`, { lines: rows.length });
  }
});

async function auditLines({ databaseUrl }: Running) {
  const owner = connect(databaseUrl, { role: null, max: 1, name: 'storywire journeys' });
  try {
    return await owner.sql<{ action: string; fromWhere: string | null; detail: string }[]>`
      select action, from_where as "fromWhere", detail::text as detail from audit`;
  } finally {
    await owner.close();
  }
}

/** A web address, an e-mail address, a number in full, a token. */
const tooMuch = /https?:|[^\s"@]+@[^\s"@]+\.[a-z]{2,}|\+\d[\d ()-]{6,}\d|eyJ[\w-]{10}|\bEA[A-Za-z0-9]{20,}/gi;
