import { useState } from 'react';
import { TextField } from '#components/ui/field.tsx';

type Props = {
  label: string;
  value: number;
  /** Called with every number that is typed; the design holds it within its limits. */
  onChange: (value: number) => void;
  disabled?: boolean;
  step?: number;
  least?: number;
  most?: number;
};

/** A number that may be half typed: while it has the focus it shows what was typed, else what holds. */
export function NumberField({ label, value, onChange, disabled, step = 1, least, most }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextField
      label={label}
      type="number"
      inputMode="decimal"
      step={step}
      min={least}
      max={most}
      disabled={disabled}
      value={typed ?? String(Math.round(value * 100) / 100)}
      onChange={({ target }) => {
        setTyped(target.value);
        const wanted = target.valueAsNumber;
        if (Number.isFinite(wanted) && wanted >= (least ?? -Infinity) && wanted <= (most ?? Infinity))
          onChange(wanted);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
