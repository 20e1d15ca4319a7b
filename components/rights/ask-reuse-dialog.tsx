import { useTranslations } from 'next-intl';
import { askReuseAction } from '#app/(signed-in)/stories/actions.ts';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { FormArea } from '#components/ui/form-text.tsx';

type Props = {
  /** Whose story it is, and the name of its region. */
  story: { id: string; region: string };
  /** Who would reuse it. */
  region: { id: string; name: string };
  onClose: () => void;
  onDone: (message: string) => void;
};

/** Asks a story's team whether a region may reuse it. */
export function AskReuseDialog({ story, region, onClose, onDone }: Props) {
  const t = useTranslations('rights');
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t('askTitle', { region: story.region, asking: region.name })}
      description={t('askLead')}
      action={askReuseAction}
      onDone={onDone}
      submit={t('askSubmit')}
      fields={['words']}
    >
      {(form) => (
        <>
          <input type="hidden" name="storyId" value={story.id} />
          <input type="hidden" name="regionId" value={region.id} />
          <FormArea form={form} name="words" label={t('askWords')} hint={t('askWordsHint')} maxLength={500} />
        </>
      )}
    </FormDialog>
  );
}
