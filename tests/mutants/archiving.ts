import type { Mutant } from './mutant.ts';

const archiving = 'tests/integration/stories/archive.test.ts';
const s3 = 'tests/integration/media/s3-storage.test.ts';
const retention = 'tests/integration/retention/retention.test.ts';

/** What keeps a story from being lost, half kept, or removed before its time. */
export const archivingMutants: readonly Mutant[] = [
  {
    name: 'earliest-first',
    without: 'the priority of archive jobs: what was found first is saved first, whatever dies first',
    file: 'lib/stories/archive-priority.ts',
    find: 'return -Math.floor(expiresAt.getTime() / 60_000);',
    replace: 'return Math.min(0, expiresAt.getTime());',
    by: { project: 'integration', file: archiving, named: 'hands out what dies first' },
  },
  {
    name: 'own-place',
    without: 'the hash in a file’s key: a worker that wakes late replaces what is archived',
    file: 'lib/media/storage-key.ts',
    find: '${rendition}-${sha256}.',
    replace: '${rendition}.',
    by: { project: 'integration', file: 'tests/integration/stories/frozen-worker.test.ts' },
  },
  {
    name: 'strays-removed',
    without: 'the tidying of a worker that has lost its claim: what it wrote lies there for good',
    file: 'lib/stories/job/under-claim.ts',
    find: 'if (written.length > 0) await',
    replace: 'if (written.length < 0) await',
    by: { project: 'integration', file: 'tests/integration/stories/frozen-worker.test.ts' },
  },
  {
    name: 'patience',
    without: 'the patience with a server’s passing faults: the first refusal is the last',
    file: 'lib/stories/job/save-media.ts',
    find: 'return lives ? new TryAgain(trouble, end) : new Ended(end);',
    replace: 'return lives && false ? new TryAgain(trouble, end) : new Ended(end);',
    by: { project: 'integration', file: archiving },
  },
  {
    name: 'film-first',
    without: 'the independence of a film from its thumbnail: what ails the one is tried again for both',
    file: 'lib/stories/job/save-media.ts',
    find: "if (poster.kind === 'saved') return poster.rows;",
    replace:
      "if (poster.kind === 'later') throw new TryAgain(poster.trouble, downloadFailed);\n  if (poster.kind === 'saved') return poster.rows;",
    by: { project: 'integration', file: archiving, named: 'keeps the film at once' },
  },
  {
    name: 'gone-twice',
    without: 'the doubt in a single word of Meta’s that a living story is gone',
    file: 'lib/stories/job/save-media.ts',
    find: 'if (work.story.deletedAt !== null) throw new Ended(ofGone(work));',
    replace: 'throw new Ended(ofGone(work));',
    by: { project: 'integration', file: archiving, named: 'is not believed' },
  },
  {
    name: 'withheld-for-long',
    without: 'the doubt in a single answer without a link: it ends a living story’s media',
    file: 'lib/stories/job/save-media.ts',
    find: "throw isWithheldForGood(work) ? new Ended(copyright) : new Withheld('Meta gives no link');",
    replace: 'throw new Ended(copyright);',
    by: { project: 'integration', file: archiving, named: 'waits after one such answer' },
  },
  {
    name: 'withheld-alert',
    without: 'that an alert does not wait for a file that Meta withholds',
    file: 'lib/messages/commands/lock-due-messages.ts',
    find: '      or s.withheld_since is not null\n',
    replace: '',
    by: {
      project: 'integration',
      file: 'tests/integration/messages/outcomes.test.ts',
      named: 'does not wait for a picture that Instagram withholds',
    },
  },
  {
    name: 'read-back',
    without: 'the comparison of what the bucket has with what it was given',
    file: 'lib/media/storage/s3-storage.ts',
    find: 'if (kept.bytes === bytes && kept.sha256 === sha256) return;',
    replace: 'if (kept.bytes === bytes) return;',
    by: { project: 'integration', file: s3 },
  },
  {
    name: 'store-alarm',
    without: 'the note that the store refused a story, of which the alarm is read',
    file: 'lib/stories/job.ts',
    find: 'if (error instanceof StoreFailed) await noteStoreTrouble(context.db, { storyId });',
    replace: '',
    by: { project: 'integration', file: archiving, named: 'raises an alarm' },
  },
  {
    name: 'mark-first',
    without: 'the mark before a file is deleted: a run that was cut off is forgotten',
    file: 'lib/retention/commands.ts',
    find: '.where(and(isNull(mediaRemoval.removedAt), after && isAfter(after)))',
    replace: '.where(and(isNull(mediaRemoval.removedAt), sql`${mediaRemoval.markedAt} > now()`))',
    by: { project: 'integration', file: retention },
  },
  {
    name: 'held',
    without: 'the hold on stories of which something is open',
    file: 'lib/retention/queries/held-story.ts',
    find: "where f.story_id = s.id and f.state in ('open', 'taken', 'reposting')",
    replace: 'where f.story_id = s.id and false',
    by: { project: 'integration', file: retention },
  },
  {
    name: 'held-meanwhile',
    without: 'the second look at locked stories: what was begun before the lock is not seen',
    file: 'lib/retention/commands.ts',
    find: '${locked.map(({ id }) => id)} and not ${isHeld}`);',
    replace: '${locked.map(({ id }) => id)}`);',
    by: { project: 'integration', file: retention, named: 'done before the story is locked' },
  },
  {
    name: 'undeletable',
    without: 'the going on to other files when one cannot be deleted',
    file: 'lib/retention/commands.ts',
    find: 'failures.push(error);',
    replace: 'throw error;',
    by: { project: 'integration', file: retention, named: 'one file before it' },
  },
];
