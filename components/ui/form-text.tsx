import type { ComponentProps } from 'react';
import { TextArea, TextField } from './field.tsx';
import type { FormFields } from './form-dialog.tsx';

type Props = Omit<ComponentProps<typeof TextField>, 'name' | 'form' | 'defaultValue' | 'error'> & {
  name: string;
  form: FormFields;
  /** What it says at first; after a refusal it says what was typed. */
  first?: string;
};

/** A line of text of a form that keeps what was typed and says what is wrong with it. Browsers suggest nothing: it is about somebody else. */
export function FormText({ name, form, first, ...field }: Props) {
  return (
    <TextField
      autoComplete="off"
      {...field}
      name={name}
      defaultValue={form.value(name) ?? first}
      error={form.error(name)}
    />
  );
}

type AreaProps = Omit<ComponentProps<typeof TextArea>, 'name' | 'form' | 'defaultValue' | 'error'> & {
  name: string;
  form: FormFields;
  first?: string;
};

/** The same for several lines. */
export function FormArea({ name, form, first, ...field }: AreaProps) {
  return (
    <TextArea
      autoComplete="off"
      {...field}
      name={name}
      defaultValue={form.value(name) ?? first}
      error={form.error(name)}
    />
  );
}
