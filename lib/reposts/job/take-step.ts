import { createContainer, publishContainer, readContainer } from '#lib/instagram/client/publishing.ts';
import { readStory } from '#lib/instagram/client.ts';
import type { PublishAnswer } from '#lib/instagram/publish-answer.ts';
import type { JobContext } from '#lib/jobs/job-context.ts';
import { keyring } from '#lib/keyring.ts';
import type { MetaConfig } from '#lib/meta/config.ts';
import type { PublishStep } from '#lib/words.ts';
import type { ClaimedPost } from '../commands/claim-post.ts';
import { recordAsking, type StepChange, type StepEvent } from '../commands/record-step.ts';
import { publicForMs, publicToken, publicUrl } from '../public-file.ts';
import { type AskedStep, containerFailure, type PublishFailure, publishFailure } from '../publish-failure.ts';
import {
  heldAgainAt,
  judgeSight,
  linkAgainAt,
  lookAgainAt,
  nextStep,
  pollAgainAt,
  tokenAgainAt,
  tryAgainAt,
  waitUntil,
} from '../publish-step.ts';
import { mayPost } from '../queries/may-post.ts';
import { listCandidates, lookForPost } from './look-for-post.ts';
import { storeStep, type Taken } from './store-step.ts';

export type Step = {
  post: ClaimedPost;
  /** Undefined: no token that works reaches the account. */
  config: MetaConfig | undefined;
  /** Throws when the claim is too old for anything to be written. */
  beforeWrite: () => void;
};

/** Takes the next step of a claimed post and stores what came of it. */
export async function takeStep(context: JobContext, step: Step): Promise<Taken> {
  const { post } = step;
  const store = (change: StepChange, event: Omit<StepEvent, 'step'> & { step?: PublishStep }) =>
    storeStep(context, post, change, event);
  const next = nextStep(post, post.now);
  switch (next.do) {
    case 'wait':
      return store({ dueAt: next.until }, { outcome: 'waits' });
    case 'overdue':
      return store({ state: 'overdue', dueAt: null, failure: post.failure ?? 'late' }, { outcome: 'late' });
    case 'give_up':
      return store(
        { state: 'failed', dueAt: null, failure: post.failure ?? 'upload_failed' },
        { outcome: 'given_up' },
      );
    case 'too_slow':
      return store({ state: 'failed', dueAt: null, failure: 'container_slow' }, { outcome: 'too_slow' });
    case 'end':
      return store({ dueAt: null }, { outcome: 'ended' });
    case 'look':
      return look(context, step);
    case 'find_link':
      return findLink(context, step);
    case 'make_container':
    case 'read_container':
    case 'publish':
      return askMeta(context, step, next.do);
  }
}

type UsableStep = Step & { config: MetaConfig };

/** Takes a step that needs Meta: not while Meta wants to be left alone, and not without a token. */
async function askMeta(
  context: JobContext,
  step: Step,
  what: 'make_container' | 'read_container' | 'publish',
): Promise<Taken> {
  const { post, config } = step;
  if (post.notBefore && post.notBefore > post.now) {
    const later: StepChange = { dueAt: waitUntil(post, post.notBefore), failure: 'rate' };
    return storeStep(context, post, later, { outcome: 'throttled' });
  }
  if (!config) {
    const later: StepChange = { dueAt: tokenAgainAt(post.now), failure: 'token' };
    return storeStep(context, post, later, { outcome: 'no_token' });
  }
  const may = what === 'read_container' ? 'yes' : await mayPost(context.db, post);
  if (may === 'held') {
    const later: StepChange = { dueAt: heldAgainAt(post), failure: 'source_deleted', errorCode: null };
    return storeStep(context, post, later, { outcome: 'held' });
  }
  if (may === 'no') {
    const ended: StepChange = { state: 'failed', dueAt: null, failure: 'rights', errorCode: null };
    return storeStep(context, post, ended, { outcome: 'rights' });
  }
  const usable = { ...step, config };
  if (what === 'make_container') return makeContainer(context, usable);
  return what === 'read_container' ? poll(context, usable) : publish(context, usable);
}

