'use client';

import { Dialog as Primitive } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
};

/**
 * A question on its own sheet: from below on a phone, in the middle elsewhere.
 * Focus stays inside and returns to what opened it; Escape closes it.
 */
export function Dialog({ open, onOpenChange, title, description, children }: Props) {
  const t = useTranslations('dialog');
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-160 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Primitive.Popup className="fixed inset-x-0 bottom-0 z-50 flex max-h-[90dvh] flex-col overflow-y-auto rounded-t-card bg-raised shadow-float outline-none transition-[opacity,translate] duration-160 ease-out data-ending-style:translate-y-6 data-ending-style:opacity-0 data-starting-style:translate-y-6 data-starting-style:opacity-0 md:inset-x-auto md:start-1/2 md:top-1/2 md:bottom-auto md:w-120 md:-translate-x-1/2 md:-translate-y-1/2 md:rounded-card md:data-ending-style:-translate-y-[47%] md:data-starting-style:-translate-y-[47%] md:rtl:translate-x-1/2">
          <div className="flex items-start gap-4 ps-6 pe-3 pt-4">
            <div className="min-w-0 flex-1 pt-1.5">
              <Primitive.Title className="text-lg">{title}</Primitive.Title>
              {description === undefined ? null : (
                <Primitive.Description className="mt-1 text-sm text-pretty text-muted" render={<div />}>
                  {description}
                </Primitive.Description>
              )}
            </div>
            <Primitive.Close render={<IconButton aria-label={t('close')} />}>
              <X aria-hidden="true" className="size-5" />
            </Primitive.Close>
          </div>
          <div className="px-6 pt-4 pb-6">{children}</div>
        </Primitive.Popup>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** The buttons at the end of a dialog; the main one last, and first under the thumb on a phone. */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <div className="mt-6 flex flex-col-reverse gap-2 md:flex-row md:justify-end">
      <CancelButton />
      {children}
    </div>
  );
}

function CancelButton() {
  const t = useTranslations('dialog');
  return <Primitive.Close className={cancelClass}>{t('cancel')}</Primitive.Close>;
}

const cancelClass =
  'inline-flex min-h-9 items-center justify-center rounded-md px-4 text-sm font-strong hover:bg-sunken pointer-coarse:min-h-11';
