import type { TemplateTexts } from './template-texts.ts';

/**
 * Plain facts only: a text that sounds like advertising is put into Meta's
 * marketing category, which is capped per person and not delivered everywhere.
 */
export const english: TemplateTexts = {
  metaLanguage: 'en',
  story: (link) =>
    `New story from {{region}}: {{account}} posted it at {{time}}. Open ${link} to see it in Storywire. ` +
    'You receive this notice as a member of the {{team}} team.',
  rollup: (link) =>
    `More new stories since your last notice: {{counts}}. Open ${link} to see the latest one in Storywire. ` +
    'You receive this notice as a member of the {{team}} team.',
  summary: (link) =>
    `Your summary of other teams' stories since the last one: {{counts}}. Open ${link} to see the latest one in Storywire. ` +
    'You receive this summary once a day as a member of the {{team}} team.',
  joined: () =>
    'This work number was added to Storywire for the {{team}} team. ' +
    'You will be told here when another team posts a story. Send STOP at any time to leave.',
  storyExamples: {
    region: 'Brazil',
    account: '@example.br',
    time: '18:02 (Lisbon)',
    code: '7KQ2MD',
    team: 'Portugal',
  },
  rollupExamples: { counts: '7 from France, 2 from Japan', code: '7KQ2MD', team: 'Portugal' },
  joinedExamples: { team: 'Portugal' },
  seen: 'Seen',
  mute: 'Mute 24 h',
  counts: (named, others) =>
    [
      ...named.map(({ region, count }) => `${count} from ${region}`),
      ...(others > 0 ? [`${others} from other teams`] : []),
    ].join(', '),
  replies: {
    joined: ({ team, brand }) =>
      `You are in. New stories of ${brand}'s other teams will be told to this number, for ${team}. Send STOP at any time to leave.`,
    paused: ({ team }) =>
      `We have noted that this number wants to join. It is paused by an admin of ${team}, who can let it hear of stories again.`,
    stopped: ({ brand }) =>
      `You will get no more story notices from ${brand} on this number. Send START if you want them again.`,
    started: ({ team }) =>
      `Welcome back. This number gets story notices for ${team} again. Send STOP at any time to leave.`,
    muted: () =>
      'Muted for 24 hours. Stories of that time stay in Storywire. Send START to end the pause sooner.',
  },
};
