import type { ReactNode } from 'react';
import { DayRing } from '#components/ring/day-ring.tsx';

type Props = { title: string; children?: ReactNode; action?: ReactNode; level?: 1 | 2 };

/** Nothing here, said as a sentence with what to do about it, under an empty ring. */
export function Empty({ title, children, action, level = 2 }: Props) {
  const Title = level === 1 ? 'h1' : 'h2';
  return (
    <div className="mx-auto flex max-w-100 flex-col items-center px-6 py-16 text-center">
      <DayRing gone={null} className="mb-6 size-16" />
      <Title className="text-lg">{title}</Title>
      {children === undefined ? null : (
        <div className="mt-2 text-base text-pretty text-muted">{children}</div>
      )}
      {action === undefined ? null : <div className="mt-6">{action}</div>}
    </div>
  );
}
