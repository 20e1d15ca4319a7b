import { type ReactNode, useId } from 'react';
import { RadioPart } from '#components/ui/radio-part.tsx';

type Props<Value extends string> = {
  label: string;
  value: Value;
  /** One with an icon shows that alone, and its label to who points at it or cannot see it. */
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
  disabled?: boolean;
  onChange: (value: Value) => void;
};

/** One of a few, all in sight: real radio buttons, drawn as one strip of equal parts. */
export function Segments<Value extends string>({ label, value, options, disabled, onChange }: Props<Value>) {
  const name = useId();
  return (
    <fieldset disabled={disabled} className="flex min-w-0 flex-col gap-1.5 disabled:opacity-60">
      <legend className="mb-1.5 text-sm font-strong">{label}</legend>
      <div className="grid auto-cols-fr grid-flow-col rounded-md bg-sunken p-1">
        {options.map((option) => (
          <RadioPart
            key={option.value}
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            title={option.icon === undefined ? undefined : option.label}
            className="min-h-8 min-w-0 justify-center px-1 text-center text-sm"
          >
            {option.icon}
            <span className={option.icon === undefined ? 'truncate' : 'sr-only'}>{option.label}</span>
          </RadioPart>
        ))}
      </div>
    </fieldset>
  );
}
