'use client';

import { Printer } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { changeJoinLinkAction } from '#app/(signed-in)/numbers/actions.ts';
import type { JoinPage, RegionBadge } from '#lib/numbers/number-row.ts';
import type { QrPath } from '#lib/numbers/qr-path.ts';
import { joinText } from '#lib/regions/join-link.ts';
import { RegionMark } from '#components/region/region-mark.tsx';
import { PageHead } from '#components/shell/page-head.tsx';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { SelectField } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { toast } from '#components/ui/toast.ts';
import { BackToNumbers } from './back-to-numbers.tsx';
import { LinkButtons } from './link-buttons.tsx';
import { PageForm } from '#components/ui/page-form.tsx';

type Props = { page: JoinPage; qr: QrPath | null };

/** A region's join link: what to send round or hang up, and what happens when somebody follows it. */
export function JoinScreen({ page, qr }: Props) {
  const t = useTranslations('numbers');
  const router = useRouter();
  const done = (message: string) => {
    toast(message);
    router.refresh();
  };
  const { region, code } = page;
  return (
    <div className="mx-auto max-w-220 px-4 pb-12 md:px-8">
      <BackToNumbers region={region.id} />
      <PageHead
        title={t('joinTitle', { region: region.name })}
        lead={t('joinLead', { region: region.name })}
      />
      <div className="pb-6 print:hidden">
        <RegionChoice regions={page.regions} chosen={region.id} />
      </div>
      {region.archived ? (
        <Notice look="plain">{t('joinArchived')}</Notice>
      ) : code === null ? (
        <PageForm action={changeJoinLinkAction} onDone={done} submit={t('joinOpenLink')} fields={[]}>
          {() => (
            <>
              <input type="hidden" name="regionId" value={region.id} />
              <input type="hidden" name="act" value="open" />
              <p className="max-w-140 text-pretty text-muted">{t('joinClosed')}</p>
            </>
          )}
        </PageForm>
      ) : (
        <OpenLink page={page} code={code} qr={qr} onDone={done} />
      )}
    </div>
  );
}

type OpenProps = Props & { code: string; onDone: (message: string) => void };

function OpenLink({ page, code, qr, onDone }: OpenProps) {
  const t = useTranslations('numbers');
  const { region, link } = page;
  return (
    <div className="grid items-start gap-8 md:grid-cols-[20rem_minmax(0,1fr)]">
      {qr === null ? (
        <Notice look="plain">{t('joinNoSender')}</Notice>
      ) : (
        // Black on white in either theme: phones read no other.
        <figure className="rounded-card border hairline bg-[#fff] p-2 text-[#000] forced-color-adjust-none">
          <svg
            role="img"
            aria-label={t('joinQr', { region: region.name })}
            viewBox={`0 0 ${qr.size} ${qr.size}`}
            shapeRendering="crispEdges"
            className="w-full"
          >
            <path d={qr.d} fill="#000000" />
          </svg>
          <figcaption className="flex flex-wrap items-center justify-center gap-2 pb-2 text-center">
            <RegionMark {...region} className="size-6 shrink-0" />
            <span className="min-w-0 wrap-anywhere">{t('joinScan', { region: region.name })}</span>
          </figcaption>
        </figure>
      )}
      <div className="flex flex-col gap-5">
        <p className="text-pretty">
          {t.rich('joinSend', {
            code: () => <strong className="figures whitespace-nowrap select-all">{joinText(code)}</strong>,
          })}
        </p>
        {link === null ? null : (
          <div className="print:hidden">
            <p className="figures pb-2 break-all text-muted select-all" dir="ltr">
              {link}
            </p>
            <div className="flex flex-wrap gap-2">
              <LinkButtons link={link} />
              <Button look="quiet" onClick={() => window.print()}>
                <Printer aria-hidden="true" className="size-4" />
                {t('print')}
              </Button>
            </div>
          </div>
        )}
        <section>
          <h2 className="text-base">{t('joinThen')}</h2>
          <ul className="list-disc ps-5 text-pretty text-muted">
            <li>{t('joinThenNew', { region: region.name })}</li>
            <li>{t('joinThenKnown')}</li>
            <li>{t('joinThenLeave')}</li>
          </ul>
        </section>
        <EndLink region={region} onDone={onDone} />
      </div>
    </div>
  );
}

/** Renewing and closing both make every copy worthless, so each asks first. */
function EndLink({ region, onDone }: { region: RegionBadge; onDone: (message: string) => void }) {
  const t = useTranslations('numbers');
  const [act, setAct] = useState<'renew' | 'close' | null>(null);
  return (
    <div className="flex flex-wrap gap-2 border-t hairline pt-5 print:hidden">
      <Button onClick={() => setAct('renew')}>{t('joinAsk.renew.submit')}</Button>
      <Button onClick={() => setAct('close')}>{t('joinAsk.close.submit')}</Button>
      {act === null ? null : (
        <FormDialog
          open
          onOpenChange={() => setAct(null)}
          title={t(`joinAsk.${act}.title`)}
          description={t(`joinAsk.${act}.lead`, { region: region.name })}
          action={changeJoinLinkAction}
          onDone={onDone}
          submit={t(`joinAsk.${act}.submit`)}
          look={act === 'close' ? 'danger' : 'primary'}
          fields={[]}
        >
          {() => (
            <>
              <input type="hidden" name="regionId" value={region.id} />
              <input type="hidden" name="act" value={act} />
            </>
          )}
        </FormDialog>
      )}
    </div>
  );
}

/** Which region's link it is about. */
function RegionChoice({ regions, chosen }: { regions: readonly RegionBadge[]; chosen: string }) {
  const t = useTranslations('numbers');
  const router = useRouter();
  if (regions.length < 2) return null;
  return (
    <div className="max-w-80">
      <SelectField
        label={t('region')}
        value={chosen}
        onChange={(event) => router.push(`/numbers/join?region=${event.currentTarget.value}`)}
        options={regions.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </div>
  );
}

/** Before a region is chosen: the ones there are. */
export function JoinRegions({ regions }: { regions: readonly RegionBadge[] }) {
  const t = useTranslations('numbers');
  return (
    <div className="mx-auto max-w-220 px-4 pb-12 md:px-8">
      <BackToNumbers />
      <PageHead title={t('joinLink')} lead={t('joinChoose')} />
      {regions.length === 0 ? (
        <Empty title={t('joinNone')}>{t('joinNoneLead')}</Empty>
      ) : (
        <ul className="grid gap-x-6 md:grid-cols-2">
          {regions.map((region) => (
            <li key={region.id} className="border-t hairline">
              <Link
                href={`/numbers/join?region=${region.id}`}
                className="-mx-2 flex min-h-12 items-center gap-3 rounded-md px-2 hover:bg-sunken"
              >
                <RegionMark {...region} className="size-8 shrink-0" />
                <span className="min-w-0 wrap-anywhere">{region.name}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
