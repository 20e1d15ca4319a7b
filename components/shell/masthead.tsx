import { BrandLogo, BrandName } from '#components/brand/brand-context.tsx';

/** The brand at the top of a phone's screen; a wider one has it on the rail. */
export function Masthead() {
  return (
    <p className="flex items-center gap-2 pt-3 text-base font-strong tracking-tight md:hidden">
      <BrandLogo className="size-6 text-accent" />
      <BrandName />
    </p>
  );
}
