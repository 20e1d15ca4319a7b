'use client';

import { useTranslations } from 'next-intl';
import { TextField } from '#components/ui/field.tsx';
import type { FormFields } from '#components/ui/form-dialog.tsx';

/** The name of what is about to go, typed, so that it does not go by a slip. */
export function TypedName({ name, value, error }: { name: string } & FormFields) {
  const t = useTranslations('regions');
  return (
    <TextField
      name="name"
      label={t('typeName', { name })}
      autoComplete="off"
      spellCheck={false}
      defaultValue={value('name')}
      error={error('name')}
    />
  );
}
