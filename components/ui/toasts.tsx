'use client';

import { Toast } from '@base-ui/react/toast';
import { Check, CircleAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent } from 'react';
import { IconButton } from './button.tsx';
import { onToast, takeToasts, type ToastMessage } from './toast.ts';

/** Where short reports appear: above the thumb on a phone, at the lower end elsewhere. */
export function Toasts() {
  return (
    <Toast.Provider timeout={6000} limit={3}>
      <Hear />
      <Toast.Portal data-toasts="">
        <Toast.Viewport className="fixed inset-x-4 bottom-20 z-60 mx-auto flex max-w-100 flex-col gap-2 outline-none md:start-auto md:end-6 md:bottom-6 md:w-100 print:hidden">
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function List() {
  const t = useTranslations('toast');
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection={['down', 'right', 'left']}
      className="rounded-card bg-ink text-paper shadow-float transition-[opacity,translate] duration-160 ease-out data-ending-style:translate-y-3 data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-3 data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-center gap-3 py-2 ps-4 pe-2">
        {toast.type === 'failed' ? (
          <CircleAlert aria-hidden="true" className="size-4 shrink-0" />
        ) : (
          <Check aria-hidden="true" className="size-4 shrink-0" />
        )}
        {/* All there is to say, so it is the name as well. */}
        <Toast.Title render={<p />} className="min-w-0 flex-1 py-1.5 text-sm" />
        {toast.actionProps === undefined ? null : (
          <Toast.Action className="min-h-9 shrink-0 rounded-md px-3 text-sm font-strong underline underline-offset-4 hover:bg-muted/40 pointer-coarse:min-h-11" />
        )}
        <Toast.Close
          render={
            <IconButton aria-label={t('close')} className="text-paper hover:bg-muted/40 hover:text-paper" />
          }
        >
          <X aria-hidden="true" className="size-4" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}

/** Adds each report as it comes. */
function Hear() {
  const { add, close } = Toast.useToastManager();
  const show = useEffectEvent(({ words, undo, failed }: ToastMessage) => {
    const id: string = add({
      title: words,
      ...(failed ? { type: 'failed', priority: 'high' as const } : {}),
      ...(undo === undefined
        ? {}
        : {
            timeout: 8000,
            actionProps: {
              children: undo.label,
              onClick: () => {
                close(id);
                undo.run();
              },
            },
          }),
    });
  });
  useEffect(() => {
    const showAll = () => takeToasts().forEach(show);
    showAll();
    return onToast(showAll);
  }, []);
  return null;
}
