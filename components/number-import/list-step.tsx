import { Upload } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import type { Import } from './use-import.ts';

/** A file, chosen or dropped, or a list that is pasted. */
export function ListStep({ work }: { work: Import }) {
  const t = useTranslations('numberImport');
  const [over, setOver] = useState(false);
  const [text, setText] = useState(work.chosen.name === t('pastedName') ? work.chosen.text : '');
  const take = (file: File | undefined) => {
    if (file && work.busy === null) void work.readFile(file);
  };
  return (
    <div className="grid gap-6 md:grid-cols-2">
      <label
        className={`relative flex min-h-56 cursor-pointer flex-col items-center justify-center gap-2 rounded-card border border-dashed px-6 py-8 text-center has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent ${over ? 'border-accent bg-accent-soft' : 'border-edge bg-raised hover:bg-sunken'}`}
      >
        <Upload aria-hidden="true" className="size-6 text-muted" />
        <span className="font-strong">{t('file')}</span>
        <span className="text-sm text-muted">{t('drop')}</span>
        <span className="max-w-80 pt-2 text-sm text-pretty text-muted">{t('fileHint')}</span>
        <input
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
          className="absolute inset-0 cursor-pointer opacity-0"
          // It fills the whole field, so that what is dropped there is chosen by the browser itself.
          onDragOver={() => setOver(true)}
          onDragLeave={() => setOver(false)}
          onDrop={() => setOver(false)}
          onChange={(event) => {
            take(event.currentTarget.files?.[0]);
            // So that the same file, mended, can be chosen again.
            event.currentTarget.value = '';
          }}
        />
      </label>
      <form
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (work.busy === null) void work.readText(t('pastedName'), text);
        }}
      >
        <label htmlFor="pasted" className="font-strong">
          {t('paste')}
        </label>
        <textarea
          id="pasted"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          aria-describedby="pasted-hint"
          spellCheck={false}
          autoComplete="off"
          rows={6}
          className="w-full flex-1 rounded-md border border-edge bg-paper px-3 py-2 text-base [unicode-bidi:plaintext] md:text-sm"
        />
        <p id="pasted-hint" className="text-sm text-muted">
          {t('pasteHint')}
        </p>
        <Button type="submit" className="self-start" disabled={text.trim() === ''}>
          {t('useText')}
        </Button>
      </form>
    </div>
  );
}
