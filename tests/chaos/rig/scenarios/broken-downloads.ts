import { createHash } from 'node:crypto';
import { eventually } from '#tests/support/eventually.ts';
import { checkArchives } from '../check-archives.ts';
import { drain } from '../come-to-rest.ts';
import { disturb } from '../faults.ts';
import type { Rig } from '../rig.ts';
import type { Figures, Scenario } from '../scenario.ts';

/** What the server of the files does wrong, and how a story ends of which it never does it right. */
const troubles = [
  { name: 'cut', fault: { cut_body: true }, ends: 'download_failed' },
  { name: 'fewer bytes than announced', fault: { length_off: 700 }, ends: 'download_failed' },
  { name: 'fewer bytes announced', fault: { length_off: -700 }, ends: 'not_decodable' },
  {
    name: 'a page instead of the file',
    fault: { status: 200, content_type: 'image/jpeg', body: '<!doctype html><p>Please wait</p>' },
    ends: 'not_decodable',
  },
  { name: '404', fault: { status: 404, body: 'Content not found' }, ends: 'expired' },
  { name: '503', fault: { status: 503, body: 'busy' }, ends: 'download_failed' },
  // Longer than a stalled body is waited for.
  { name: 'slow', fault: { slow_body_ms: 20_000 }, ends: 'download_failed' },
] as const;

/** R17: downloads are cut, have a wrong length or type, are refused, or stall, for a while and for good. */
export const brokenDownloads: Scenario = {
  title: 'downloads that are cut, of a wrong length or type, refused or slow leave no corrupt archive',
  rig: () => ({ numbers: 6, perTeam: 1 }),
  run: async (rig, { quick, say }) => {
    const kept = new Map<string, string>();
    let stories = 0;
    for (const { name, fault } of quick ? troubles.slice(0, 5) : troubles) {
      await disturb(rig, 'media', fault);
      const account = rig.brand.accounts[stories % rig.brand.accounts.length]!;
      for (const kind of ['image', 'image', 'video'] as const) {
        const { id, link } = await rig.postStory({ account, kind });
        kept.set(id, link);
        stories += 1;
      }
      await failed(rig, [...kept.keys()].slice(-3));
      const early = await checkArchives(rig);
      rig.expect(early.archived === stories - 3, `${name}: something was archived`);
      await rig.sandbox.remove('/_sandbox/faults');
      await eventually(
        'they are archived after all',
        async () => (await checkArchives(rig)).archived === stories,
      );
      say(`${name}: three stories were kept in the end.`);
    }
    await sameAsPosted(rig, kept);
    await drain(rig);
    const labelled = quick ? {} : await neverRight(rig, say);
    const { archived, corrupt, files } = await checkArchives(rig);
    for (const each of corrupt) rig.expect(false, each);
    return { stories: rig.posted(), archived, files, corrupt: corrupt.length, labelled };
  },
};

/** Until each of these stories was tried and its job waits for another try. */
async function failed({ owner }: Rig, mediaIds: readonly string[]): Promise<void> {
  await eventually(
    'each was tried in vain',
    async () => {
      const rows = await owner.sql`
        select from story s join pgboss.job j on j.data->>'storyId' = s.id::text
        where s.media_id in ${owner.sql(mediaIds)} and j.name = 'stories.archive'
          and (j.state = 'retry' or j.retry_count > 0)`;
      return rows.length >= mediaIds.length;
    },
    120_000,
  );
}

/** Byte for byte what the sandbox has, for as long as it has it. */
async function sameAsPosted(rig: Rig, links: ReadonlyMap<string, string>): Promise<void> {
  const rows = await rig.owner.sql<{ mediaId: string; sha256: string }[]>`
    select s.media_id as "mediaId", m.sha256 from story s join media m on m.story_id = s.id
    where m.rendition = 'original'`;
  const hashes = new Map(rows.map(({ mediaId, sha256 }) => [mediaId, sha256]));
  for (const [id, link] of links) {
    const bytes = Buffer.from(await (await fetch(link)).arrayBuffer());
    const same = createHash('sha256').update(bytes).digest('hex') === hashes.get(id);
    rig.expect(same, `story ${id} was archived with other bytes than were posted`);
  }
}

/** One story for each trouble that never ends; a day passes, and each says why it has no media. */
async function neverRight(rig: Rig, say: (words: string) => void): Promise<Figures['labelled'] & object> {
  const labelled: Record<string, number> = {};
  for (const { name, fault, ends } of troubles) {
    await disturb(rig, 'media', fault);
    const { id } = await rig.postStory({ account: rig.brand.accounts[0]!, kind: 'image' });
    await failed(rig, [id]);
    // This one alone grows old: its message waits for its picture, so not all is at rest.
    await rig.owner.sql`
      update story set posted_at = posted_at - interval '1 day', found_at = found_at - interval '1 day',
        expires_at = expires_at - interval '1 day' where media_id = ${id}`;
    const reason = await eventually(
      'it is settled',
      async () => {
        const [row] = await rig.owner.sql<{ reason: string | null }[]>`
          select media_reason as reason from story where media_id = ${id} and media_state <> 'pending'`;
        return row?.reason ?? undefined;
      },
      120_000,
    );
    rig.expect(reason === ends, `${name}, for good: the reason is ${reason} instead of ${ends}`);
    labelled[reason] = (labelled[reason] ?? 0) + 1;
    await rig.sandbox.remove('/_sandbox/faults');
  }
  say('One story for each trouble that never ended says why it was not kept.');
  return labelled;
}
