import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '#tests/support/eventually.ts';
import { checkArchives } from '../check-archives.ts';
import { disturb } from '../faults.ts';
import type { Rig } from '../rig.ts';
import type { Scenario } from '../scenario.ts';

const dayMs = 24 * 3_600_000;
/** What can be had for longer than this before it ends has to be kept. */
const reachableMs = 30_000;

type Posted = { id: string; group: string; expiresAt: number; reachable: boolean };

/** R18: stories found shortly before their end, Meta away until shortly before it, and stories deleted early. */
export const dyingStories: Scenario = {
  title: 'stories that can be had 30 s before their end are kept, and the others say why not',
  rig: () => ({ numbers: 6, perTeam: 1 }),
  run: async (rig, { quick, say }) => {
    const each = quick ? 1 : 4;
    const posted: Posted[] = [];
    const post = async (group: string, leftMs: number, reachable: boolean) => {
      for (let n = 0; n < each * 2; n += 1) {
        // To the second, as Instagram says it; rounded up, so that what is left is no more than told.
        const postedAt = new Date(Math.floor((Date.now() - dayMs + leftMs) / 1_000) * 1_000);
        const account = rig.brand.accounts[n % rig.brand.accounts.length]!;
        const { id } = await rig.postStory({ account, kind: n % 2 === 0 ? 'image' : 'video', postedAt });
        posted.push({ id, group, expiresAt: postedAt.getTime() + dayMs, reachable });
      }
    };
    await post('10 min', 600_000, true);
    await post('60 s', 60_000, true);
    await post('5 s', 5_000, false);
    await eventually(
      'all were found',
      async () => (await settled(rig, posted)).every((row) => row !== undefined),
      30_000,
    ).catch(
      // Those of the last seconds may have ended before anybody looked; then Meta never told of them.
      () => undefined,
    );
    await eventually('nothing waits', async () => (await checkArchives(rig)).pending === 0, 60_000);
    say('Stories of the last minutes have been seen to.');

    // Everything of Meta's that has to do with stories is away until half a minute before they end.
    await disturb(rig, 'media', { status: 503, body: 'busy' });
    await post('away until 30 s before', 75_000, true);
    await found(
      rig,
      posted.filter(({ group }) => group === 'away until 30 s before'),
    );
    await disturb(rig, 'stories', { status: 503, body: 'busy' });
    const back = Math.min(...posted.slice(-each * 2).map(({ expiresAt }) => expiresAt)) - reachableMs;
    await delay(Math.max(0, back - Date.now()));
    await rig.sandbox.remove('/_sandbox/faults');
    say('Meta is back, 30 s before the stories end.');
    await eventually('nothing waits', async () => (await checkArchives(rig)).pending === 0, 90_000);

    await disturb(rig, 'media', { status: 503, body: 'busy' });
    await post('deleted early', 3_600_000, false);
    const deleted = posted.filter(({ group }) => group === 'deleted early');
    await found(rig, deleted);
    for (const { id } of deleted) await rig.sandbox.remove(`/_sandbox/stories/${id}`);
    await rig.sandbox.remove('/_sandbox/faults');
    await eventually('nothing waits', async () => (await checkArchives(rig)).pending === 0, 90_000);

    return await count(rig, posted);
  },
};

type Row = { state: string; reason: string | null };

async function settled({ owner }: Rig, posted: readonly Posted[]): Promise<(Row | undefined)[]> {
  const rows = await owner.sql<(Row & { id: string })[]>`
    select media_id as id, media_state as state, media_reason as reason from story`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return posted.map(({ id }) => byId.get(id));
}

async function found(rig: Rig, posted: readonly Posted[]): Promise<void> {
  await eventually('they are found', async () =>
    (await settled(rig, posted)).every((row) => row !== undefined),
  );
}

async function count(rig: Rig, posted: readonly Posted[]) {
  const kept: Record<string, number> = {};
  const labelled: Record<string, number> = {};
  let neverTold = 0;
  for (const [index, row] of (await settled(rig, posted)).entries()) {
    const { group, id, reachable } = posted[index]!;
    if (row?.state === 'archived') kept[group] = (kept[group] ?? 0) + 1;
    else if (row?.reason)
      labelled[`${group}: ${row.reason}`] = (labelled[`${group}: ${row.reason}`] ?? 0) + 1;
    else if (row === undefined && group === '5 s') neverTold += 1;
    else rig.expect(false, `${id} (${group}) is neither kept nor labelled`);
    rig.expect(!reachable || row?.state === 'archived', `${id} (${group}) could be had and was not kept`);
    rig.expect(group !== 'deleted early' || row?.state !== 'archived', `${id} was kept after it was deleted`);
  }
  // What ended before the next check was never in a listing: the verdict does not count it as a story that was missed.
  rig.forget(neverTold);
  const { corrupt, files } = await checkArchives(rig);
  for (const each of corrupt) rig.expect(false, each);
  return { stories: posted.length, kept, labelled, neverTold, files, corrupt: corrupt.length };
}
