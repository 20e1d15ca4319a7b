'use client';

import { ExternalLink } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { PageTarget } from '#lib/reposts/repost-page.ts';
import { ExactMoment } from '#components/time/moment.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { moveTarget } from './repost-api.ts';
import type { TargetProps } from './target-props.ts';

/** What became of a post once it was let go: how far it is, why it waits or stopped, and where it stands. */
export function TargetFate(props: Pick<TargetProps, 'target' | 'busy' | 'run'>) {
  const { target } = props;
  const t = useTranslations('reposts');
  switch (target.state) {
    case 'publishing':
    case 'scheduled':
      return <UnderWay target={target} />;
    case 'published':
      return <Posted target={target} />;
    case 'overdue':
      return (
        <Trouble target={target}>{target.failure === 'late' ? null : <p>{t('failure.late')}</p>}</Trouble>
      );
    case 'failed':
      return <Trouble target={target} />;
    case 'unconfirmed':
      return <InDoubt {...props} />;
    case 'draft':
    case 'in_review':
    case 'sent_back':
    case 'approved':
    case 'cancelled':
      return null;
  }
}

type Part = { target: PageTarget };

function UnderWay({ target: { state, step, failure, triesUntil } }: Part) {
  const t = useTranslations('reposts');
  if (failure === null && (state !== 'publishing' || step === null)) return null;
  return (
    <div className="flex flex-col gap-1 text-muted" role="status">
      {state === 'publishing' && step !== null ? <p>{t(`progress.${step}`)}</p> : null}
      {failure === null ? null : (
        <p className="text-ink">
          {t(`failure.${failure}`)} {t('triesUntil')} <ExactMoment at={triesUntil} />. {t('thenAsks')}
        </p>
      )}
    </div>
  );
}

function Posted({ target: { permalink, storyCode } }: Part) {
  const t = useTranslations('reposts');
  const link = 'inline-flex min-h-6 items-center gap-1 underline underline-offset-2 pointer-coarse:min-h-11';
  return (
    <p className="flex flex-wrap gap-x-4">
      {storyCode === null ? null : (
        <Link href={`/stories/${storyCode}`} className={link}>
          {t('seeStory')}
        </Link>
      )}
      {permalink === null ? (
        <span className="text-muted">{t('noLink')}</span>
      ) : (
        <a href={permalink} target="_blank" rel="noreferrer" className={link}>
          {t('openOnInstagram')}
          <ExternalLink aria-hidden="true" className="size-4" />
        </a>
      )}
    </p>
  );
}

function Trouble({ target: { failure, errorCode }, children }: Part & { children?: React.ReactNode }) {
  const t = useTranslations('reposts');
  return (
    <Notice look="bad">
      {children}
      <p>{t(`failure.${failure ?? 'refused'}`)}</p>
      {errorCode === null ? null : <p className="figures text-sm">{t('number', { code: errorCode })}</p>}
    </Notice>
  );
}

/** Whoever looks at the account says what is there. */
function InDoubt({ target, busy, run }: Pick<TargetProps, 'target' | 'busy' | 'run'>) {
  const t = useTranslations('reposts');
  const say = (step: 'is_there' | 'is_not_there') =>
    void run(() => moveTarget(target.id, { step }), t(`done.${step}`));
  return (
    <>
      <Trouble target={target} />
      {target.steps.includes('is_there') ? (
        <div className="flex flex-wrap gap-2">
          <Button look="primary" disabled={busy} onClick={() => say('is_there')}>
            {t('isThere')}
          </Button>
          <Button disabled={busy} onClick={() => say('is_not_there')}>
            {t('isNotThere')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
