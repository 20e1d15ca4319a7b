import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printFigures } from './support/figures.ts';
import { listSecrets, running } from './support/running.ts';
import { listPhones } from './support/sandbox.ts';
import { expect, test } from './support/test.ts';
import { leaksIn } from './support/watch.ts';

// The last file of the run (they go by name), so that everything has been written that the journeys bring about.

test('the logs of all processes hold no full number, no secret, no cookie and no sign-in link, and one line per event', async () => {
  const { dataFolder } = running();
  const folder = join(dataFolder, 'logs');
  const numbers = (await listPhones()).map(({ digits }) => digits);
  const figures: Record<string, string> = {};
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), 'utf8');
    figures[name] = `${text.split('\n').length} lines`;
    expect({ name, leaks: leaksIn(text, { numbers, secrets: listSecrets(running()) }) }).toEqual({
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
  printFigures(`searched for ${numbers.length} numbers`, figures);
});
