'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { invitePersonAction } from '#app/(signed-in)/people/actions.ts';
import type { RoleRegions } from '#lib/people/person-row.ts';
import { TextField } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { GrantsField } from './grants-field.tsx';

type Props = {
  places: RoleRegions;
  onClose: () => void;
  onLink: (link: { name: string; text: string }) => void;
};

/** Asks whom to invite, and with which roles. */
export function InviteDialog({ places, onClose, onLink }: Props) {
  const t = useTranslations('people');
  const name = useRef('');
  const start = places.everywhere ? null : (places.regions[0]?.id ?? null);
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t('invite')}
      description={t('inviteLead')}
      action={invitePersonAction}
      onDone={(text) => onLink({ name: name.current, text })}
      submit={t('inviteSubmit')}
      fields={['name', 'email', 'grant']}
    >
      {({ value, error }) => (
        <>
          <TextField
            name="name"
            label={t('name')}
            autoComplete="off"
            maxLength={80}
            defaultValue={value('name')}
            onChange={(event) => {
              name.current = event.currentTarget.value;
            }}
            error={error('name')}
          />
          <TextField
            name="email"
            type="email"
            label={t('email')}
            hint={t('emailHint')}
            autoComplete="off"
            maxLength={254}
            defaultValue={value('email')}
            error={error('email')}
          />
          <GrantsField first={[{ role: 'viewer', regionId: start }]} places={places} error={error('grant')} />
        </>
      )}
    </FormDialog>
  );
}