async function makeContainer(context: JobContext, { post, config, beforeWrite }: UsableStep): Promise<Taken> {
  const { igUserId, kind, versionId, now, containers } = post;
  const asked = await storeStep(
    context,
    post,
    { step: 'container_asked', state: 'publishing', containerId: null, containerAt: null },
    { outcome: 'begun' },
  );
  if (asked === 'lost') return 'lost';
  const until = new Date(now.getTime() + publicForMs);
  const token = publicToken(keyring(), { kind: 'version', id: versionId }, until);
  const url = publicUrl(context.env.STORYWIRE_URL, token);
  const answer = await createContainer(config, { igUserId, kind, url, beforeWrite });
  if (answer.kind === 'done') {
    const made: StepChange = {
      step: 'container_made',
      containerId: answer.data.id,
      containerAt: 'now',
      containers: containers + 1,
      dueAt: pollAgainAt(now, now),
    };
    return storeStep(context, post, made, { outcome: 'ok' });
  }
  return afterTrouble(context, post, answer, { asked: 'container', step: 'container_asked' });
}

async function poll(context: JobContext, { post, config }: UsableStep): Promise<Taken> {
  const { igUserId, now } = post;
  const containerAt = post.containerAt ?? now;
  const answer = await readContainer(config, { igUserId, containerId: post.containerId! });
  if (answer.kind !== 'done')
    return afterTrouble(context, post, answer, { asked: 'read', step: 'container_made' });
  const { state, sentence } = answer.data;
  switch (state) {
    case 'FINISHED': {
      const ready: StepChange = { step: 'container_ready', dueAt: now, errorCode: null, failure: null };
      return storeStep(context, post, ready, { outcome: 'ok' });
    }
    case 'IN_PROGRESS':
      return storeStep(context, post, { dueAt: pollAgainAt(containerAt, now) }, { outcome: 'in_progress' });
    case 'PUBLISHED':
      // Nobody here has asked for it; what stands there is found by looking.
      return storeStep(
        context,
        post,
        { step: 'publish_asked', publishAskedAt: 'now', dueAt: now },
        { outcome: 'published_already' },
      );
    case 'EXPIRED':
      return afterFailure(
        context,
        post,
        { class: 'container', key: 'media_expired', errorCode: null },
        'container_made',
      );
    case 'ERROR':
      return afterFailure(context, post, containerFailure(sentence), 'container_made');
  }
}

async function publish(context: JobContext, { post, config, beforeWrite }: UsableStep): Promise<Taken> {
  const asking = await recordAsking(context.db, post);
  if (asking === 'lost') return 'lost';
  if (asking === 'busy')
    return storeStep(context, post, { dueAt: tryAgainAt(post.now) }, { outcome: 'account_busy' });
  const { igUserId } = post;
  const answer = await publishContainer(config, { igUserId, containerId: post.containerId!, beforeWrite });
  if (answer.kind === 'done') {
    const posted: StepChange = {
      step: 'posted',
      state: 'published',
      mediaId: answer.data.id,
      dueAt: post.now,
      errorCode: null,
      failure: null,
    };
    return storeStep(context, post, posted, { outcome: 'ok' });
  }
  return afterTrouble(context, post, answer, { asked: 'publish', step: 'publish_asked' });
}

/** What to do when a call gave no result; a call that was never written has certainly changed nothing. */
async function afterTrouble(
  context: JobContext,
  post: ClaimedPost,
  answer: Exclude<PublishAnswer<unknown>, { kind: 'done' }>,
  { asked, step }: { asked: AskedStep; step: PublishStep },
): Promise<Taken> {
  const { targetId } = post;
  if (answer.kind === 'refused') {
    const failure = publishFailure(answer.error, { status: answer.status, asked });
    context.log.warn({ targetId, asked, class: failure.class, errorCode: failure.errorCode }, 'post_refused');
    return afterFailure(context, post, failure, step, answer.usage?.notBefore ?? null);
  }
  context.log.warn({ targetId, asked, kind: answer.kind, reason: answer.reason }, 'post_step_in_trouble');
  const certain = asked !== 'publish' || answer.kind === 'not_sent';
  return afterFailure(
    context,
    post,
    { class: certain ? 'again' : 'uncertain', key: 'instagram_trouble', errorCode: null },
    step,
  );
}

/** Where a post stands before the call that was refused. */
const before: Partial<Record<PublishStep, PublishStep>> = {
  container_asked: 'begun',
  publish_asked: 'container_ready',
};

