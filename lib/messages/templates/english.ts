import type { TemplateTexts } from './template-texts.ts';

export const english: TemplateTexts = {
  metaLanguage: 'en',
  story: (link) =>
    `New story from {{region}}: the account {{account}} posted it at {{time}}. Open ${link} to see it in Storywire. ` +
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
  problem: (link) =>
    'A story was flagged with a problem by {{who}} of the {{who_team}} team. ' +
    `It is a story from {{region}}, posted by {{account}}. Open ${link} to see the story and what was said about it.`,
  approval: (link) =>
    'Your approval is needed: {{who}} asks to repost a story for {{region}} to the account {{account}}. ' +
    `Open ${link} to see what would be posted, and to approve it or send it back.`,
  alarm: (link) =>
    `Storywire needs your attention: {{what}} Open ${link} to see the details and what can be done about it.`,
  examples: {
    region: 'Brazil',
    account: '@example.br',
    time: '18:02 (Lisbon)',
    counts: '7 from France, 2 from Japan',
    code: '7KQ2MD',
    path: 'regions',
    team: 'Portugal',
    who: 'Maria Silva',
    who_team: 'Legal',
    what: 'The accounts of France have not been checked for 45 minutes.',
  },
  seen: 'Seen',
  flag: 'Flag',
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
    flagged: ({ account, region, team, link }) =>
      `Flagged for ${team} to repost: the story by ${account} of ${region}.\n${link}`,
    flagWhich: () => 'Which of these stories do you want to flag?',
    noted: ({ account, region, link }) => `Your note is on the story by ${account} of ${region}.\n${link}`,
    noteWhich: () => 'Which story is this about? What you wrote is put on it as a note.',
    noteKept: () =>
      'Thank you. No story was told to this number in the last day, so your words are kept without one. To put a note on a story, answer its message.',
    textOnly: () => 'Only text can be read here. To put a note on a story, answer its message with words.',
  },
  alarms: {
    storage_failing:
      'What has to be kept cannot be stored, or what is to go cannot be deleted, so pictures, videos or everything else wait.',
    token_broken: 'Meta refuses the access token, so stories are not found or no messages go out.',
    mismatch: 'The sums do not add up: alerts are missing, stuck or counted twice.',
    breaker_open: 'Sending has stopped by itself, because too many messages failed in a row.',
    webhooks_silent: 'WhatsApp accepts messages and tells nothing of them any more.',
    limit_reached: "The day's number of people is used up, and news is left out.",
    token_ending:
      'The access token ends within a day; without a new one, stories are not found or no messages go out.',
    unconfirmed: 'Nobody knows whether a message arrived, and somebody has to decide.',
  },
  stopped: {
    failed: 'A post to Instagram failed.',
    overdue: 'A post to Instagram was not made, because its time had passed.',
    unconfirmed: 'Nobody knows whether a post came through to Instagram, and somebody has to look.',
  },
  stranger: ({ brand }) =>
    `This number only serves ${brand}'s teams. To join, ask your admin for your region's code and send it here.`,
  chooseStory: 'Choose a story',
  signIn: ({ name, device, link, brand }) =>
    `Your link to sign in to ${brand}'s Storywire as ${name}, asked for from ${device}:\n${link}\nIt works once, within 10 minutes. Whoever has it can sign in as you, so pass it on to nobody. If you did not ask for it, leave it unopened.`,
  signInRefused: {
    invited: () =>
      'This number has not joined yet, so it cannot sign in. Send the join code that you were given first.',
    paused: ({ team }) =>
      `This number is paused, so it cannot sign in. Ask an admin of ${team} to resume it.`,
    opted_out: () =>
      'This number has left, so it cannot sign in. Send START to come back, and then your sign-in code again.',
    region_archived: ({ team }) =>
      `${team} has been archived, so this number cannot sign in. Ask an admin to move it to another region.`,
    disabled: ({ team }) => `You may not sign in at the moment. Ask an admin of ${team}.`,
    code_unknown: () =>
      'This code is not known. Open the sign-in page, tap Sign in with WhatsApp, and send the new code as it stands there.',
    code_used: () => 'This code has been used already. Get a new one on the sign-in page.',
    code_over: () => 'The time for this code is over. Get a new one on the sign-in page.',
    too_many: () => 'These were many sign-in codes in a short time. Wait ten minutes and send a new one.',
  },
};
