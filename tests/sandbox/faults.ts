import type { Store } from './store/database.ts';

/** What happens to the webhooks of a message; a fault's `times` counts messages or webhooks, whichever it changes. */
export type WebhookFault = {
  repeat?: number;
  shuffle?: boolean;
  hold?: boolean;
  batch?: boolean;
  delay_ms?: number;
  read_without_delivered?: boolean;
  status_before_answer?: boolean;
  without_context?: boolean;
  fail?: { code: number };
};

export type Fault = {
  /** Of the requests it concerns, which share it disturbs, from 0 to 1; spread evenly. All, unless told. */
  share?: number;
  /** Waits before anything is looked at. */
  delay_ms?: number;
  /** Does the work, then waits before the first byte of the answer. */
  delay_answer_ms?: number;
  /** Sends the headers at once and the body this much later. */
  slow_body_ms?: number;
  refuse?: { code: number; subcode?: number; status?: number; message?: string; details?: string };
  /** Does the work (and logs it), then cuts the connection. */
  lose_answer?: boolean;
  /** Does the work, then sends half of the body and cuts the connection. */
  cut_body?: boolean;
  /** Says that the body has this many bytes more than it has, or fewer, of which only those are sent. */
  length_off?: number;
  /** Does the work, then leaves the id out of the answer. */
  without_id?: boolean;
  /** Answers 500 without reading the request. */
  answer_before_body?: boolean;
  /** Answers this instead, with `body` as it is. Nothing is accepted unless `accept` is set. */
  status?: number;
  body?: string;
  accept?: boolean;
  content_type?: string;
  /** Usage headers as they come when an app calls too much, in percent. */
  usage?: {
    call_count?: number;
    total_time?: number;
    total_cputime?: number;
    estimated_time_to_regain_access?: number;
  };
  webhooks?: WebhookFault;
};

export const faultNames = [
  'messages',
  'stories',
  'batch',
  'media',
  'upload',
  'templates',
  'webhooks',
  'container',
  'publish',
] as const;
export type Operation = (typeof faultNames)[number] | undefined;

type FaultRow = { id: number; match: string; times: number | null; fault: Fault };

export type Faults = {
  add: (match: string, fault: Fault, times: number | undefined) => number;
  clear: () => void;
  list: () => FaultRow[];
  /** The first fault that concerns a request, counted as used. */
  take: (operation: Operation, path: string) => Fault | undefined;
  /** The webhook faults of which one of the given properties is set, counted as used. */
  takeWebhook: (properties: (keyof WebhookFault)[]) => WebhookFault;
};

/** The disturbances that tests and people have asked for; kept in the store, so a restart does not lift them. */
export function createFaults(store: Store): Faults {
  let rows = read(store);
  /** How much of the next disturbance has gathered, by fault. */
  const gathered = new Map<number, number>();
  const isHit = ({ id, fault }: FaultRow): boolean => {
    const sum = (gathered.get(id) ?? 0) + (fault.share ?? 1);
    gathered.set(id, sum >= 1 ? sum - 1 : sum);
    return sum >= 1;
  };
  const use = (row: FaultRow): void => {
    if (row.times === null) return;
    row.times -= 1;
    if (row.times > 0) store.run('UPDATE fault SET times = ? WHERE id = ?', row.times, row.id);
    else store.run('DELETE FROM fault WHERE id = ?', row.id);
    rows = rows.filter((other) => other.times === null || other.times > 0);
  };
  return {
    add: (match, fault, times) => {
      store.run(
        'INSERT INTO fault (match, times, fault) VALUES (?, ?, ?)',
        match,
        times ?? null,
        JSON.stringify(fault),
      );
      rows = read(store);
      return rows.at(-1)?.id ?? 0;
    },
    clear: () => {
      store.run('DELETE FROM fault');
      rows = [];
    },
    list: () => rows,
    take: (operation, path) => {
      const row = rows.find(
        (candidate) =>
          candidate.fault.webhooks === undefined &&
          matches(candidate.match, operation, path) &&
          isHit(candidate),
      );
      if (row) use(row);
      return row?.fault;
    },
    takeWebhook: (properties) => {
      const taken: WebhookFault = {};
      for (const row of rows) {
        const fault = row.fault.webhooks ?? (row.match === 'webhooks' ? row.fault : undefined);
        if (!fault) continue;
        const picked = pick(fault, properties);
        if (Object.keys(picked).length === 0) continue;
        Object.assign(taken, picked);
        use(row);
      }
      return taken;
    },
  };
}

function read(store: Store): FaultRow[] {
  const rows = store.all<{ id: number; match: string; times: number | null; fault: string }>(
    'SELECT * FROM fault ORDER BY id',
  );
  return rows.map((row) => ({ ...row, fault: JSON.parse(row.fault) as Fault }));
}

function matches(match: string, operation: Operation, path: string): boolean {
  if (!match.startsWith('/')) return match === operation && match !== 'webhooks';
  return path.startsWith(match) || path.replace(/^\/v\d+\.\d+(?=\/|$)/, '').startsWith(match);
}

function pick(fault: WebhookFault, properties: (keyof WebhookFault)[]): WebhookFault {
  return Object.fromEntries(
    Object.entries(fault).filter(([key]) => properties.some((property) => property === key)),
  );
}
