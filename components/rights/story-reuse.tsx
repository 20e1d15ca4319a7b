'use client';

import dynamic from 'next/dynamic';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { StoryDetail } from '#lib/feed/feed-story.ts';
import type { ReuseQuestion, StoryRights } from '#lib/rights/story-rights.ts';
import { Moment } from '#components/time/moment.tsx';
import { BareSelect } from '#components/ui/bare-select.tsx';
import { Button } from '#components/ui/button.tsx';
import type { RightsAsked } from './rights-flow.tsx';

/** What it takes to change or to ask comes with the first tap, not with every page. */
const RightsFlow = dynamic(() => import('./rights-flow.tsx').then((loaded) => loaded.RightsFlow), {
  ssr: false,
});

/** What others may do with a story, what that means for the reader's regions, and what was asked and answered. */
export function StoryReuse({ story }: { story: StoryDetail }) {
  const t = useTranslations('rights');
  const { rights } = story;
  const [asked, setAsked] = useState<RightsAsked | null>(null);
  const [wanted, setWanted] = useState(false);
  const ask = (what: RightsAsked) => {
    setWanted(true);
    setAsked(what);
  };
  return (
    <section aria-labelledby="reuse">
      <div className="flex items-center justify-between gap-3">
        <h2 id="reuse" className="text-lg">
          {t('title')}
        </h2>
        {rights.mayManage ? (
          <Button look="quiet" onClick={() => ask({ kind: 'rights' })}>
            {t('change')}
          </Button>
        ) : null}
      </div>
      <Summary rights={rights} timeZone={story.region.timeZone} />
      <Standing rights={rights} source={story.region.name} onAsk={(region) => ask({ kind: 'ask', region })} />
      {rights.questions.length === 0 ? null : (
        <ol className="mt-3" aria-label={t('questions')}>
          {rights.questions.map((question) => (
            <QuestionRow
              key={question.id}
              question={question}
              onAnswer={() => ask({ kind: 'answer', question })}
            />
          ))}
        </ol>
      )}
      {wanted ? <RightsFlow story={story} asked={asked} onClose={() => setAsked(null)} /> : null}
    </section>
  );
}

function Summary({ rights, timeZone }: { rights: StoryRights; timeZone: string }) {
  const t = useTranslations('rights');
  const format = useFormatter();
  const limits = [
    ...(rights.until === null
      ? []
      : [
          t('until', {
            day: format.dateTime(new Date(Date.parse(rights.until) - 1), { dateStyle: 'long', timeZone }),
          }),
        ]),
    ...(rights.regions === null
      ? []
      : [t('only', { regions: format.list(rights.regions.map(({ name }) => name)) })]),
  ];
  return (
    <div className="mt-1 text-pretty">
      <p>{[t(`summary.${rights.rights}`), ...limits].join(' ')}</p>
      {rights.words === null ? null : (
        <p className="wrap-anywhere whitespace-pre-line text-muted" dir="auto">
          {rights.words}
        </p>
      )}
      {rights.own ? null : <p className="text-sm text-muted">{t('default')}</p>}
    </div>
  );
}

/** What holds for a region of the reader's, where that is not said by the summary already. */
function Standing({
  rights: { held, standings, rights, until, regions },
  source,
  onAsk,
}: {
  rights: StoryRights;
  /** The story's own region, by name. */
  source: string;
  onAsk: (region: { id: string; name: string }) => void;
}) {
  const t = useTranslations('rights');
  const [regionId, setRegionId] = useState('');
  const standing = standings.find(({ region }) => region.id === regionId) ?? standings[0];
  // Held for everybody: that is said above, with what ends it.
  if (standing === undefined || rights === 'not_reused' || held) return null;
  // Free for everybody, for good: there is nothing to look up.
  if (rights === 'free' && until === null && regions === null) return null;
  return (
    <div className="mt-3 flex flex-wrap items-center gap-3">
      {standings.length === 1 ? null : (
        <BareSelect
          aria-label={t('forRegion')}
          value={standing.region.id}
          onChange={(event) => setRegionId(event.currentTarget.value)}
          className="max-w-full"
        >
          {standings.map(({ region }) => (
            <option key={region.id} value={region.id}>
              {region.name}
            </option>
          ))}
        </BareSelect>
      )}
      <p>{t(`reason.${standing.reuse.reason}`, { region: standing.region.name, source })}</p>
      {standing.mayAsk ? <Button onClick={() => onAsk(standing.region)}>{t('ask')}</Button> : null}
    </div>
  );
}

function QuestionRow({ question, onAnswer }: { question: ReuseQuestion; onAnswer: () => void }) {
  const t = useTranslations('rights');
  const { answer } = question;
  return (
    <li className="border-t hairline py-3">
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-40 flex-1">
          <p className="font-strong">{t('asks', { region: question.region.name })}</p>
          {question.words === null ? null : (
            <p className="wrap-anywhere whitespace-pre-line" dir="auto">
              {question.words}
            </p>
          )}
          <p className="text-muted">
            <Moment at={question.at} />
            {' · '}
            {question.by}
          </p>
        </div>
        {question.mayAnswer ? <Button onClick={onAnswer}>{t('answerIt')}</Button> : null}
      </div>
      {answer === null ? null : (
        <div className="mt-2 border-s-2 border-accent ps-3">
          <p className="font-strong">
            {t(`answered.${answer.answer}`, { name: answer.by ?? t('somebody') })}
          </p>
          {answer.words === null ? null : (
            <p className="wrap-anywhere whitespace-pre-line" dir="auto">
              {answer.words}
            </p>
          )}
          <p className="text-muted">
            <Moment at={answer.at} />
          </p>
        </div>
      )}
    </li>
  );
}
