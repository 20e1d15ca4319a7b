import type { ReactNode } from 'react';

type Props = {
  name: string;
  value: string;
  checked: boolean;
  onChange: () => void;
  title?: string | undefined;
  /** Its size and how its contents stand in it. */
  className: string;
  children: ReactNode;
};

/** One part of a strip of which one part holds: a real radio button that fills it, with what is seen of it. */
export function RadioPart({ name, value, checked, onChange, title, className, children }: Props) {
  return (
    <label
      title={title}
      className={`relative flex cursor-pointer items-center rounded-sm text-muted has-checked:bg-raised has-checked:font-strong has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line)] has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:min-h-11 ${className}`}
    >
      <input
        type="radio"
        name={name}
        value={value}
        checked={checked}
        onChange={onChange}
        className="absolute inset-0 cursor-pointer opacity-0"
      />
      {children}
    </label>
  );
}
