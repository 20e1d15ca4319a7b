'use client';

import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { atName } from '#lib/i18n/at-name.ts';
import type { ApproverGroup, ApproversPage } from '#lib/reposts/approval-choices.ts';
import { BackToRegions } from '#components/regions/back-to-regions.tsx';
import { RegionTabs } from '#components/regions/region-tabs.tsx';
import { PageHead } from '#components/shell/page-head.tsx';
import { Button, IconButton } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { toast } from '#components/ui/toast.ts';
import { ApproversLeftWords } from './approvers-left-words.tsx';
import { GroupDialog } from './group-dialog.tsx';
import { RemoveGroupDialog } from './remove-group-dialog.tsx';

type Asked = { kind: 'add' } | { kind: 'edit' | 'remove'; group: ApproverGroup };

/** The groups of those who approve, such as Legal: who is in them, and for which accounts they approve. */
export function ApproversScreen({ page }: { page: ApproversPage }) {
  const t = useTranslations('approvers');
  const router = useRouter();
  const [asked, setAsked] = useState<Asked | null>(null);
  const ends = {
    onClose: () => setAsked(null),
    onDone: (message: string) => {
      toast(message);
      router.refresh();
    },
  };
  const add = (
    <Button look="primary" onClick={() => setAsked({ kind: 'add' })}>
      <Plus aria-hidden="true" className="size-4" />
      {t('add')}
    </Button>
  );
  return (
    <div className="mx-auto max-w-200 px-4 pb-12 md:px-8">
      <RegionTabs />
      <BackToRegions />
      <PageHead title={t('title')} lead={t('lead')} action={page.groups.length === 0 ? null : add} />
      {page.groups.length === 0 ? (
        <Empty title={t('empty')} action={add}>
          {t('emptyLead')}
        </Empty>
      ) : (
        <ul>
          {page.groups.map((group) => (
            <GroupLine
              key={group.id}
              group={group}
              selfId={page.selfId}
              onAsk={(kind) => setAsked({ kind, group })}
            />
          ))}
        </ul>
      )}
      {asked?.kind === 'add' ? <GroupDialog page={page} {...ends} /> : null}
      {asked?.kind === 'edit' ? <GroupDialog page={page} group={asked.group} {...ends} /> : null}
      {asked?.kind === 'remove' ? <RemoveGroupDialog group={asked.group} {...ends} /> : null}
    </div>
  );
}

function GroupLine({
  group,
  selfId,
  onAsk,
}: {
  group: ApproverGroup;
  selfId: string;
  onAsk: (kind: 'edit' | 'remove') => void;
}) {
  const t = useTranslations('approvers');
  const format = useFormatter();
  const { name, people, accounts } = group;
  const active = people.filter((each) => each.active);
  return (
    <li className="flex items-start gap-4 border-t hairline py-4">
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <h2 className="text-base wrap-anywhere">{name}</h2>
        <p className="wrap-anywhere">
          {people.length === 0
            ? t('nobodyIn')
            : format.list(
                people.map((each) => (each.active ? each.name : t('notActive', { name: each.name }))),
              )}
        </p>
        <p className="text-sm wrap-anywhere text-muted">
          {accounts.length === 0
            ? t('noAccounts')
            : t('approvesFor', { accounts: format.list(accounts.map(atName)) })}
        </p>
        {accounts.length === 0 && people.length === 0 ? null : (
          <ApproversLeftWords people={active} selfId={selfId} />
        )}
      </div>
      <div className="flex shrink-0">
        <IconButton aria-label={t('edit', { name })} onClick={() => onAsk('edit')}>
          <Pencil aria-hidden="true" className="size-4" />
        </IconButton>
        <IconButton aria-label={t('remove', { name })} onClick={() => onAsk('remove')}>
          <Trash2 aria-hidden="true" className="size-4" />
        </IconButton>
      </div>
    </li>
  );
}
