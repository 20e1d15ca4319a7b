import { join } from 'node:path';
import { eventually } from '#tests/support/eventually.ts';
import { checkArchives, listFiles } from '../check-archives.ts';
import { drain } from '../come-to-rest.ts';
import { listenForHeartbeat } from '../heartbeat.ts';
import type { Rig } from '../rig.ts';
import type { Figures, Scenario } from '../scenario.ts';
import { signIn } from '../sign-in.ts';
import { fillVolume } from '../volume.ts';

/** R16: first the media volume is full, then that of the database. */
export const fullVolumes: Scenario = {
  title: 'a full media volume, then a full database volume, cost nothing once there is space again',
  rig: () => ({ numbers: 12, perTeam: 1, volumes: { media: 48, postgres: 400 } }),
  run: async (rig, { say }) => {
    const cookie = await signIn(rig);
    const media = await fillMedia(rig, cookie);
    say('The media volume was full, and has space again.');
    const database = await fillDatabase(rig, cookie);
    say('The database’s volume was full, and has space again.');
    const { archived, corrupt, files } = await checkArchives(rig);
    for (const each of corrupt) rig.expect(false, each);
    return { stories: rig.posted(), archived, files, corrupt: corrupt.length, ...media, ...database };
  },
};

/** Posts a picture of each account, and a video. */
async function postSome(rig: Rig): Promise<void> {
  for (const account of rig.brand.accounts) await rig.postStory({ account, kind: 'image' });
  await rig.postStory({ account: rig.brand.accounts[0]!, kind: 'video' });
}

/** Whether the feed answers, with so many stories. */
async function feedHolds({ web }: Rig, cookie: string, stories: number): Promise<boolean> {
  const answer = await fetch(`${web.url}/api/feed?`, { headers: { cookie } });
  if (answer.status !== 200) return false;
  const { stories: shown } = (await answer.json()) as { stories: unknown[] };
  return shown.length >= stories;
}

const allArchived = (rig: Rig) => async () => (await checkArchives(rig)).archived === rig.posted();

async function fillMedia(rig: Rig, cookie: string): Promise<Figures> {
  const folder = join(rig.folder, 'media');
  await postSome(rig);
  await eventually('they are archived', allArchived(rig));
  await drain(rig);
  const before = rig.posted();
  const free = await fillVolume(folder);
  await postSome(rig);
  await eventually('the store’s alarm is open', async () => {
    const rows = await openAlarms(rig, 'media');
    return rows === 1;
  });
  await drain(rig);
  const during = await checkArchives(rig);
  rig.expect(during.archived === before, 'something was archived onto a full volume');
  rig.expect(Object.keys(during.labelled).length === 0, 'a story was given up because the volume was full');
  for (const each of during.corrupt) rig.expect(false, each);
  const rows = await rig.owner.sql<{ key: string }[]>`select storage_key as key from media`;
  const known = new Set(rows.map(({ key }) => key));
  const half = (await listFiles(join(folder, 'stories'))).filter((name) => !known.has(`stories/${name}`));
  rig.expect(half.length === 0, `${half.length} half files lie in the store`);
  rig.expect(
    await feedHolds(rig, cookie, rig.posted()),
    'the feed was not readable while the media volume was full',
  );
  await free();
  await eventually('all are archived', allArchived(rig), 120_000);
  await eventually('the alarm ends', async () => (await openAlarms(rig, 'media')) === 0);
  const left = await listFiles(join(folder, '.incoming'));
  rig.expect(left.length === 0, `${left.length} unfinished files were left behind`);
  return { waitedForMedia: rig.posted() - before, halfFiles: half.length };
}

async function openAlarms({ owner }: Rig, thing: string): Promise<number> {
  const rows = await owner.sql`
    select from alarm where kind = 'storage_failing' and thing = ${thing} and ended_at is null`;
  return rows.length;
}

async function fillDatabase(rig: Rig, cookie: string): Promise<Figures> {
  const heartbeat = await listenForHeartbeat();
  try {
    await Promise.all(rig.workers.map((worker) => worker.stop()));
    for (const worker of rig.workers) worker.start({ STORYWIRE_HEARTBEAT_URL: heartbeat.url });
    await eventually('the heart beats', () => heartbeat.beats() >= rig.workers.length);
    await drain(rig);
    const before = rig.posted();
    const free = await fillVolume(join(rig.folder, 'postgres'));
    await postSome(rig);
    const beats = heartbeat.beats();
    const audits = rig.workers.map((worker) => worker.logged('database_full'));
    await eventually(
      'each worker says that the database is full',
      () => rig.workers.every((worker, index) => worker.logged('database_full') > audits[index]!),
      180_000,
    );
    // One that had begun to look before the disk was full may still have beaten once.
    const withheld = heartbeat.beats() - beats <= 1;
    rig.expect(withheld, 'the heart went on beating while the database was full');
    const readable = await feedHolds(rig, cookie, before);
    rig.expect(readable, 'the feed was not readable while the database was full');
    await free();
    await eventually('all are found and archived', allArchived(rig), 180_000);
    const last = heartbeat.beats();
    await eventually('the heart beats again', () => heartbeat.beats() > last, 120_000);
    return { postedWhileDatabaseFull: rig.posted() - before, readableWhileDatabaseFull: readable ? 1 : 0 };
  } finally {
    await heartbeat.close();
  }
}
