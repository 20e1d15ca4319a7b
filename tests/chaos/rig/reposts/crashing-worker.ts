import type { Database } from '#db/client.ts';
import { type ProxyMode, tcpProxy } from '#tests/support/tcp-proxy.ts';

/** What happens at a point of a worker's life. A point is a transaction of the database's or a call to Meta. */
export const harms = {
  transaction: ['crash before', 'crash after'],
  call: ['crash before', 'crash after', 'answer lost', 'gateway fails before', 'gateway fails after'],
} as const;
export type PointKind = keyof typeof harms;
export type Harm = (typeof harms)[PointKind][number];

/** The process is gone: nothing that it still does may reach anybody. */
class Crash extends Error {
  override name = 'Crash';
}

export type CrashingWorker = {
  db: Database;
  graphUrl: string;
  /** The points it has come to, in order. */
  points: () => readonly PointKind[];
  crashed: () => boolean;
  close: () => Promise<void>;
};

const proxyModes: Record<Harm, ProxyMode> = {
  'crash before': 'refuse',
  'crash after': 'cut-response',
  'answer lost': 'cut-response',
  'gateway fails before': 'fail-before',
  'gateway fails after': 'fail-after',
};

/**
 * Lets a worker see the database and Meta through something that breaks at one
 * point. A crash is what others can see of one: from that point on no
 * transaction of it is committed and no call of it arrives. What it calls knows
 * nothing of this.
 * @param harm undefined: none, to learn which points there are
 */
export async function crashingWorker(
  db: Database,
  graphUrl: string,
  harm?: { at: number; what: Harm },
): Promise<CrashingWorker> {
  const points: PointKind[] = [];
  let crashed = false;
  const arrive = (kind: PointKind): Harm | undefined => {
    points.push(kind);
    return points.length - 1 === harm?.at ? harm.what : undefined;
  };
  const { hostname, port } = new URL(graphUrl);
  const proxy = await tcpProxy({ host: hostname, port: Number(port) }, /^(GET|POST) \//);
  proxy.setMode(() => {
    if (crashed) return 'refuse';
    const what = arrive('call');
    if (what === 'crash before' || what === 'crash after') crashed = true;
    return what === undefined ? 'pass' : proxyModes[what];
  });

  const transaction: Database['transaction'] = async (work, config) => {
    if (crashed) throw new Crash('before a transaction');
    const what = arrive('transaction');
    const result = await db.transaction(async (tx) => {
      const inside = await work(tx);
      if (what === 'crash before') crashed = true;
      // Also of a crash that came from elsewhere meanwhile: a connection that is gone commits nothing.
      if (crashed) throw new Crash('before the commit');
      return inside;
    }, config);
    if (what === 'crash after') crashed = true;
    if (crashed) throw new Crash('after the commit');
    return result;
  };
  const broken = new Proxy(db, {
    get: (target, name) => {
      if (crashed) throw new Crash('the process is gone');
      if (name === 'transaction') return transaction;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value as (...given: unknown[]) => unknown).bind(target) : value;
    },
  });
  return {
    db: broken,
    graphUrl: proxy.url,
    points: () => points,
    crashed: () => crashed,
    close: () => proxy.close(),
  };
}
