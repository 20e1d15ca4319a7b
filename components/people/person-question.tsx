'use client';

import { useTranslations } from 'next-intl';
import {
  changeRolesAction,
  disablePersonAction,
  enablePersonAction,
  linkPersonNumberAction,
  renamePersonAction,
} from '#app/(signed-in)/people/actions.ts';
import type { PersonPage, RoleRegions } from '#lib/people/person-row.ts';
import { SelectField, TextField } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { GrantsField } from './grants-field.tsx';

export type PersonAct = 'roles' | 'rename' | 'disable' | 'enable' | 'link-number';

type Props = {
  act: PersonAct;
  person: PersonPage;
  places: RoleRegions;
  onClose: () => void;
  onDone: (message: string) => void;
};

/** What is asked before something about a person changes. */
export function PersonQuestion({ act, person, places, onClose, onDone }: Props) {
  const t = useTranslations('people');
  const { name } = person;
  const ends = { open: true, onOpenChange: onClose, onDone };
  const id = <input type="hidden" name="userId" value={person.id} />;
  switch (act) {
    case 'roles':
      return (
        <FormDialog
          {...ends}
          title={t('editRoles')}
          description={t('saveRolesLead')}
          action={changeRolesAction}
          submit={t('save')}
          fields={['grant']}
        >
          {({ error }) => (
            <>
              {id}
              <GrantsField first={person.grants} places={places} error={error('grant')} />
            </>
          )}
        </FormDialog>
      );
    case 'rename':
      return (
        <FormDialog
          {...ends}
          title={t('editTitle', { name })}
          action={renamePersonAction}
          submit={t('save')}
          fields={['name']}
        >
          {({ value, error }) => (
            <>
              {id}
              <TextField
                name="name"
                label={t('name')}
                autoComplete="off"
                maxLength={80}
                defaultValue={value('name') ?? name}
                error={error('name')}
              />
            </>
          )}
        </FormDialog>
      );
    case 'disable':
      return (
        <FormDialog
          {...ends}
          title={t('disableTitle', { name })}
          description={<WhatEnds person={person} />}
          action={disablePersonAction}
          submit={t('disable')}
          look="danger"
          fields={[]}
        >
          {() => id}
        </FormDialog>
      );
    case 'enable':
      return (
        <FormDialog
          {...ends}
          title={t('enableTitle', { name })}
          description={t('enableLead')}
          action={enablePersonAction}
          submit={t('enable')}
          fields={[]}
        >
          {() => id}
        </FormDialog>
      );
    case 'link-number':
      return (
        <FormDialog
          {...ends}
          title={t('linkNumber')}
          description={t('linkNumberLead', { name })}
          action={linkPersonNumberAction}
          submit={t('linkNumber')}
          fields={['numberId']}
        >
          {({ value, error }) => (
            <>
              {id}
              <SelectField
                name="numberId"
                label={t('numberLabel')}
                defaultValue={value('numberId') ?? ''}
                error={error('numberId')}
                options={[
                  { value: '', label: t('chooseNumber') },
                  ...person.freeNumbers.map((each) => ({
                    value: each.id,
                    label: `${each.label} ${each.shortened}`,
                  })),
                ]}
              />
            </>
          )}
        </FormDialog>
      );
  }
}

/** What disabling does, counted before it is done. */
function WhatEnds({ person }: { person: PersonPage }) {
  const t = useTranslations('people');
  const active = person.numbers.filter(({ state }) => state === 'active').length;
  return (
    <>
      <p>{t('disableLead')}</p>
      <ul className="list-disc py-2 ps-5">
        <li>{t('willEnd', { count: person.sessions.length })}</li>
        <li>{t('willPause', { count: active })}</li>
        <li>{t('willVoid', { count: person.openLinks })}</li>
      </ul>
      <p>{t('disableUndo')}</p>
    </>
  );
}
