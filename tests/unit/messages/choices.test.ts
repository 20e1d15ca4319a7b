import { describe, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { buildMessage } from '#lib/messages/build-message.ts';
import { buttonPayload, readButtonPayload } from '#lib/messages/button-payload.ts';
import { type Choice, choiceId, readChoiceId } from '#lib/messages/choice-id.ts';
import { storyChoices } from '#lib/messages/story-choices.ts';

const [noteId, storyId] = [newId(), newId()];

describe('what a pick sends back', () => {
  test.each<[string, Choice]>([
    ['a note and its story', { act: 'note', noteId, storyId }],
    ['a story to flag', { act: 'flag', storyId }],
  ])('names %s, and fits into a row', (_, choice) => {
    expect(readChoiceId(choiceId(choice))).toEqual(choice);
    expect(choiceId(choice).length).toBeLessThanOrEqual(200);
    expect(readButtonPayload(choiceId(choice))).toBeUndefined();
  });

  test('of somebody else is nothing of ours', () => {
    for (const odd of [
      '',
      'note:1:2',
      `note:${noteId}`,
      `note:${noteId}:${storyId}:`,
      `flag_story:${storyId}x`,
    ])
      expect(readChoiceId(odd)).toBeUndefined();
    expect(readChoiceId(buttonPayload('flag', storyId))).toBeUndefined();
  });
});

describe('the lines of "which story?"', () => {
  const told = (n: number, region = 'Brazil') => ({
    storyId: newId(),
    region,
    username: `brand.${'x'.repeat(n)}`,
    code: '7KQ2MD',
    postedAt: new Date('2026-11-23T17:02:00Z'),
  });
  const reader = { timeZone: 'Europe/Lisbon', language: 'en' };

  test("tell when by the reader's clock, by whom, and the code of the story's own message", () => {
    expect(storyChoices([told(1)], ({ storyId: id }) => id, reader)).toMatchObject([
      { title: '17:02 Brazil', description: '@brand.x, 7KQ2MD' },
    ]);
  });

  test('are ten at most, and short enough whatever the names are', () => {
    const many = Array.from({ length: 14 }, (_, n) => told(n * 20, 'Österreich und die Schweiz'));
    const lines = storyChoices(many, ({ storyId: id }) => id, { timeZone: 'Asia/Tokyo', language: 'ar' });
    expect(lines.map(({ id }) => id)).toEqual(many.slice(0, 10).map(({ storyId: id }) => id));
    for (const { title, description } of lines) {
      expect(title.length).toBeLessThanOrEqual(24);
      expect(description?.length).toBeLessThanOrEqual(72);
    }
  });

  test('make a reply a list, in the best language there is', () => {
    const facts = {
      messageId: newId(),
      kind: 'reply',
      opaqueId: 'v1.x.y',
      to: '+12025550123',
      body: 'Which?',
      choices: [{ id: 'a', title: 'A' }],
      team: 'Portugal',
      language: 'en',
      stories: [],
      headerMediaId: null,
      timeZone: 'Europe/Lisbon',
    } as const;
    expect(buildMessage(facts, [], [])?.body).toMatchObject({
      type: 'interactive',
      interactive: { type: 'list', action: { button: 'Choose a story' } },
    });
  });
});
