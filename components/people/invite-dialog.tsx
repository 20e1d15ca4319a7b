'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { invitePersonAction } from '#app/(signed-in)/people/actions.ts';
import type { RoleRegions } from '#lib/people/person-row.ts';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { FormText } from '#components/ui/form-text.tsx';
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
      {(form) => (
        <>
          <FormText
            name="name"
            form={form}
            label={t('name')}
            maxLength={80}
            onChange={(event) => {
              name.current = event.currentTarget.value;
            }}
          />
          <FormText
            name="email"
            form={form}
            type="email"
            label={t('email')}
            hint={t('emailHint')}
            maxLength={254}
          />
          <GrantsField
            first={[{ role: 'viewer', regionId: start }]}
            places={places}
            error={form.error('grant')}
          />
        </>
      )}
    </FormDialog>
  );
}
