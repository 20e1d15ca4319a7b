import type { LucideIcon } from 'lucide-react';

/** How a state looks: its sign and its colour. */
export type StateLook = { Icon: LucideIcon; color: string };

/** A state: a sign and a word. */
export function StateSign({ look: { Icon, color }, children }: { look: StateLook; children: string }) {
  return (
    <span className={`inline-flex items-center gap-1.5 ${color}`}>
      <Icon aria-hidden="true" className="size-4" />
      {children}
    </span>
  );
}
