import { inArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { number, numberRegion, optIn } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { type AuditEntry, recordAudit, recordAuditLines } from '../../audit/commands.ts';
import { checkedInput } from '../../checked-input.ts';
import { StorywireError } from '../../errors.ts';
import { newCode, newId } from '../../ids.ts';
import { keyring } from '../../keyring.ts';
import { notifyLive } from '../../live/notify.ts';
import { seal } from '../../seal.ts';
import { type CommitImportInput, commitImportInput } from '../import/import-input.ts';
import type { Create, ImportPlan, Settings, Update } from '../import/plan-import.ts';
import { showPlan, type ShownPlan } from '../import/show-plan.ts';
import { joinCodeLength } from '../join-code.ts';
import { makePlan } from '../queries/check-import.ts';
import { numberHash } from '../sender-hashes.ts';

export type ImportResult =
  | {
      status: 'done';
      counts: ShownPlan['counts'];
      /** Those who hear from now on, since somebody vouches for them, and who are told so first. */
      attestedIds: string[];
    }
  /** Something changed since the plan was shown: nothing was written, and this is the plan now. */
  | { status: 'changed'; plan: ShownPlan };

/** Rows per statement: PostgreSQL takes 65,535 parameters. */
const batch = 1_000;

/**
 * Carries out an import exactly as it was shown, all of it or nothing. One
 * import runs at a time, so that two of the same list make each number once.
 * @param digest of the plan that was shown
 * @throws StorywireError `forbidden`; `invalid` when it is no list, or no column is the number
 */
export async function importNumbers(
  db: Database,
  { actor, now, ...given }: { actor: Actor; now: Date } & CommitImportInput,
): Promise<ImportResult> {
  const { digest: agreed, ...options } = checkedInput(commitImportInput, given);
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('storywire import of numbers'))`);
    const { list, plan, digest, regions } = await makePlan(tx, { actor, now, options });
    if (plan === null) throw new StorywireError('invalid', 'listWithoutNumbers');
    const shown = showPlan(plan, { rows: list.rows, digest, regions });
    if (digest !== agreed) return { status: 'changed', plan: shown };
    const ids = await carryOut(tx, actor, now, plan);
    if (ids === undefined) throw new StorywireError('conflict', 'importOvertaken');
    await recordAudit(tx, { actor, action: 'number.import', detail: { ...shown.counts } });
    const attestedIds = plan.creates.flatMap(({ state }, at) => (state === 'active' ? [ids[at]!] : []));
    return { status: 'done', counts: shown.counts, attestedIds };
  });
}

/** @returns the ids of what was created; undefined when somebody was faster with one of them */
async function carryOut(
  tx: Transaction,
  actor: Actor,
  now: Date,
  { creates, updates }: ImportPlan,
): Promise<string[] | undefined> {
  const made = creates.map((create) => ({ ...create, id: newId(now) }));
  for (const some of chunks(made)) if (!(await insert(tx, some))) return undefined;
  await insertOptIns(tx, actor, now, made);
  for (const some of chunks(updates)) if (!(await update(tx, some))) return undefined;
  await setFollowed(tx, made, updates);
  const lines = [...made.map((each) => added(actor, each)), ...updates.map((each) => edited(actor, each))];
  for (const some of chunks(lines)) await recordAuditLines(tx, some);
  const touched = [...creates, ...updates.flatMap(({ before, after }) => [before, after])];
  for (const id of new Set(touched.map(({ regionId }) => regionId)))
    await notifyLive(tx, { topic: 'region', id });
  return made.map(({ id }) => id);
}

type Made = Create & { id: string };

const chunks = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / batch) }, (_, at) => list.slice(at * batch, (at + 1) * batch));

async function insert(tx: Transaction, made: readonly Made[]): Promise<boolean> {
  const rows = await tx
    .insert(number)
    .values(
      made.map((each) => ({
        id: each.id,
        hash: numberHash(keyring(), each.e164),
        sealed: seal(keyring(), `number:${each.id}`, each.e164),
        shortened: each.shortened,
        country: each.country,
        label: each.label,
        kind: each.kind,
        homeRegionId: each.regionId,
        language: each.language,
        state: each.state,
        joinCode: each.state === 'invited' ? newCode(joinCodeLength) : null,
        quietHours: each.quietHours,
        buzzIntervalMinutes: each.buzzIntervalMinutes,
        hears: each.hears,
      })),
    )
    .onConflictDoNothing({ target: number.hash })
    .returning({ id: number.id });
  return rows.length === made.length;
}

async function insertOptIns(tx: Transaction, actor: Actor, now: Date, made: readonly Made[]): Promise<void> {
  const attestedByUserId = actor.kind === 'user' ? actor.userId : null;
  const rows = made.flatMap(({ id, optIn: given }) =>
    given
      ? [
          {
            numberId: id,
            kind: 'attested' as const,
            words: given.words,
            at: given.at ?? now,
            attestedByUserId,
          },
        ]
      : [],
  );
  for (const some of chunks(rows)) await tx.insert(optIn).values(some);
}

/**
 * One statement for a batch, since each row gets something else.
 * @returns false when one of them is no longer as it was shown
 */
async function update(tx: Transaction, updates: readonly Update[]): Promise<boolean> {
  const rows = updates.map(({ id, before, after }) => ({ id, before: inRow(before), after: inRow(after) }));
  const done = await tx.execute(sql`
    update number set
      label = wanted.after->>0,
      kind = wanted.after->>1,
      home_region_id = (wanted.after->>2)::uuid,
      language = wanted.after->>3,
      quiet_hours = wanted.after->>4,
      buzz_interval_minutes = (wanted.after->>5)::integer,
      hears = wanted.after->>6,
      updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as wanted(id uuid, before jsonb, after jsonb)
    where number.id = wanted.id and wanted.before = jsonb_build_array(
      number.label, number.kind, number.home_region_id, number.language, number.quiet_hours,
      number.buzz_interval_minutes, number.hears
    )
    returning number.id`);
  return done.length === updates.length;
}

/** In the order in which the statement above reads them. */
const inRow = (settings: Settings) => [
  settings.label,
  settings.kind,
  settings.regionId,
  settings.language,
  settings.quietHours,
  settings.buzzIntervalMinutes,
  settings.hears,
];

async function setFollowed(tx: Transaction, made: readonly Made[], updates: readonly Update[]) {
  const changed = updates.filter(({ changed }) => changed.includes('followedRegionIds'));
  for (const some of chunks(changed.map(({ id }) => id)))
    await tx.delete(numberRegion).where(inArray(numberRegion.numberId, some));
  const rows = [...made, ...changed.map(({ id, after }) => ({ id, ...after }))].flatMap(
    ({ id, followedRegionIds }) => followedRegionIds.map((regionId) => ({ numberId: id, regionId })),
  );
  for (const some of chunks(rows)) await tx.insert(numberRegion).values(some);
}

const added = (actor: Actor, { id, ...made }: Made): AuditEntry => ({
  actor,
  action: 'number.add',
  thingId: id,
  detail: {
    regionId: made.regionId,
    shortened: made.shortened,
    kind: made.kind,
    attested: made.optIn !== null,
    ...(made.followedRegionIds.length > 0 ? { follows: made.followedRegionIds } : {}),
    imported: true,
  },
});

const edited = (actor: Actor, { id, before, after, changed, shortened }: Update): AuditEntry => ({
  actor,
  action: 'number.edit',
  thingId: id,
  detail: {
    regionId: after.regionId,
    shortened,
    changed,
    ...(before.regionId === after.regionId ? {} : { fromRegionId: before.regionId }),
    imported: true,
  },
});
