import { languageCookie, languageTags } from '#lib/i18n/languages.ts';
import { scenesInside, type World } from '../e2e/support/scenes.ts';
import { wordsOf } from '../e2e/support/words.ts';
import { begin, type Round } from './begin.ts';

/** Every screen and every dialog at 360 px, once in each language besides English: where words are longest, or read from the right. */
export async function tourOfLanguages(round: Round, world: World): Promise<void> {
  const tours = [];
  for (const language of languageTags.filter((tag) => tag !== 'en')) {
    const { context, shotOf } = await begin({ ...round, width: 360, themes: ['light'], language });
    await context.addCookies([{ name: languageCookie, value: language, url: round.scene.url }]);
    const page = await context.newPage();
    tours.push({ page, shot: shotOf(page), scenes: scenesInside(world, wordsOf(language)), context });
  }
  for (const at of scenesInside(world, wordsOf('en')).keys()) {
    const name = tours[0]!.scenes[at]!.name.replaceAll(/[^a-z]+/gi, '-');
    for (const { page, shot, scenes } of tours) {
      await scenes[at]!.open(page);
      await shot(name);
    }
    await round.sheets.print(name);
  }
  for (const { context } of tours) await context.close();
}
