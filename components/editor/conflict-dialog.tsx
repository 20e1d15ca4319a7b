import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Design } from '#lib/reposts/design/design.ts';
import type { SavedDesign } from '#lib/reposts/edit-page.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Notice } from '#components/ui/notice.tsx';

type Props = {
  open: boolean;
  readSaved: () => Promise<SavedDesign | undefined>;
  /** Puts mine over what is saved. */
  onKeepMine: (revision: number) => void;
  onTakeTheirs: (saved: { revision: number; design: Design }) => void;
};

/** Two windows have changed the same edit: one of the two is chosen, and nothing is overwritten before that. */
export function ConflictDialog({ open, readSaved, onKeepMine, onTakeTheirs }: Props) {
  const t = useTranslations('editor');
  const [failed, setFailed] = useState(false);
  const choose = async (mine: boolean) => {
    const saved = await readSaved();
    setFailed(saved === undefined);
    if (!saved) return;
    if (mine || saved.design === null) onKeepMine(saved.revision);
    else onTakeTheirs({ revision: saved.revision, design: saved.design });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={() => undefined}
      title={t('conflict.title')}
      description={t('conflict.lead')}
    >
      {failed ? <Notice look="bad">{t('conflict.unread')}</Notice> : null}
      <div className="mt-2 flex flex-col gap-2 md:flex-row md:justify-end">
        <Button onClick={() => void choose(true)}>{t('conflict.mine')}</Button>
        <Button look="primary" onClick={() => void choose(false)}>
          {t('conflict.theirs')}
        </Button>
      </div>
    </Dialog>
  );
}
