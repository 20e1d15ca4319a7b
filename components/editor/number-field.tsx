import { useState } from 'react';
import { TextField } from '#components/ui/field.tsx';

type Props = {
  label: string;
  value: number;
  /** Called with every number that is typed; the design holds it within its limits. */
  onChange: (value: number) => void;
  disabled?: boolean;
  least?: number;
  most?: number;
};

/** A number that may be half typed: while it has the focus it shows what was typed, else what holds. */
export function NumberField({ label, ...number }: Props) {
  return <TextField label={label} {...useNumber(number)} />;
}

/** The same with a slider before it, for what one sets by looking. */
export function SliderField({ label, ...number }: Props & { least: number; most: number }) {
  const typed = useNumber(number);
  const { least, most, disabled, value, onChange } = number;
  return (
    <div className="flex flex-col gap-1.5">
      <span aria-hidden="true" className="text-sm font-strong">
        {label}
      </span>
      <div className="flex items-center gap-3">
        <input
          type="range"
          aria-label={label}
          min={least}
          max={most}
          disabled={disabled}
          value={value}
          onChange={({ target }) => onChange(target.valueAsNumber)}
          className="min-w-0 flex-1 accent-accent disabled:opacity-60 pointer-coarse:min-h-11"
        />
        <input
          aria-label={label}
          {...typed}
          className="min-h-10 w-20 rounded-md border border-edge bg-paper px-3 text-base text-ink pointer-coarse:min-h-11 md:text-sm"
        />
      </div>
    </div>
  );
}

function useNumber({ value, onChange, disabled, least, most }: Omit<Props, 'label'>) {
  const [typed, setTyped] = useState<string | null>(null);
  return {
    type: 'number',
    inputMode: 'decimal',
    step: 1,
    min: least,
    max: most,
    disabled,
    value: typed ?? String(Math.round(value * 100) / 100),
    onChange: ({ target }: { target: HTMLInputElement }) => {
      setTyped(target.value);
      const wanted = target.valueAsNumber;
      if (Number.isFinite(wanted) && wanted >= (least ?? -Infinity) && wanted <= (most ?? Infinity))
        onChange(wanted);
    },
    onBlur: () => setTyped(null),
  } as const;
}
