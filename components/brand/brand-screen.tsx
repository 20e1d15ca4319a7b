'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Brand, BrandFont } from '#lib/brand/brand.ts';
import { PageHead } from '#components/shell/page-head.tsx';
import { BrandFonts } from './brand-fonts.tsx';
import { BrandLogoForm } from './brand-logo-form.tsx';
import { BrandLookForm } from './brand-look-form.tsx';

/** The brand's own name, colour, logo and fonts, each seen before it is saved. */
export function BrandScreen({ brand, fonts }: { brand: Brand; fonts: BrandFont[] }) {
  const t = useTranslations('brand');
  return (
    <div className="mx-auto max-w-200 px-4 pb-12 md:px-8">
      <PageHead title={t('title')} lead={t('lead')} />
      <Part title={t('look')} lead={t('lookLead')}>
        <BrandLookForm brand={brand} />
      </Part>
      <Part title={t('logo')} lead={t('logoLead')}>
        <BrandLogoForm brand={brand} />
      </Part>
      <Part title={t('fonts')} lead={t('fontsLead')}>
        <BrandFonts fonts={fonts} />
      </Part>
    </div>
  );
}

function Part({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <section
      aria-label={title}
      className="grid gap-x-8 gap-y-3 border-t hairline py-6 md:grid-cols-[14rem_1fr]"
    >
      <div>
        <h2 className="text-base">{title}</h2>
        <p className="text-muted">{lead}</p>
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
