'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { Brand } from '#lib/brand/brand.ts';
import { BrandMark } from './brand-mark.tsx';

const BrandContext = createContext<Pick<Brand, 'name' | 'logoUrl'>>({ name: 'Storywire', logoUrl: null });

/** Name and logo for whatever shows them, on every page. */
export function BrandProvider({
  name,
  logoUrl,
  children,
}: Pick<Brand, 'name' | 'logoUrl'> & { children: ReactNode }) {
  return <BrandContext value={{ name, logoUrl }}>{children}</BrandContext>;
}

/** What the brand is called. */
export function BrandName() {
  return useBrandName();
}

/** The same, for what is no element, such as the name of a tab. */
export const useBrandName = (): string => useContext(BrandContext).name;

/** The brand's logo, or Storywire's mark where there is none; its name always stands beside it or in its label. */
export function BrandLogo({ className = '' }: { className?: string }) {
  const { logoUrl } = useContext(BrandContext);
  if (logoUrl === null) return <BrandMark className={className} />;
  return <img src={logoUrl} alt="" className={`object-contain ${className}`} />;
}
