import { setImmediate as nextTurn } from 'node:timers/promises';
import type postgres from 'postgres';

/**
 * Makes `begin` of the driver outlive a connection that breaks within the
 * transaction: as of 3.4.9 it then sends `rollback`, `commit` or whatever the
 * work asks next to the connection that takes its place, which hangs for good
 * or runs outside of any transaction (porsager/postgres, issues 1133, 1186 and
 * 1216). Here the transaction is refused at once, and its work is left standing
 * before it can ask anything more.
 */
export function safeBegin(sql: postgres.Sql): postgres.Sql['begin'] {
  const begin = sql.begin.bind(sql) as (...all: unknown[]) => Promise<unknown>;
  const safe = (...all: unknown[]): Promise<unknown> => {
    const work = all.pop() as (tx: postgres.TransactionSql) => unknown;
    let over = false;
    const running = begin(...all, async (tx: postgres.TransactionSql) => {
      const whole = refuseWhen(() => over, tx);
      try {
        const result = await work(whole);
        if (over) await forever();
        return result;
      } catch (error) {
        // Where the connection has closed, the driver says so by now, and has refused the transaction.
        await nextTurn();
        if (over) await forever();
        throw error;
      }
    });
    return running.finally(() => {
      over = true;
    });
  };
  return safe as postgres.Sql['begin'];
}

/** The transaction as it is handed to the work: nothing goes through it once it is over. */
function refuseWhen(isOver: () => boolean, tx: postgres.TransactionSql): postgres.TransactionSql {
  const demand = () => {
    if (isOver()) throw Object.assign(new Error('The transaction is over.'), { code: 'CONNECTION_CLOSED' });
  };
  return new Proxy(tx, {
    apply: (target, self, parts) => {
      demand();
      return Reflect.apply(target, self, parts) as unknown;
    },
    get: (target, name) => {
      demand();
      return Reflect.get(target, name) as unknown;
    },
  });
}

const forever = (): Promise<never> => new Promise(() => {});
