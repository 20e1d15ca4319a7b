import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { pageActor } from '#lib/auth/page.ts';
import { readBoardFilter } from '#lib/flags/board-filter.ts';
import { boardQuery } from '#lib/flags/board-query.ts';
import { getBoard } from '#lib/flags/queries/get-board.ts';
import { pick } from '#lib/i18n/pick.ts';
import { listOpenQuestions } from '#lib/rights/queries/get-story-rights.ts';
import { BoardScreen } from '#components/flags/board-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('flags');
  return { title: t('title') };
}

export default async function FlagsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { db, actor } = await pageActor();
  const filter = readBoardFilter(await searchParams);
  const [first, questions, messages] = await Promise.all([
    getBoard(db, { actor, filter, now: new Date() }),
    listOpenQuestions(db, { actor }),
    getMessages(),
  ]);
  return (
    <NextIntlClientProvider
      messages={pick(messages, ['ago', 'dialog', 'flags', 'responses', 'rights', 'stories', 'timeLeft'])}
    >
      <BoardScreen key={boardQuery(filter)} first={first} filter={filter} questions={questions} />
    </NextIntlClientProvider>
  );
}
