import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';

type Props = { words: string; retrying: boolean; onRetry: () => void };

/** Says that an answer did not come, and asks for it once more. It stays, and keeps the focus, until one is there. */
export function FailedNotice({ words, retrying, onRetry }: Props) {
  const t = useTranslations('rehearsal');
  return (
    <Notice look="bad">
      <p>{words}</p>
      <Button className="mt-2" aria-disabled={retrying} onClick={retrying ? undefined : onRetry}>
        {t('retry')}
      </Button>
    </Notice>
  );
}
