import { CircleAlert, CircleCheck, CircleDashed, CirclePause, Hourglass, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { TemplateNeed } from '#lib/messages/templates/template-need.ts';
import { type StateLook, StateSign } from '#components/ui/state-sign.tsx';

const looks = {
  nothing: { Icon: CircleCheck, color: 'text-ink [&_svg]:text-accent' },
  wait: { Icon: Hourglass, color: 'text-muted' },
  submit: { Icon: CircleDashed, color: 'text-muted' },
  full: { Icon: CircleAlert, color: 'text-bad' },
  poor: { Icon: TriangleAlert, color: 'text-ink' },
  moving: { Icon: TriangleAlert, color: 'text-ink' },
  moved: { Icon: CircleAlert, color: 'text-bad' },
  rejected: { Icon: CircleAlert, color: 'text-bad' },
  paused: { Icon: CirclePause, color: 'text-bad' },
  disabled: { Icon: CircleAlert, color: 'text-bad' },
} satisfies Record<TemplateNeed, StateLook>;

/** How a template stands: a sign and a word. */
export function TemplateSign({ need }: { need: TemplateNeed }) {
  const t = useTranslations('templates');
  return <StateSign look={looks[need]}>{t(`state.${need}`)}</StateSign>;
}
