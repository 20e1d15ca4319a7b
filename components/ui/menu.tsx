'use client';

import { Menu as Primitive } from '@base-ui/react/menu';
import { Ellipsis } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { IconButton } from './button.tsx';

/** What can be done with one thing of a list, behind three dots. */
export function Menu({ label, children }: { label: string; children: ReactNode }) {
  // Kept beside its button rather than at the end of the body, so that it stays inside the page's landmark.
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <Primitive.Root>
      <Primitive.Trigger render={<IconButton aria-label={label} />}>
        <Ellipsis aria-hidden="true" className="size-5" />
      </Primitive.Trigger>
      <span ref={setPlace} />
      <Primitive.Portal container={place}>
        <Primitive.Positioner sideOffset={4} align="end" className="z-40 outline-none">
          <Primitive.Popup className="min-w-44 origin-(--transform-origin) rounded-md bg-raised p-1 shadow-float outline-none transition-[opacity,scale] duration-120 ease-out data-ending-style:scale-95 data-ending-style:opacity-0 data-starting-style:scale-95 data-starting-style:opacity-0">
            {children}
          </Primitive.Popup>
        </Primitive.Positioner>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

export function MenuItem({ onSelect, children }: { onSelect: () => void; children: ReactNode }) {
  return (
    <Primitive.Item
      onClick={onSelect}
      className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-3 text-sm outline-none select-none data-highlighted:bg-sunken pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:text-muted"
    >
      {children}
    </Primitive.Item>
  );
}
