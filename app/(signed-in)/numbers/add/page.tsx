import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { pick } from '#lib/i18n/pick.ts';
import { unknownIdInput } from '#lib/numbers/number-input.ts';
import { listHomeChoices } from '#lib/numbers/queries/list-home-choices.ts';
import { findUnknownSender } from '#lib/numbers/queries/unknown-senders.ts';
import type { UnknownSender } from '#lib/numbers/unknown-sender-row.ts';
import { AddNumberForm } from '#components/numbers/add-number-form.tsx';
import { BackToNumbers } from '#components/numbers/back-to-numbers.tsx';
import { PageHead } from '#components/shell/page-head.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('numbers');
  return { title: t('addTitle') };
}

export default async function AddNumberPage({ searchParams }: Props) {
  const { db, actor } = await pageActor();
  const { region, unknown } = await searchParams;
  const [sender, regions, t, messages] = await Promise.all([
    unknownOf({ db, actor }, unknown),
    listHomeChoices(db, { actor }),
    getTranslations('numbers'),
    getMessages(),
  ]);
  const chosen = regions.find(({ id }) => id === region) ?? (regions.length === 1 ? regions[0] : undefined);
  return (
    <NextIntlClientProvider messages={pick(messages, ['numbers'])}>
      <div className="mx-auto max-w-220 px-4 pb-12 md:px-8">
        <BackToNumbers {...(chosen ? { region: chosen.id } : {})} />
        <PageHead title={t('addTitle')} lead={t('addLead')} />
        {regions.length === 0 ? (
          <Empty
            title={t('addNone')}
            action={
              <Link href="/regions" className={buttonClass('plain')}>
                {t('seeRegions')}
              </Link>
            }
          >
            {t('addNoneLead')}
          </Empty>
        ) : (
          <AddNumberForm regions={regions} regionId={chosen?.id ?? ''} unknown={sender} />
        )}
      </div>
    </NextIntlClientProvider>
  );
}

/** Somebody who wrote and is not known, whose phone is to be added. */
async function unknownOf(
  { db, actor }: Awaited<ReturnType<typeof pageActor>>,
  unknown: string | string[] | undefined,
): Promise<UnknownSender | undefined> {
  const given = unknownIdInput.safeParse({ unknownId: unknown });
  return given.success ? foundOr404(actor, findUnknownSender(db, { actor, ...given.data })) : undefined;
}
