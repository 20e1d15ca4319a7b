'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { isStopped } from '#lib/words.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogActions } from '#components/ui/dialog.tsx';
import { moveTarget } from './repost-api.ts';
import type { TargetProps } from './target-props.ts';

/** Takes a post back, behind a question; one that has stopped is left as it is. */
export function CancelTarget({ target, busy, run }: Pick<TargetProps, 'target' | 'busy' | 'run'>) {
  const t = useTranslations('reposts');
  const [asking, setAsking] = useState(false);
  const label = isStopped(target.state) ? t('leaveIt') : t('cancelPost');
  return (
    <div>
      <Button look="quiet" className="-ms-4" disabled={busy} onClick={() => setAsking(true)}>
        {label}
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t('cancelTitle', { account: target.account.username })}
        description={t('cancelLead')}
      >
        <DialogActions>
          <Button
            look="danger"
            onClick={() => {
              setAsking(false);
              void run(() => moveTarget(target.id, { step: 'cancel' }), t('done.cancel'));
            }}
          >
            {label}
          </Button>
        </DialogActions>
      </Dialog>
    </div>
  );
}
