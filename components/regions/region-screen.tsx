'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { AccountRow as Account, RegionPage } from '#lib/regions/region-row.ts';
import type { ApprovalChoices } from '#lib/reposts/approval-choices.ts';
import { ApprovalDialog } from '#components/approvers/approval-dialog.tsx';
import { AuditLink } from '#components/audit/audit-link.tsx';
import { RegionMark } from '#components/region/region-mark.tsx';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { MetaLine } from '#components/ui/meta-line.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { toast } from '#components/ui/toast.ts';
import { AccountRightsDialog } from './account-rights-dialog.tsx';
import { AccountRow } from './account-row.tsx';
import { ArchiveDialog, RestoreDialog } from './archive-dialogs.tsx';
import { BackToRegions } from './back-to-regions.tsx';
import { EditRegion } from './edit-region.tsx';
import { MoveAccountDialog } from './move-account-dialog.tsx';
import { NumberWords } from './number-words.tsx';
import { LocalTime, QuietWords, useCountryWords } from './place-words.tsx';
import { RegionTabs } from './region-tabs.tsx';
import { useNames } from './use-names.ts';
import { useRegion } from './use-region.ts';

type Props = {
  first: RegionPage;
  /** What its accounts' approval rules are chosen from. NULL: not for the reader to choose. */
  approvals: ApprovalChoices | null;
};

type Asked = { kind: 'archive' | 'restore' } | { kind: AccountMatter; account: Account };
type AccountMatter = 'move' | 'rights' | 'approval';

/** One region: what it is, its accounts, its phones, and whether it is in use. */
export function RegionScreen({ first, approvals }: Props) {
  const t = useTranslations('regions');
  const { page, refetch } = useRegion(first);
  const [asked, setAsked] = useState<Asked | null>(null);
  const { region } = page;
  const archived = region.archivedAt !== null;
  const ends = {
    onClose: () => setAsked(null),
    onDone: (message: string) => {
      toast(message);
      refetch();
    },
  };
  return (
    <div className="mx-auto max-w-280 px-4 pb-12 md:px-8">
      <RegionTabs />
      <BackToRegions />
      <Head page={page} />
      {archived ? (
        <div className="pb-6">
          <Notice look="plain">{t('archivedLead')}</Notice>
        </div>
      ) : null}
      <Accounts
        page={page}
        maySetApproval={approvals !== null}
        onAsk={(kind, account) => setAsked({ kind, account })}
      />
      <Numbers page={page} />
      {region.mayManage && !archived ? (
        <Part title={t('facts')} lead={t('factsLead')}>
          <EditRegion key={region.id} page={page} onDone={ends.onDone} />
        </Part>
      ) : null}
      {page.mayArchive ? (
        <Part title={t('inUse')} lead={archived ? t('restoreHint') : t('archiveHint')}>
          <Button onClick={() => setAsked({ kind: archived ? 'restore' : 'archive' })}>
            {archived ? t('restore') : t('archive')}
          </Button>
        </Part>
      ) : null}
      <p className="border-t hairline pt-4 text-sm text-pretty text-muted">
        {page.mayArchive ? t('whoAll') : region.mayManage ? t('whoOwn') : t('whoNone')}
      </p>
      {page.maySeeAudit ? (
        <div className="pt-2">
          <AuditLink thingId={region.id} />
        </div>
      ) : null}
      {asked?.kind === 'archive' ? <ArchiveDialog region={region} {...ends} /> : null}
      {asked?.kind === 'restore' ? <RestoreDialog region={region} {...ends} /> : null}
      {asked?.kind === 'rights' ? <AccountRightsDialog account={asked.account} {...ends} /> : null}
      {asked?.kind === 'approval' && approvals !== null ? (
        <ApprovalDialog account={asked.account} choices={approvals} {...ends} />
      ) : null}
      {asked?.kind === 'move' ? <MoveAccountDialog account={asked.account} page={page} {...ends} /> : null}
    </div>
  );
}

