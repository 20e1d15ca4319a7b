import type { Mutant } from './mutant.ts';

const hubTests = { project: 'unit', file: 'tests/unit/live/hub.test.ts' } as const;
const followTests = { project: 'unit', file: 'tests/unit/live/follow-hints.test.ts' } as const;
const feedTests = { project: 'unit', file: 'tests/unit/components/feed-state.test.ts' } as const;

/** What keeps an open feed from missing a story or showing it twice, and web from keeping who has gone. */
export const liveMutants: readonly Mutant[] = [
  {
    name: 'one-fetch',
    without: 'the wait for the last answer: each hint has the one before it dropped',
    file: 'components/live/follow-hints.ts',
    find: 'if (stopped || fetching) return;',
    replace: 'if (stopped) return;',
    by: followTests,
  },
  {
    name: 'told-after-fetch',
    without: 'the order of what is told after what is fetched: a list does not see its gap',
    file: 'components/live/follow-hints.ts',
    find: 'if (behind) told.push(...stories);\n          else show(stories);',
    replace: 'show(stories);',
    by: followTests,
  },
  {
    name: 'fetch-on-open',
    without: 'the fetch of what was missed while there was no stream',
    file: 'components/live/follow-hints.ts',
    find: '          if (!heard.caughtUp) fetchSoon([performance.now() - mountedAt > freshMs ? everything : feed]);\n',
    replace: '',
    by: followTests,
  },
  {
    name: 'passed-over',
    without:
      'the forgetting of what was sent when something was passed over: whoever comes back believes to have all',
    file: 'lib/live/hub.ts',
    find: 'if (clients.size === 0) return backlog.forget();',
    replace: 'if (clients.size === 0) return;',
    by: hubTests,
  },
  {
    name: 'own-marks',
    without: 'the look at whose event it is, where missed ones are sent again',
    file: 'lib/live/backlog.ts',
    find: ' && (each.userId === undefined || each.userId === userId)',
    replace: '',
    by: hubTests,
  },
  {
    name: 'shown-once',
    without: 'the look at what is shown already',
    file: 'components/feed/feed-state.ts',
    find: 'page.stories.filter((story) => !known.has(story.id));\n  const touches',
    replace: 'page.stories.filter((story) => known !== undefined && story.id !== "");\n  const touches',
    by: feedTests,
  },
  {
    name: 'way-on',
    without: 'the way on to older stories from a list that was empty',
    file: 'components/feed/feed-state.ts',
    find: 'page.nextCursor === null;\n  const restart',
    replace: 'page.nextCursor === null || shown.length === 0;\n  const restart',
    by: feedTests,
  },
  {
    name: 'one-hand-over',
    without: 'the order of readings: an older one of a story may overtake a newer one',
    file: 'lib/live/gather.ts',
    find: '    await handOn(taken);\n    busy = false;',
    replace: '    busy = false;\n    await handOn(taken);',
    by: hubTests,
  },
  {
    name: 'gone-client',
    without: 'the forgetting of a client that has gone',
    file: 'lib/live/hub.ts',
    find: '    clients.delete(client);\n',
    replace: '',
    by: hubTests,
  },
  {
    name: 'unread-time',
    without: 'the end of a client that has not read for half a minute',
    file: 'lib/live/hub.ts',
    find: '    for (const client of clients) client.dropIfStuck();\n',
    replace: '',
    by: hubTests,
  },
  {
    name: 'unread-bytes',
    without: 'the bound of what is kept for a client that does not read',
    file: 'lib/live/live-client.ts',
    find: '      if (unreadBytes() + event.byteLength > unreadLimitBytes) return drop();\n',
    replace: '',
    by: hubTests,
  },
];
