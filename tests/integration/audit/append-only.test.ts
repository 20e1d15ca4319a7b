import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appRole } from '#db/client.ts';
import { systemActor } from '#lib/actor.ts';
import { recordAudit } from '#lib/audit/commands.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
  await recordAudit(test.db, { actor: systemActor('test'), action: 'region.add' });
});
afterAll(() => test.close());

describe('the role that web and worker use', () => {
  it.each([
    ['update', "update audit set action = 'x'"],
    ['delete', 'delete from audit'],
    ['truncate', 'truncate audit'],
    ['truncate with what hangs on it', 'truncate audit cascade'],
    ['merge', 'merge into audit using (select 1 as id) as s on audit.id = s.id when matched then delete'],
    [
      'overwrite by insert',
      "insert into audit (id, actor_kind, actor_id, action, outcome) select id, 'system', 'x', 'x', 'done' from audit on conflict (id) do update set action = 'x'",
    ],
    ['alter', 'alter table audit drop column detail'],
    ['rename', 'alter table audit rename to audit_old'],
    ['take ownership', `alter table audit owner to ${appRole}`],
    ['drop', 'drop table audit'],
    ['disable triggers', 'alter table audit disable trigger all'],
    [
      'add a trigger',
      'create trigger t before insert on audit execute function suppress_redundant_updates_trigger()',
    ],
    ['add a rule', 'create rule r as on insert to audit do instead nothing'],
    ['hide lines', 'alter table audit enable row level security'],
  ])('may not %s', async (_, statement) => {
    await expect(test.sql.unsafe(statement)).rejects.toMatchObject({ code: '42501' });
    expect(await test.sql`select action from audit`).toEqual([{ action: 'region.add' }]);
  });

  it('gains nothing by granting itself more', async () => {
    await test.sql.unsafe(`grant update, delete on audit to ${appRole}`);
    await expect(test.sql`delete from audit`).rejects.toMatchObject({ code: '42501' });
  });

  it('may add a line and read it', async () => {
    const [row] = await test.sql`select current_user as role`;
    expect(row).toEqual({ role: appRole });
    await recordAudit(test.db, { actor: systemActor('test'), action: 'region.edit' });
    expect(await test.sql`select action from audit order by id`).toEqual([
      { action: 'region.add' },
      { action: 'region.edit' },
    ]);
  });

  it('holds on every table what is written here, owns nothing, and is nothing by itself', async () => {
    const grants = await test.sql<{ table: string; may: string }[]>`
      select table_name as table, string_agg(lower(privilege_type), ' ' order by privilege_type) as may
      from information_schema.role_table_grants
      where grantee = ${appRole} and table_schema = 'public' group by table_name`;
    const others = grants.filter((row) => row.table !== 'audit');
    expect(grants.find((row) => row.table === 'audit')?.may).toBe('insert select');
    expect(others.length).toBeGreaterThan(15);
    expect(new Set(others.map((row) => row.may))).toEqual(new Set(['delete insert select update']));
    const owned = await test.sql`
      select relname from pg_class join pg_roles on pg_roles.oid = relowner where rolname = ${appRole}`;
    expect(owned).toEqual([]);
    const [role] = await test.sql`
      select rolsuper, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls
      from pg_roles where rolname = ${appRole}`;
    expect(Object.values(role ?? { none: true })).toEqual([false, false, false, false, false, false]);
  });
});
