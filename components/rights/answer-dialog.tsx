'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { answerReuseAction } from '#app/(signed-in)/stories/actions.ts';
import type { ReuseQuestion } from '#lib/rights/story-rights.ts';
import { type ReuseAnswer, reuseAnswers } from '#lib/words.ts';
import { Choice } from '#components/ui/choice.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { FormArea } from '#components/ui/form-text.tsx';

type Props = { question: ReuseQuestion; onClose: () => void; onDone: (message: string) => void };

/** Answers a region that asked whether it may reuse a story. */
export function AnswerDialog({ question, onClose, onDone }: Props) {
  const t = useTranslations('rights');
  const [answer, setAnswer] = useState<ReuseAnswer>('yes');
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t('answerTitle', { region: question.region.name })}
      {...(question.words === null ? {} : { description: <span dir="auto">{question.words}</span> })}
      action={answerReuseAction}
      onDone={onDone}
      submit={t('answerSubmit')}
      fields={['words']}
    >
      {(form) => (
        <>
          <input type="hidden" name="questionId" value={question.id} />
          <Choice
            legend={t('answerLegend')}
            name="answer"
            value={answer}
            options={reuseAnswers.map((value) => ({ value, label: t(`answerWord.${value}`) }))}
            onChange={setAnswer}
          />
          <FormArea form={form} name="words" label={t('answerWords')} maxLength={500} />
        </>
      )}
    </FormDialog>
  );
}
