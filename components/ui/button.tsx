import type { ComponentProps } from 'react';

const looks = {
  /** What one most likely came to do; at most one in sight. Its border shows where colours are the system's. */
  primary: 'border border-transparent bg-accent text-on-accent hover:opacity-90',
  plain: 'border border-edge bg-raised text-ink hover:bg-sunken',
  quiet: 'text-ink hover:bg-sunken',
  /** Ends something; always behind a question. */
  danger: 'border border-transparent bg-bad text-paper hover:opacity-90',
} as const;

export type ButtonLook = keyof typeof looks;

/** Classes of a button, for links and primitives that must look like one. At least 44 px high under a finger. Words that are wider than their place go on in a second line. */
export function buttonClass(look: ButtonLook = 'plain', className = ''): string {
  return `inline-flex min-h-9 shrink-0 items-center max-w-full justify-center gap-2 rounded-md px-4 py-1 text-sm font-strong text-balance transition-[background-color,opacity] duration-120 select-none disabled:opacity-60 aria-disabled:opacity-60 pointer-coarse:min-h-11 ${looks[look]} ${className}`;
}

type Props = ComponentProps<'button'> & { look?: ButtonLook };

/** A real button. It never submits a form unless told to. */
export function Button({ look = 'plain', className, type = 'button', ...rest }: Props) {
  return <button type={type} className={buttonClass(look, className)} {...rest} />;
}

/** A square button that shows only an icon and therefore must have a label. */
export function IconButton({
  className = '',
  type = 'button',
  ...rest
}: ComponentProps<'button'> & { 'aria-label': string }) {
  return (
    <button
      type={type}
      className={`inline-flex size-9 shrink-0 items-center justify-center rounded-md text-muted transition-colors duration-120 hover:bg-sunken hover:text-ink aria-disabled:opacity-40 pointer-coarse:size-11 ${className}`}
      {...rest}
    />
  );
}
