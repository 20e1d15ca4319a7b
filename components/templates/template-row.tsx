import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { TemplateLine } from '#lib/messages/queries/list-template-states.ts';
import { isKnownReason } from '#lib/messages/templates/template-need.ts';
import { languageName } from './language-name.ts';
import { TemplateSign } from './template-sign.tsx';

/** A template in one language: how it stands, why, what to do, what goes out meanwhile, and its text. */
export function TemplateRow({ line, locale }: { line: TemplateLine; locale: string }) {
  const t = useTranslations('templates');
  const { language, need, reason, category, instead, body, name } = line;
  return (
    <li className="border-t hairline py-3 first:border-t-0 first:pt-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="font-strong">{languageName(language, locale)}</h3>
        <TemplateSign need={need} />
      </div>
      {need === 'nothing' ? null : (
        <div className="mt-1 flex max-w-160 flex-col gap-1 text-pretty">
          {reason === null ? null : (
            <p>{isKnownReason(reason) ? t(`reason.${reason}`) : t('reasonAsIs', { reason })}</p>
          )}
          <p className="text-muted">{t(`todo.${need}`)}</p>
          {need === 'poor' || need === 'moving' ? null : (
            <p className="text-muted">{insteadWords(t, instead, locale)}</p>
          )}
        </div>
      )}
      <details className="group/text mt-1">
        <summary className="inline-flex min-h-9 cursor-pointer list-none items-center gap-1.5 text-muted hover:text-ink pointer-coarse:min-h-11">
          {t('text', { language: languageName(language, locale) })}
          <ChevronDown
            aria-hidden="true"
            className="size-4 shrink-0 transition-[rotate] duration-160 group-open/text:rotate-180"
          />
        </summary>
        <p lang={language} dir="auto" className="rounded-md bg-sunken px-3 py-2 break-words">
          {body}
        </p>
        <p className="mt-1 wrap-anywhere text-muted">
          {category === null ? t('nameOnly', { name }) : t('nameAndCategory', { name, category })}
        </p>
      </details>
    </li>
  );
}

function insteadWords(
  t: ReturnType<typeof useTranslations<'templates'>>,
  instead: TemplateLine['instead'],
  locale: string,
): string {
  if (!instead) return t('instead.wait');
  const language = languageName(instead.language, locale);
  return instead.plain ? t('instead.plain', { language }) : t('instead.language', { language });
}
