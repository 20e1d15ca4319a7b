import { useTranslations } from 'next-intl';
import { auditFamilies } from '#lib/audit/actions.ts';
import type { AuditFilters } from '#lib/audit-log/audit-input.ts';
import { auditOutcomes } from '#lib/words.ts';
import { buttonClass } from '#components/ui/button.tsx';
import { SelectField, TextField } from '#components/ui/field.tsx';

/** What to look for. A plain form whose answer is an address, so that it can be kept and sent to others. */
export function AuditFilterForm({ filters }: { filters: AuditFilters }) {
  const t = useTranslations('audit');
  return (
    <form
      // The fields take their values from the address anew whenever it changes.
      key={JSON.stringify(filters)}
      action="/audit"
      role="search"
      className="grid grid-cols-2 items-end gap-3 md:grid-cols-4"
    >
      <div className="col-span-2 md:col-span-3">
        <TextField
          label={t('search')}
          name="q"
          type="search"
          maxLength={100}
          autoComplete="off"
          placeholder={t('searchHint')}
          defaultValue={filters.q}
        />
      </div>
      <SelectField
        label={t('family')}
        name="family"
        defaultValue={filters.family ?? ''}
        options={[
          { value: '', label: t('anyFamily') },
          ...auditFamilies.map((value) => ({ value, label: t(`families.${value}`) })),
        ]}
      />
      <SelectField
        label={t('outcomeLabel')}
        name="outcome"
        defaultValue={filters.outcome ?? ''}
        options={[
          { value: '', label: t('anyOutcome') },
          ...auditOutcomes.map((value) => ({ value, label: t(`outcome.${value}`) })),
        ]}
      />
      <TextField label={t('from')} name="from" type="date" defaultValue={filters.from} />
      <TextField label={t('to')} name="to" type="date" defaultValue={filters.to} />
      {filters.person === undefined ? null : <input type="hidden" name="person" value={filters.person} />}
      {filters.thing === undefined ? null : <input type="hidden" name="thing" value={filters.thing} />}
      <button
        type="submit"
        className={buttonClass('primary', 'col-span-2 min-h-10 md:col-span-1 md:col-start-4 md:row-start-1')}
      >
        {t('apply')}
      </button>
    </form>
  );
}
