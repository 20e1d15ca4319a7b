import { cutText } from '#lib/whatsapp/cut-text.ts';
import type { MessageChoice } from '#db/schema/messages.ts';
import type { ToldStory } from './build-message.ts';

/** The most lines that a list of WhatsApp's holds, and how long their texts may be. */
const most = { lines: 10, title: 24, description: 72 };

/**
 * The lines of "which story?", in the given order, the first ten of them:
 * when it was posted, on the reader's clock, and by which region; below, the
 * account and the code that stands in the story's own message.
 * @param timeZone IANA name
 * @param language BCP 47
 */
export function storyChoices<Story extends ToldStory>(
  stories: readonly Story[],
  idOf: (story: Story) => string,
  { timeZone, language }: { timeZone: string; language: string },
): MessageChoice[] {
  const clock = new Intl.DateTimeFormat(language, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return stories.slice(0, most.lines).map((story) => ({
    id: idOf(story),
    title: cutText(`${clock.format(story.postedAt)} ${story.region}`, most.title),
    description: cutText(`@${story.username}, ${story.code}`, most.description),
  }));
}
