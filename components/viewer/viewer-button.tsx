import type { ComponentProps, ReactNode } from 'react';

type Props = Omit<ComponentProps<'button'>, 'aria-label'> & { label: string; children: ReactNode };

/** An icon over the picture. At least 44 px under a finger. */
export function ViewerButton({ label, className = '', children, ...rest }: Props) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`pointer-events-auto flex size-9 shrink-0 items-center justify-center rounded-full text-over outline-over transition-colors duration-120 hover:bg-over/15 pointer-coarse:size-11 ${className}`}
      {...rest}
    >
      {children}
    </button>
  );
}
