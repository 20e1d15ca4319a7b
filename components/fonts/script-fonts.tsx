'use client';

import dynamic from 'next/dynamic';
import type { LanguageTag } from '#lib/i18n/languages.ts';

const JapaneseFont = dynamic(() => import('./japanese-font.tsx').then((loaded) => loaded.JapaneseFont));
const ArabicFont = dynamic(() => import('./arabic-font.tsx').then((loaded) => loaded.ArabicFont));

/**
 * The face of a language whose script Inter lacks. Its style sheet alone is
 * longer than all of ours, since it lists some hundred files by their letters,
 * so nobody loads it but who reads the language.
 */
export function ScriptFonts({ language }: { language: LanguageTag }) {
  if (language === 'ja') return <JapaneseFont />;
  return language === 'ar' ? <ArabicFont /> : null;
}
