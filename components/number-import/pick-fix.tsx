import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { BareSelect } from '#components/ui/bare-select.tsx';
import { Button } from '#components/ui/button.tsx';

type Props = {
  label: string;
  /** What stands there before one is chosen. */
  first: string;
  options: readonly { value: string; label: string }[];
  onPick: (value: string) => void;
};

/** One of many as a fix: chosen first and taken by a button, so that arrow keys alone take nothing. */
export function PickFix({ label, first, options, onPick }: Props) {
  const t = useTranslations('numberImport');
  const [value, setValue] = useState('');
  return (
    <span className="flex max-w-full min-w-0 items-center gap-2">
      <BareSelect
        aria-label={label}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        className="w-full flex-1 md:w-60"
      >
        <option value="">{first}</option>
        {options.map((each) => (
          <option key={each.value} value={each.value}>
            {each.label}
          </option>
        ))}
      </BareSelect>
      {value === '' ? null : <Button onClick={() => onPick(value)}>{t('choose')}</Button>}
    </span>
  );
}
