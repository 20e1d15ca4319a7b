'use client';

import {
  CalendarClock,
  CircleCheck,
  CircleHelp,
  CircleX,
  Clock,
  Eye,
  LoaderCircle,
  PencilLine,
  TriangleAlert,
  Undo2,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { TargetState } from '#lib/words.ts';
import { type StateLook, StateSign } from '#components/ui/state-sign.tsx';

const looks = {
  draft: { Icon: PencilLine, color: 'text-muted' },
  in_review: { Icon: Eye, color: 'text-ink' },
  sent_back: { Icon: Undo2, color: 'text-bad' },
  approved: { Icon: CircleCheck, color: 'text-accent' },
  scheduled: { Icon: CalendarClock, color: 'text-ink' },
  publishing: { Icon: LoaderCircle, color: 'text-ink' },
  published: { Icon: CircleCheck, color: 'text-accent' },
  unconfirmed: { Icon: CircleHelp, color: 'text-bad' },
  failed: { Icon: TriangleAlert, color: 'text-bad' },
  cancelled: { Icon: CircleX, color: 'text-muted' },
  overdue: { Icon: Clock, color: 'text-bad' },
} satisfies Record<TargetState, StateLook>;

/** Where a post to one account stands. */
export function TargetSign({ state }: { state: TargetState }) {
  const t = useTranslations('reposts');
  return <StateSign look={looks[state]}>{t(`state.${state}`)}</StateSign>;
}
