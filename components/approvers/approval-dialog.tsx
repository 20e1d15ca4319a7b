'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { setApprovalRuleAction } from '#app/(signed-in)/regions/actions.ts';
import type { AccountRow } from '#lib/regions/region-row.ts';
import type { ApprovalChoices } from '#lib/reposts/approval-choices.ts';
import { SelectField } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { ApproversLeftWords } from './approvers-left-words.tsx';

type Props = {
  account: AccountRow;
  choices: ApprovalChoices;
  onClose: () => void;
  onDone: (message: string) => void;
};

/** Who approves what is posted to an account, with who that is today. */
export function ApprovalDialog({ account, choices, onClose, onDone }: Props) {
  const t = useTranslations('approvers');
  const { rule, group } = account.approval;
  const [chosen, setChosen] = useState(group?.id ?? (rule === 'none' ? 'none' : 'one'));
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t('ruleTitle', { account: account.username })}
      description={t('ruleLead')}
      action={setApprovalRuleAction}
      onDone={onDone}
      submit={t('save')}
      fields={['approval']}
    >
      {(form) => (
        <>
          <input type="hidden" name="accountId" value={account.id} />
          <SelectField
            name="approval"
            label={t('ruleField')}
            value={chosen}
            onChange={(event) => setChosen(event.currentTarget.value)}
            error={form.error('approval')}
            options={[
              { value: 'none', label: t('rule.none') },
              { value: 'one', label: t('rule.one') },
              ...choices.groups.map(({ id, name }) => ({ value: id, label: t('rule.group', { name }) })),
            ]}
          />
          <Means chosen={chosen} choices={choices} />
          {choices.mayManageGroups ? (
            <Link
              href="/regions/approvers"
              className="inline-flex min-h-11 items-center self-start text-sm underline"
            >
              {t('toGroups')}
            </Link>
          ) : null}
        </>
      )}
    </FormDialog>
  );
}

/** What a choice means: who would be asked, and whether they are enough. */
function Means({ chosen, choices }: { chosen: string; choices: ApprovalChoices }) {
  const t = useTranslations('approvers');
  const format = useFormatter();
  if (chosen === 'none') return <p className="text-sm text-pretty text-muted">{t('meansNone')}</p>;
  const people =
    chosen === 'one'
      ? choices.one
      : (choices.groups.find(({ id }) => id === chosen)?.people.filter(({ active }) => active) ?? []);
  return (
    <>
      {people.length === 0 ? null : (
        <p className="text-sm text-pretty text-muted">
          {t('means', {
            names: format.list(
              people.map(({ name }) => name),
              { type: 'disjunction' },
            ),
          })}
        </p>
      )}
      <ApproversLeftWords people={people} selfId={choices.selfId} />
    </>
  );
}
