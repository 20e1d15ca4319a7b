import { noticeKind } from '../messages/build-message.ts';
import { chooseTemplate } from '../messages/templates/choose-template.ts';
import type { OwnTemplate } from '../messages/templates/template-set.ts';
import type { TemplateStanding } from '../messages/templates/template-standing.ts';
import type { BuzzKind, SkipReason } from '../words.ts';
import {
  type Decision,
  type OpenBuzz,
  planAlerts,
  type PlannedNumber,
  type PlannedStory,
} from './plan-alerts.ts';

/** An open message, with how many stories it carries so far. */
type CarryingBuzz = OpenBuzz & { stories: number };

export type RehearsedNumber = Omit<PlannedNumber, 'openBuzzes'> & {
  openBuzzes: readonly CarryingBuzz[];
  /** BCP 47. */
  language: string;
};

/** Which template a message would go out as. */
export type RehearsedTemplate = {
  name: string;
  /** Of the text, BCP 47. */
  language: string;
  /** It goes without the picture, whose template Meta has turned down. */
  plain: boolean;
};

/** What would happen for one number. */
export type RehearsedAlert = { numberId: string } & (
  | { told: false; reason: SkipReason }
  | {
      told: true;
      kind: BuzzKind;
      /** It goes along with a message that collects already. */
      joins: boolean;
      dueAt: Date;
      /** It waits for the summary because its holder wants nothing else, whatever the matrix says. */
      ownChoice?: true;
      /** As what it reads, if nothing else joins it. */
      reads: BuzzKind;
      wantedLanguage: string;
      /** Undefined: no approved template fits, and the message waits. */
      template: RehearsedTemplate | undefined;
    }
);

/** What a sender has to say it with. */
export type Templates = { set: readonly OwnTemplate[]; standings: readonly TemplateStanding[] };

/**
 * Says what planning and sending would do with a story that is found at a
 * moment, number by number, by their very rules.
 * @param picture whether the story's picture is there by the time of sending
 */
export function rehearseStory(
  story: PlannedStory,
  numbers: readonly RehearsedNumber[],
  { at, picture, set, standings }: Templates & { at: Date; picture: boolean },
): RehearsedAlert[] {
  const byId = new Map(numbers.map((number) => [number.id, number]));
  return planAlerts(story, numbers, at).flatMap((decision): RehearsedAlert[] => {
    const number = byId.get(decision.numberId);
    if (!number) return [];
    const { numberId } = decision;
    if (decision.do === 'skip') return [{ numberId, told: false, reason: decision.reason }];
    const carrier = carrierOf(decision, number);
    const reads = noticeKind(carrier.kind, carrier.stories);
    const own = chooseTemplate(set, standings, { kind: reads, picture, wantedLanguage: number.language });
    return [
      {
        numberId,
        told: true,
        kind: carrier.kind,
        joins: decision.do === 'join',
        ...(isOwnChoice(number) && { ownChoice: true }),
        dueAt: carrier.dueAt,
        reads,
        wantedLanguage: number.language,
        template: own && {
          name: own.definition.name,
          language: own.language,
          plain: picture && !own.hasPicture,
        },
      },
    ];
  });
}

const isOwnChoice = ({ hears, follows, delivery }: RehearsedNumber) =>
  hears === 'summaries' && (follows || delivery !== 'summary');

/** The message that would carry the story, and how many stories it would then hold. */
function carrierOf(
  decision: Exclude<Decision, { do: 'skip' }>,
  { openBuzzes }: RehearsedNumber,
): { kind: BuzzKind; dueAt: Date; stories: number } {
  if (decision.do === 'send') return { kind: 'story', dueAt: decision.dueAt, stories: 1 };
  if (decision.do === 'collect') return { kind: decision.kind, dueAt: decision.dueAt, stories: 1 };
  const joined = openBuzzes.find(({ messageId }) => messageId === decision.messageId);
  if (!joined?.collecting) throw new Error('A story can only join a message that collects.');
  return { kind: joined.collecting, dueAt: joined.dueAt, stories: joined.stories + 1 };
}

/**
 * A number as it would stand at another moment than now, if nothing else were
 * posted until then: what is due by then has gone out. Of a moment that is
 * over nothing is known, so nothing is taken to be under way.
 */
export function standingAt(number: RehearsedNumber, at: Date, now: Date): RehearsedNumber {
  if (at < now) return { ...number, buzzFreeAt: null, openBuzzes: [] };
  const gone = number.openBuzzes.filter(({ dueAt }) => dueAt < at && dueAt > now);
  if (gone.length === 0) return number;
  const free = Math.max(
    number.buzzFreeAt?.getTime() ?? 0,
    ...gone.map(({ dueAt }) => dueAt.getTime() + number.buzzIntervalMs),
  );
  return {
    ...number,
    buzzFreeAt: new Date(free),
    openBuzzes: number.openBuzzes.filter((buzz) => !gone.includes(buzz)),
  };
}
