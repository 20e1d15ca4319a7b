import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { pick } from '#lib/i18n/pick.ts';
import { listUnplacedNotes } from '#lib/notes/queries/list-unplaced-notes.ts';
import { readNumberFilter } from '#lib/numbers/number-filter-input.ts';
import { listNumbers } from '#lib/numbers/queries/list-numbers.ts';
import { listUnknownSenders } from '#lib/numbers/queries/unknown-senders.ts';
import { NumbersScreen } from '#components/numbers/numbers-screen.tsx';
import { UnknownSenders } from '#components/numbers/unknown-senders.tsx';
import { UnplacedNotes } from '#components/numbers/unplaced-notes.tsx';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('numbers');
  return { title: t('title') };
}

export default async function NumbersPage({ searchParams }: Props) {
  const { db, actor } = await pageActor();
  const filter = readNumberFilter(await searchParams);
  const [first, senders, notes, messages] = await Promise.all([
    foundOr404(actor, listNumbers(db, { actor, filter })),
    listUnknownSenders(db, { actor }),
    listUnplacedNotes(db, { actor }),
    getMessages(),
  ]);
  return (
    <NextIntlClientProvider messages={pick(messages, ['ago', 'numbers', 'regionTabs'])}>
      <NumbersScreen first={first} filter={filter}>
        <UnknownSenders senders={senders} />
        <UnplacedNotes notes={notes} />
      </NumbersScreen>
    </NextIntlClientProvider>
  );
}
