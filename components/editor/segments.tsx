import { type ReactNode, useId } from 'react';

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
          <label
            key={option.value}
            title={option.icon === undefined ? undefined : option.label}
            className="relative flex min-h-8 min-w-0 cursor-pointer items-center justify-center rounded-sm px-1 text-center text-sm text-muted has-checked:bg-raised has-checked:font-strong has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line)] has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            {option.icon}
            <span className={option.icon === undefined ? 'truncate' : 'sr-only'}>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
