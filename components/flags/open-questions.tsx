'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import useSWR from 'swr';
import type { ListedQuestion } from '#lib/rights/story-rights.ts';
import { fetchJson } from '#components/live/fetch-json.ts';
import { pollMs } from '#components/live/poll-ms.ts';
import { AnswerDialog } from '#components/rights/answer-dialog.tsx';
import { Moment } from '#components/time/moment.tsx';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.ts';

/** What other regions ask the reader's teams: whether they may reuse a story. */
export function OpenQuestions({ first }: { first: ListedQuestion[] }) {
  const t = useTranslations('rights');
  const { data, mutate } = useSWR<ListedQuestion[], Error>('/api/flags/questions', fetchJson, {
    fallbackData: first,
    refreshInterval: pollMs,
  });
  const [asked, setAsked] = useState<ListedQuestion | null>(null);
  const questions = data ?? first;
  return (
    <>
      {questions.length === 0 ? null : (
        <section aria-labelledby="questions" className="pb-8">
          <h2 id="questions" className="pb-2 text-base">
            {t('questions')}
          </h2>
          <ul className="max-w-200 border-b hairline">
            {questions.map((question) => (
              <li key={question.id} className="flex flex-wrap items-center gap-3 border-t hairline py-3">
                {question.thumbnailUrl === null ? null : (
                  <img
                    src={question.thumbnailUrl}
                    alt=""
                    width={36}
                    height={64}
                    loading="lazy"
                    className="h-16 w-9 rounded-sm object-cover"
                  />
                )}
                <div className="min-w-48 flex-1">
                  <p>
                    <Link href={`/stories/${question.code}`} className="font-strong hover:underline">
                      {t('asksFor', { region: question.region.name, account: question.username })}
                    </Link>
                  </p>
                  {question.words === null ? null : (
                    <p className="wrap-anywhere whitespace-pre-line" dir="auto">
                      {question.words}
                    </p>
                  )}
                  <p className="text-sm text-muted">
                    <Moment at={question.at} />
                    {' · '}
                    {question.by}
                  </p>
                </div>
                <Button onClick={() => setAsked(question)}>{t('answerIt')}</Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {asked === null ? null : (
        <AnswerDialog
          question={asked}
          onClose={() => setAsked(null)}
          onDone={(message) => {
            toast(message);
            void mutate();
          }}
        />
      )}
    </>
  );
}