function Head({ page: { region } }: { page: RegionPage }) {
  const t = useTranslations('regions');
  const names = useNames();
  const countries = useCountryWords()(region);
  return (
    <header className="flex items-start gap-4 pt-2 pb-6">
      <RegionMark markText={region.markText} markColor={region.markColor} className="size-14 shrink-0" />
      <div className="min-w-0">
        <h1 className="text-xl wrap-anywhere">{region.name}</h1>
        <div className="text-muted">
          <MetaLine
            facts={[
              {
                key: 'group',
                fact: <span className="wrap-anywhere">{region.group?.name ?? t('noGroup')}</span>,
              },
              ...(countries === ''
                ? []
                : [{ key: 'countries', fact: <span suppressHydrationWarning>{countries}</span> }]),
              {
                key: 'language',
                fact: <span suppressHydrationWarning>{names.language(region.language)}</span>,
              },
              {
                key: 'time',
                fact: (
                  <span>
                    <LocalTime timeZone={region.timeZone} /> ({region.timeZone.replaceAll('_', ' ')})
                  </span>
                ),
              },
              { key: 'quiet', fact: <QuietWords quietHours={region.quietHours} /> },
            ]}
          />
        </div>
      </div>
    </header>
  );
}

function Accounts({
  page,
  maySetApproval,
  onAsk,
}: {
  page: RegionPage;
  maySetApproval: boolean;
  onAsk: (kind: AccountMatter, account: Account) => void;
}) {
  const t = useTranslations('regions');
  const { region, targets, mayArchive } = page;
  const mayMove = region.mayManage && (targets.length > 0 || mayArchive);
  return (
    <Part title={t('accounts', { count: region.accounts.length })}>
      {region.accounts.length === 0 ? (
        <p className="text-pretty text-muted">{t('noAccounts')}</p>
      ) : (
        <ul>
          {region.accounts.map((account) => (
            <AccountRow
              key={account.id}
              account={account}
              archived={region.archivedAt !== null}
              onMove={mayMove ? () => onAsk('move', account) : null}
              onRights={page.maySetRights ? () => onAsk('rights', account) : null}
              onApproval={maySetApproval ? () => onAsk('approval', account) : null}
            />
          ))}
        </ul>
      )}
    </Part>
  );
}

function Numbers({ page: { region } }: { page: RegionPage }) {
  const t = useTranslations('regions');
  const total = Object.values(region.numberCounts).reduce((sum, count) => sum + count, 0);
  const to = (path: string) => `${path}?region=${region.id}`;
  return (
    <Part title={t('numbers', { count: total })}>
      <p className="figures pb-3 text-pretty">
        {total === 0 ? (
          <span className="text-muted">{t('noNumbers')}</span>
        ) : (
          <NumberWords counts={region.numberCounts} />
        )}
      </p>
      <div className="flex flex-wrap gap-2">
        <Link href={to('/numbers')} className={buttonClass('plain')}>
          {t('toNumbers')}
        </Link>
        {region.mayManage && region.archivedAt === null ? (
          <>
            <Link href={to('/numbers/add')} className={buttonClass('plain')}>
              {t('addNumber')}
            </Link>
            <Link href={to('/numbers/join')} className={buttonClass('plain')}>
              {t('joinLink')}
            </Link>
          </>
        ) : null}
        <Link href="/routes" className={buttonClass('quiet')}>
          {t('toRoutes')}
        </Link>
      </div>
    </Part>
  );
}

function Part({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <section
      aria-label={title}
      className="grid gap-x-8 gap-y-3 border-t hairline py-6 md:grid-cols-[14rem_minmax(0,1fr)]"
    >
      <div>
        <h2 className="text-base">{title}</h2>
        {lead === undefined ? null : <p className="text-sm text-pretty text-muted">{lead}</p>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
