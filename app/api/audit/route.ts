import { getTimeZone, getTranslations } from 'next-intl/server';
import { auditFilters } from '#lib/audit-log/audit-input.ts';
import type { AuditField, AuditLine } from '#lib/audit-log/audit-line.ts';
import { recordAuditExport } from '#lib/audit-log/commands.ts';
import { csvRow } from '#lib/audit-log/csv-row.ts';
import { listAudit } from '#lib/audit-log/queries/list-audit.ts';
import { actionsSaying, type AuditWords, auditWords, sentence, whoWords } from '#lib/audit-log/sentence.ts';
import { route } from '#lib/auth/route.ts';

/** Lines that are read and sent at a time, so that a long log never stands in memory. */
const linesAtOnce = 500;

/** The audit log as CSV, filtered as the page is; that it was taken is its own newest line. */
export const GET = route({ input: auditFilters }, async ({ db, actor, input: filters }) => {
  await recordAuditExport(db, { actor, filters });
  const [t, timeZone] = await Promise.all([getTranslations('audit'), getTimeZone()]);
  const words = auditWords(t);
  const question = { actor, filters, timeZone, actionsSaying: actionsSaying(words), limit: linesAtOnce };
  const encoder = new TextEncoder();
  let cursor: number | null | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) =>
      controller.enqueue(encoder.encode(`\ufeff${csvRow(columns.map((name) => t(`columns.${name}`)))}`)),
    pull: async (controller) => {
      const page = await listAudit(db, { ...question, cursor: cursor ?? undefined });
      cursor = page.nextCursor;
      const text = page.lines.map((line) => csvRow(cells(line, words))).join('');
      if (text !== '') controller.enqueue(encoder.encode(text));
      if (cursor === null) controller.close();
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="storywire-audit-log.csv"',
      'cache-control': 'no-store',
    },
  });
});

const columns = [
  'at',
  'what',
  'who',
  'whoId',
  'action',
  'thing',
  'thingId',
  'outcome',
  'fromWhere',
  'details',
] as const;

function cells(line: AuditLine, t: AuditWords): string[] {
  return [
    line.at,
    sentence(line, t),
    whoWords(line.who, t),
    line.who.id,
    line.action,
    line.thing?.name ?? '',
    line.thing?.id ?? '',
    t(`outcome.${line.outcome}`),
    line.fromWhere ?? '',
    line.fields.map(fieldText).join('; '),
  ];
}

const fieldText = (field: AuditField) =>
  field.kind === 'change'
    ? `${field.name}: ${field.from ?? '–'} → ${field.to ?? '–'}`
    : `${field.name}: ${field.value}`;
