'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { addApproverGroupAction, editApproverGroupAction } from '#app/(signed-in)/regions/actions.ts';
import type { ApproverGroup, ApproversPage } from '#lib/reposts/approval-choices.ts';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { FormText } from '#components/ui/form-text.tsx';
import { ApproversLeftWords } from './approvers-left-words.tsx';
import { PeopleChoice } from './people-choice.tsx';

type Props = {
  page: ApproversPage;
  /** Left out: a new one. */
  group?: ApproverGroup;
  onClose: () => void;
  onDone: (message: string) => void;
};

/** Name and people of a group, and whether they would be enough. */
export function GroupDialog({ page: { people, selfId }, group, onClose, onDone }: Props) {
  const t = useTranslations('approvers');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(group?.people.map(({ id }) => id) ?? []),
  );
  // Who was disabled stays in sight, so that they can be taken out.
  const known = new Set(people.map(({ id }) => id));
  const gone = group?.people.filter(({ id }) => !known.has(id)) ?? [];
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={group === undefined ? t('addTitle') : t('edit', { name: group.name })}
      description={t('dialogLead')}
      action={group === undefined ? addApproverGroupAction : editApproverGroupAction}
      onDone={onDone}
      submit={group === undefined ? t('addSubmit') : t('save')}
      fields={['name', 'userIds']}
    >
      {(form) => (
        <>
          {group === undefined ? null : <input type="hidden" name="groupId" value={group.id} />}
          <FormText
            name="name"
            form={form}
            label={t('name')}
            hint={t('nameHint')}
            maxLength={60}
            {...(group === undefined ? {} : { first: group.name })}
          />
          <PeopleChoice
            people={[...people, ...gone.map(({ id, name }) => ({ id, name, regions: undefined }))]}
            chosen={chosen}
            onChange={setChosen}
            error={form.error('userIds')}
          />
          {chosen.size === 0 ? null : (
            <ApproversLeftWords people={people.filter(({ id }) => chosen.has(id))} selfId={selfId} />
          )}
        </>
      )}
    </FormDialog>
  );
}
