'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { revealNumberAction } from '#app/(signed-in)/numbers/actions.ts';
import type { NumberPage } from '#lib/numbers/number-row.ts';
import { Button } from '#components/ui/button.tsx';
import { PageForm } from '#components/ui/page-form.tsx';

/** Long enough to dial it; a page left open does not keep showing it. */
const shownForMs = 30_000;

/** The number: shortened, and whole for a short while for those who may. */
export function RevealNumber({ page }: { page: NumberPage }) {
  const t = useTranslations('numbers');
  const [whole, setWhole] = useState<string | null>(null);
  useEffect(() => {
    if (whole === null) return undefined;
    const hide = setTimeout(() => setWhole(null), shownForMs);
    return () => clearTimeout(hide);
  }, [whole]);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="figures text-lg" dir="ltr" aria-live="polite">
        {whole ?? page.shortened}
      </p>
      {!page.mayReveal ? null : whole === null ? (
        <PageForm
          action={revealNumberAction}
          onDone={setWhole}
          submit={t('reveal')}
          look="plain"
          fields={[]}
          inline
        >
          {() => (
            <>
              <input type="hidden" name="numberId" value={page.id} />
            </>
          )}
        </PageForm>
      ) : (
        <Button onClick={() => setWhole(null)}>{t('hide')}</Button>
      )}
    </div>
  );
}
