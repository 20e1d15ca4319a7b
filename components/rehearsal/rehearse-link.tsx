'use client';

import { FlaskConical } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { RouteChange } from '#lib/alerts/route-change.ts';
import { buttonClass } from '#components/ui/button.tsx';
import { draftRehearsalPath, handOverDraft } from './draft-hand-over.ts';

/** Leads to the rehearsal. With painted changes it opens beside them, so that they stay as they are. */
export function RehearseLink({ changes = [] }: { changes?: readonly RouteChange[] }) {
  const t = useTranslations('rehearsal');
  const words = (
    <>
      <FlaskConical aria-hidden="true" className="size-4" />
      {changes.length === 0 ? t('link') : t('linkDraft')}
    </>
  );
  if (changes.length === 0)
    return (
      <Link href="/routes/rehearsal" className={buttonClass('plain')}>
        {words}
      </Link>
    );
  return (
    <a
      href={draftRehearsalPath}
      target="_blank"
      rel="noreferrer"
      onClick={() => handOverDraft(changes)}
      className={buttonClass('plain')}
    >
      {words}
    </a>
  );
}
