import type { ReactNode } from 'react';
import { RadioPart } from './radio-part.tsx';

type Props<Value extends string> = {
  legend: string;
  name: string;
  value: Value;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
  onChange: (value: Value) => void;
  /** Where a phone has no room, the icons alone are seen; the words are heard all the same. */
  iconsOnPhone?: boolean;
};

/** A few choices side by side of which one holds: real radio buttons, drawn as one strip. */
export function Choice<Value extends string>({
  legend,
  name,
  value,
  options,
  onChange,
  iconsOnPhone = false,
}: Props<Value>) {
  return (
    <fieldset>
      <legend className="sr-only">{legend}</legend>
      <div className="inline-flex rounded-md bg-sunken p-1">
        {options.map((option) => (
          <RadioPart
            key={option.value}
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            title={iconsOnPhone ? option.label : undefined}
            className="min-h-9 gap-2 px-4 text-center"
          >
            {option.icon}
            {iconsOnPhone ? <span className="max-md:sr-only">{option.label}</span> : option.label}
          </RadioPart>
        ))}
      </div>
    </fieldset>
  );
}