async function afterFailure(
  context: JobContext,
  post: ClaimedPost,
  failure: PublishFailure,
  step: PublishStep,
  namedByMeta: Date | null = null,
): Promise<Taken> {
  const { now } = post;
  const { errorCode, key } = failure;
  const back = before[step] ?? step;
  const said = { errorCode, failure: key };
  const event = { step, outcome: failure.class, errorCode };
  // Whatever is not uncertain has not been published: nothing is to be looked for.
  const unasked = step === 'publish_asked' ? ({ publishAskedAt: null } as const) : {};
  switch (failure.class) {
    case 'uncertain':
      return storeStep(context, post, { ...said, dueAt: lookAgainAt(now, now) }, event);
    case 'person':
      return storeStep(
        context,
        post,
        { ...said, ...unasked, step: back, state: 'failed', dueAt: null },
        event,
      );
    case 'container': {
      const anew = { step: 'begun', containerId: null, containerAt: null } as const;
      // One that was made has been counted.
      const containers = post.containers + (step === 'container_asked' ? 1 : 0);
      return storeStep(
        context,
        post,
        { ...said, ...unasked, ...anew, containers, dueAt: tryAgainAt(now) },
        event,
      );
    }
    case 'poll':
      return storeStep(
        context,
        post,
        { ...said, ...unasked, step: 'container_made', dueAt: pollAgainAt(post.containerAt ?? now, now) },
        event,
      );
    case 'wait': {
      const dueAt = waitUntil(post, namedByMeta);
      return storeStep(context, post, { ...said, ...unasked, step: back, dueAt }, event);
    }
    case 'token':
      return storeStep(context, post, { ...said, ...unasked, step: back, dueAt: tokenAgainAt(now) }, event);
    case 'again':
      return storeStep(context, post, { ...said, ...unasked, step: back, dueAt: tryAgainAt(now) }, event);
  }
}

/** Looks whether what Meta was asked to publish has come, and stores what that shows. */
async function look(context: JobContext, { post, config }: Step): Promise<Taken> {
  const askedAt = post.publishAskedAt ?? post.now;
  const seen = judgeSight(await lookForPost(context, config, post), askedAt, post.now);
  const { now, targetId } = post;
  switch (seen.do) {
    case 'posted': {
      context.log.info({ targetId }, 'post_found_by_looking');
      const posted: StepChange = {
        step: 'posted',
        state: 'published',
        ...seen.story,
        dueAt: now,
        errorCode: null,
        failure: null,
      };
      return storeStep(context, post, posted, { outcome: 'found' });
    }
    case 'not_posted': {
      context.log.info({ targetId, container: seen.container }, 'post_proven_absent');
      const anew: StepChange =
        seen.container === 'ready'
          ? { step: 'container_ready' }
          : { step: 'begun', containerId: null, containerAt: null };
      return storeStep(
        context,
        post,
        { ...anew, publishAskedAt: null, dueAt: now },
        { step: 'publish_asked', outcome: 'absent' },
      );
    }
    case 'look_again':
      return storeStep(context, post, { dueAt: lookAgainAt(askedAt, now) }, { outcome: 'looked' });
    case 'undecided': {
      context.log.error({ targetId }, 'post_unconfirmed');
      const failure = seen.story ? 'story_seen' : 'not_looked_up';
      return storeStep(
        context,
        post,
        { state: 'unconfirmed', dueAt: null, failure },
        { outcome: 'undecided' },
      );
    }
  }
}

/** Finds out where a post stands: which story it is, if that is not known yet, and its address. */
async function findLink(context: JobContext, { post, config }: Step): Promise<Taken> {
  const later: StepChange = { dueAt: linkAgainAt(post.publishAskedAt ?? post.now, post.now) };
  if (!config) return storeStep(context, post, later, { outcome: 'no_token' });
  if (post.mediaId === null) {
    const stories = await listCandidates(context, config, post);
    const [only, more] = stories === 'unread' ? [] : stories;
    if (!only || more) return storeStep(context, post, later, { outcome: 'link_not_found' });
    return storeStep(context, post, { ...only, dueAt: post.now }, { outcome: 'linked' });
  }
  const read = await readStory(config, { mediaId: post.mediaId, igUserId: post.igUserId });
  if (!read.ok || read.story.permalink === null)
    return storeStep(context, post, later, { outcome: 'link_not_found' });
  return storeStep(context, post, { permalink: read.story.permalink, dueAt: null }, { outcome: 'linked' });
}
