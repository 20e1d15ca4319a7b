import { useTranslations } from 'next-intl';

type Props = {
  label: string;
  value: string;
  onChange: (color: string) => void;
  /** `#rrggbb`. NULL: the brand has chosen none. */
  brandColor: string | null;
  disabled?: boolean;
};

/** A colour: the brand's, white, black, or any, chosen with what the system has for it. */
export function ColorField({ label, value, onChange, brandColor, disabled }: Props) {
  const t = useTranslations('editor');
  const near = [
    ...(brandColor === null ? [] : [{ color: brandColor.toLowerCase(), name: t('swatches.brand') }]),
    { color: '#ffffff', name: t('swatches.white') },
    { color: '#000000', name: t('swatches.black') },
  ];
  return (
    <fieldset disabled={disabled} className="flex min-w-0 flex-col gap-1.5 disabled:opacity-60">
      <legend className="mb-1.5 text-sm font-strong">{label}</legend>
      <div className="flex flex-wrap items-center gap-1">
        <input
          type="color"
          aria-label={label}
          value={value}
          onChange={({ target }) => onChange(target.value.toLowerCase())}
          className="me-1 h-9 w-14 cursor-pointer rounded-md border border-edge bg-paper p-1 pointer-coarse:h-11"
        />
        {near.map(({ color, name }) => (
          <button
            key={name}
            type="button"
            aria-label={name}
            aria-pressed={color === value}
            title={name}
            onClick={() => onChange(color)}
            className="group flex size-8 items-center justify-center rounded-full pointer-coarse:size-11"
          >
            <span
              className="size-6 rounded-full border border-edge group-aria-pressed:outline-2 group-aria-pressed:outline-offset-2 group-aria-pressed:outline-accent"
              style={{ backgroundColor: color }}
            />
          </button>
        ))}
      </div>
    </fieldset>
  );
}
