'use client';

import type { ReactNode } from 'react';
import { useFormStatus } from 'react-dom';
import { Button, type ButtonLook } from './button.tsx';
import { Spinner } from './spinner.tsx';

type Props = { look?: ButtonLook; className?: string; children: ReactNode };

/**
 * Sends the form around it, once: while it is under way a second click does
 * nothing. It keeps focus, which a disabled button would lose.
 */
export function SubmitButton({ look = 'primary', className = '', children }: Props) {
  const { pending } = useFormStatus();
  return (
    <Button
      type="submit"
      look={look}
      className={className}
      aria-disabled={pending}
      onClick={(event) => {
        if (pending) event.preventDefault();
      }}
    >
      {pending ? <Spinner /> : null}
      {children}
    </Button>
  );
}
