import type { ReactNode } from 'react';
import { RadioPart } from './radio-part.tsx';

type Props<Value extends string> = {
  legend: string;
  name: string;
  value: Value;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
  onChange: (value: Value) => void;
};

/** A few choices side by side of which one holds: real radio buttons, drawn as one strip. */
export function Choice<Value extends string>({ legend, name, value, options, onChange }: Props<Value>) {
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
            className="min-h-9 gap-2 px-4"
          >
            {option.icon}
            {option.label}
          </RadioPart>
        ))}
      </div>
    </fieldset>
  );
}
