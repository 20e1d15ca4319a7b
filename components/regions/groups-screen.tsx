'use client';

import { ArrowDown, ArrowUp, Pencil, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { startTransition, useActionState, useState } from 'react';
import { addGroupAction, orderGroupAction } from '#app/(signed-in)/regions/actions.ts';
import { idle } from '#lib/auth/action-state.ts';
import type { GroupRow, RegionRow, RegionsPage } from '#lib/regions/region-row.ts';
import { RegionMark } from '#components/region/region-mark.tsx';
import { PageHead } from '#components/shell/page-head.tsx';
import { IconButton } from '#components/ui/button.tsx';
import { FormText } from '#components/ui/form-text.tsx';
import { PageForm } from '#components/ui/page-form.tsx';
import { toast } from '#components/ui/toast.ts';
import { BackToRegions } from './back-to-regions.tsx';
import { RegionTabs } from './region-tabs.tsx';
import { RemoveGroupDialog, RenameGroupDialog } from './group-dialogs.tsx';
import { useRegions } from './use-regions.ts';

type Asked = { kind: 'rename' | 'remove'; group: GroupRow };

/** The bundles of regions, in the order in which they stand everywhere. */
export function GroupsScreen({ first }: { first: RegionsPage }) {
  const t = useTranslations('groups');
  const { page, refetch } = useRegions(first);
  const [asked, setAsked] = useState<Asked | null>(null);
  // Every name added empties the field for the next.
  const [added, setAdded] = useState(0);
  const done = (message: string) => {
    toast(message);
    refetch();
  };
  const members = (group: GroupRow) =>
    [...page.regions, ...page.archived].filter((region) => region.group?.id === group.id);
  return (
    <div className="mx-auto max-w-200 px-4 pb-12 md:px-8">
      <RegionTabs />
      <BackToRegions />
      <PageHead title={t('title')} lead={t('lead')} />
      <ul>
        {page.groups.map((group, at) => (
          <GroupLine
            key={group.id}
            group={group}
            regions={members(group)}
            isFirst={at === 0}
            isLast={at === page.groups.length - 1}
            onAsk={(kind) => setAsked({ kind, group })}
            onDone={refetch}
          />
        ))}
      </ul>
      <div className="border-t hairline pt-6 [&>form]:max-w-100">
        <PageForm
          key={added}
          action={addGroupAction}
          submit={t('add')}
          fields={['name']}
          onDone={(message) => {
            setAdded(added + 1);
            done(message);
          }}
        >
          {(form) => (
            <FormText name="name" form={form} label={t('newName')} hint={t('newHint')} maxLength={60} />
          )}
        </PageForm>
      </div>
      {asked?.kind === 'rename' ? (
        <RenameGroupDialog group={asked.group} onClose={() => setAsked(null)} onDone={done} />
      ) : null}
      {asked?.kind === 'remove' ? (
        <RemoveGroupDialog
          group={asked.group}
          regions={members(asked.group)}
          onClose={() => setAsked(null)}
          onDone={done}
        />
      ) : null}
    </div>
  );
}

type LineProps = {
  group: GroupRow;
  regions: readonly RegionRow[];
  isFirst: boolean;
  isLast: boolean;
  onAsk: (kind: Asked['kind']) => void;
  onDone: () => void;
};

function GroupLine({ group, regions, isFirst, isLast, onAsk, onDone }: LineProps) {
  const t = useTranslations('groups');
  const { name } = group;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t hairline py-2.5">
      <div className="min-w-0 flex-1 basis-40">
        <p className="font-strong wrap-anywhere">{name}</p>
        <p className="figures text-sm text-muted">{t('regions', { count: regions.length })}</p>
      </div>
      <div aria-hidden="true" className="flex max-w-60 flex-wrap gap-1 max-md:hidden">
        {regions.slice(0, 12).map((region) => (
          <RegionMark
            key={region.id}
            markText={region.markText}
            markColor={region.markColor}
            className="size-6"
          />
        ))}
      </div>
      <div className="flex">
        <Order group={group} direction="up" disabled={isFirst} onDone={onDone} />
        <Order group={group} direction="down" disabled={isLast} onDone={onDone} />
        <IconButton aria-label={t('rename', { name })} onClick={() => onAsk('rename')}>
          <Pencil aria-hidden="true" className="size-4" />
        </IconButton>
        <IconButton aria-label={t('remove', { name })} onClick={() => onAsk('remove')}>
          <Trash2 aria-hidden="true" className="size-4" />
        </IconButton>
      </div>
    </li>
  );
}

type OrderProps = { group: GroupRow; direction: 'up' | 'down'; disabled: boolean; onDone: () => void };

/** Moves a group by one place. It keeps its focus, so that it can be pressed again. */
function Order({ group, direction, disabled, onDone }: OrderProps) {
  const t = useTranslations('groups');
  const [, run, pending] = useActionState(async (prev: typeof idle, form: FormData) => {
    await orderGroupAction(prev, form);
    onDone();
    return idle;
  }, idle);
  const move = () => {
    if (disabled || pending) return;
    const form = new FormData();
    form.set('groupId', group.id);
    form.set('direction', direction);
    startTransition(() => run(form));
  };
  const Icon = direction === 'up' ? ArrowUp : ArrowDown;
  return (
    <IconButton
      aria-label={t(`move.${direction}`, { name: group.name })}
      aria-disabled={disabled}
      className="aria-disabled:opacity-40"
      onClick={move}
    >
      <Icon aria-hidden="true" className="size-4" />
    </IconButton>
  );
}
