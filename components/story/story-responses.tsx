'use client';

import { Flag, MessageSquarePlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { StoryDetail } from '#lib/feed/feed-story.ts';
import type { StoryFlag } from '#lib/flags/story-flag.ts';
import type { StoryNote } from '#lib/notes/story-note.ts';
import type { WrittenBy } from '#lib/people/written-by.ts';
import { useNoting } from '#components/notes/use-noting.tsx';
import { Moment } from '#components/time/moment.tsx';
import { Button } from '#components/ui/button.tsx';
import { MetaLine } from '#components/ui/meta-line.tsx';

/** What teams made of a story: its flags, and what was written about it, in the app or from a phone. */
export function StoryResponses({ story }: { story: StoryDetail }) {
  const t = useTranslations('responses');
  const noting = useNoting();
  return (
    <>
      {story.flags.length === 0 ? null : (
        <section aria-labelledby="flags">
          <h2 id="flags" className="text-lg">
            {t('flags')}
          </h2>
          <ul className="mt-3">
            {story.flags.map((flag) => (
              <FlagRow key={flag.id} flag={flag} />
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="notes">
        <h2 id="notes" className="text-lg">
          {t('notes')}
        </h2>
        {story.notes.length === 0 ? (
          <p className="mt-1 text-pretty text-muted">{t('noNotes')}</p>
        ) : (
          <ol className="mt-3">
            {story.notes.map((note) => (
              <NoteRow key={note.id} note={note} />
            ))}
          </ol>
        )}
        <Button className="mt-3" onClick={() => noting.note(story)}>
          <MessageSquarePlus aria-hidden="true" className="size-4" />
          {t('addNote')}
        </Button>
        {noting.flow}
      </section>
    </>
  );
}

function FlagRow({ flag }: { flag: StoryFlag }) {
  const t = useTranslations('responses');
  return (
    <li className="flex gap-3 border-t hairline py-3" data-flag={flag.kind}>
      <Flag aria-hidden="true" className="mt-px size-5 shrink-0 text-accent" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap gap-x-2">
          <span className="font-strong">{t(`kind.${flag.kind}`)}</span>
          {flag.urgent ? <span className="text-bad">{t('urgent')}</span> : null}
          {flag.state === 'open' ? null : (
            <span className="text-muted">
              {flag.state === 'taken' && flag.owner !== null
                ? t('taken', { name: flag.owner })
                : t(`state.${flag.state}`)}
            </span>
          )}
        </p>
        {flag.words === null ? null : (
          <p className="wrap-anywhere whitespace-pre-line" dir="auto">
            {flag.words}
          </p>
        )}
        {flag.state !== 'dismissed' || flag.dismissal === null ? null : (
          <p className="wrap-anywhere text-muted" dir="auto">
            {t('why', { reason: flag.dismissal })}
          </p>
        )}
        <ByLine by={flag.by} at={flag.at} />
      </div>
    </li>
  );
}

function NoteRow({ note }: { note: StoryNote }) {
  return (
    <li className="border-t hairline py-3">
      <p className="wrap-anywhere whitespace-pre-line" dir="auto">
        {note.words}
      </p>
      <ByLine by={note.by} at={note.at} />
    </li>
  );
}

/** By whom, of or for which region, and when. */
function ByLine({ by, at }: { by: WrittenBy; at: string }) {
  const t = useTranslations('responses');
  const { name, region } = by;
  const who = name === null ? (region === null ? t('someone') : t('phoneOf', { region })) : name;
  return (
    <p className="text-muted">
      <MetaLine
        facts={[
          // First, so that the day it unfolds to stays within a narrow screen.
          { key: 'at', fact: <Moment at={at} /> },
          { key: 'who', fact: <span dir="auto">{who}</span> },
          ...(name === null || region === null ? [] : [{ key: 'region', fact: region }]),
        ]}
      />
    </p>
  );
}
