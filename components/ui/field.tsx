'use client';

import { Field as Primitive } from '@base-ui/react/field';
import { ChevronDown, CircleAlert } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { useEarlyChoice } from './use-early-choice.ts';

type Shared = { label: string; hint?: ReactNode; error?: string | undefined };

/** A label, its control, what helps to fill it, and what is wrong with it, tied together for screen readers. */
function Labelled({ label, hint, error, children }: Shared & { children: ReactNode }) {
  return (
    <Primitive.Root invalid={error !== undefined} className="flex flex-col gap-1.5">
      <Primitive.Label className="text-sm font-strong">{label}</Primitive.Label>
      {children}
      {error === undefined ? null : (
        <Primitive.Error match className="flex gap-1.5 text-sm text-bad">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {error}
        </Primitive.Error>
      )}
      {hint === undefined ? null : (
        <Primitive.Description className="text-sm text-muted" render={<div />}>
          {hint}
        </Primitive.Description>
      )}
    </Primitive.Root>
  );
}

const controlClass =
  'min-h-10 w-full min-w-0 rounded-md border border-edge bg-paper px-3 text-base text-ink placeholder:text-muted data-invalid:border-bad pointer-coarse:min-h-11 md:text-sm';

/** One line of text. 16 px on phones, so that they do not zoom in. */
export function TextField({
  label,
  hint,
  error,
  className = '',
  ...input
}: Shared & ComponentProps<'input'>) {
  return (
    <Labelled label={label} hint={hint} error={error}>
      <Primitive.Control {...input} className={`${controlClass} ${className}`} />
    </Labelled>
  );
}

/** Several lines of text, which run in the direction of what is written; empty, in that of the page, which `dir="auto"` would not. */
export function TextArea({ label, hint, error, ...area }: Shared & ComponentProps<'textarea'>) {
  return (
    <Labelled label={label} hint={hint} error={error}>
      <Primitive.Control
        render={<textarea rows={3} {...area} />}
        className={`${controlClass} resize-y py-2 [unicode-bidi:plaintext]`}
      />
    </Labelled>
  );
}

type Option = { value: string; label: string };

/** One of several: the system's own list, which every phone knows how to show. */
export function SelectField({
  label,
  hint,
  error,
  options,
  ...select
}: Shared & Omit<ComponentProps<'select'>, 'children' | 'ref'> & { options: readonly Option[] }) {
  const list = useEarlyChoice(select.value);
  return (
    <Labelled label={label} hint={hint} error={error}>
      <div className="relative">
        <Primitive.Control
          render={
            <select {...select} ref={list}>
              {options.map((option) => (
                // Browsers and the server may call a language or country by different names, which is no fault.
                <option key={option.value} value={option.value} suppressHydrationWarning>
                  {option.label}
                </option>
              ))}
            </select>
          }
          className={`${controlClass} appearance-none truncate pe-9`}
        />
        <ChevronDown
          aria-hidden="true"
          className="pointer-events-none absolute end-3 top-1/2 size-4 -translate-y-1/2 text-muted"
        />
      </div>
    </Labelled>
  );
}
