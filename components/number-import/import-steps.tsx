import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Step } from './use-import.ts';

const steps = ['list', 'columns', 'check', 'done'] as const satisfies readonly Step[];

/** Where one is on the way. */
export function ImportSteps({ step }: { step: Step }) {
  const t = useTranslations('numberImport');
  const at = steps.indexOf(step);
  return (
    <ol
      aria-label={t('steps')}
      className="flex flex-wrap gap-x-3 gap-y-1 md:gap-x-5 border-b border-line pb-3 text-sm"
    >
      {steps.map((each, index) => (
        <li
          key={each}
          aria-current={each === step ? 'step' : undefined}
          className={`flex items-center gap-1.5 md:gap-2 ${each === step ? 'font-strong text-accent' : 'text-muted'}`}
        >
          <span className="flex size-5 items-center justify-center rounded-full border border-current text-xs tabular-nums">
            {index < at ? <Check aria-hidden="true" className="size-3" /> : index + 1}
          </span>
          {t(`step.${each}`)}
        </li>
      ))}
    </ol>
  );
}
