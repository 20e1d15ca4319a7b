import { TextField } from '#components/ui/field.tsx';

/** A colour, chosen with what the system has for it. */
export function ColorField({
  label,
  value,
  onChange,
  disabled,
}: {
  label: string;
  value: string;
  onChange: (color: string) => void;
  disabled?: boolean;
}) {
  return (
    <TextField
      label={label}
      type="color"
      className="p-1"
      value={value}
      disabled={disabled}
      onChange={({ target }) => onChange(target.value.toLowerCase())}
    />
  );
}
