import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';

const looks = {
  bad: { className: 'bg-bad-soft text-bad', Icon: CircleAlert, role: 'alert' },
  plain: { className: 'bg-sunken text-ink', Icon: Info, role: undefined },
} as const;

/** A sentence that one must not miss: what went wrong, or what is the case, with an icon so that colour is not alone. */
export function Notice({ look, children }: { look: keyof typeof looks; children: ReactNode }) {
  const { className, Icon, role } = looks[look];
  return (
    <div role={role} className={`flex gap-2 rounded-md px-3 py-2.5 text-sm ${className}`}>
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
