'use client';

import { Check } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useId, useMemo, useState } from 'react';
import { addRegionsAction } from '#app/(signed-in)/regions/actions.ts';
import { readRegionList } from '#lib/regions/read-region-list.ts';
import { buttonClass } from '#components/ui/button.tsx';
import type { KnownPage } from '#lib/regions/region-row.ts';
import { PageForm } from '#components/ui/page-form.tsx';
import { ListPreview } from './list-preview.tsx';

const example = ['Brazil; LatAm', 'Iberia; EMEA; ES PT', 'Headquarters; ; ; Europe/London; en'].join('\n');

/**
 * Many regions from a list. While it is typed or pasted, every line is shown as
 * it was understood; nothing is written before the button is pressed.
 */
export function AddSeveral({ regions, groups }: KnownPage) {
  const t = useTranslations('regions');
  const router = useRouter();
  const id = useId();
  const [text, setText] = useState('');
  const [done, setDone] = useState<string | null>(null);
  const list = useMemo(
    () => readRegionList(text, { regions, groups: groups.map(({ name }) => name) }),
    [text, regions, groups],
  );
  const count = list.lines.filter(({ state }) => state === 'new').length;
  if (done !== null) return <Added words={done} />;
  return (
    <PageForm
      action={addRegionsAction}
      onDone={(message) => {
        setDone(message);
        router.refresh();
      }}
      submit={t('addCount', { count })}
      fields={['list']}
    >
      {({ error }) => (
        <>
          <div className="max-w-180">
            <label htmlFor={id} className="text-sm font-strong">
              {t('list')}
            </label>
            <p id={`${id}-hint`} className="pb-2 text-sm text-pretty text-muted">
              {t('listHint')}
            </p>
            <textarea
              id={id}
              name="list"
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              placeholder={example}
              aria-describedby={`${id}-hint`}
              spellCheck={false}
              rows={8}
              wrap="off"
              className="min-h-40 w-full resize-y rounded-md border border-edge bg-paper px-3 py-2 text-base placeholder:text-muted md:text-sm"
            />
            {error('list') === undefined ? null : (
              <p role="alert" className="text-sm text-bad">
                {error('list')}
              </p>
            )}
          </div>
          <ListPreview list={list} />
        </>
      )}
    </PageForm>
  );
}

/** What was added, and what a new admin does next. */
function Added({ words }: { words: string }) {
  const t = useTranslations('regions');
  return (
    <div role="status" className="max-w-180 rounded-card bg-sunken px-5 py-5">
      <p className="flex items-center gap-2 text-lg">
        <Check aria-hidden="true" className="size-5 text-accent" />
        {words}
      </p>
      <p className="mt-1 text-pretty text-muted">{t('addedNext')}</p>
      <div className="mt-4 flex flex-wrap gap-2">
        <Link href="/regions/accounts" className={buttonClass('primary')}>
          {t('addedAccounts')}
        </Link>
        <Link href="/regions" className={buttonClass('plain')}>
          {t('addedRegions')}
        </Link>
      </div>
    </div>
  );
}
