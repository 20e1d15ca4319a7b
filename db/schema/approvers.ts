import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id } from './columns.ts';
import { user } from './people.ts';

/** People who approve what is posted to an account, such as Legal or a brand team, by a name that all know. */
export const approverGroup = pgTable('approver_group', {
  id: id(),
  name: text().notNull().unique(),
  createdAt: createdAt(),
});

export const approverGroupMember = pgTable(
  'approver_group_member',
  {
    groupId: uuid()
      .notNull()
      .references(() => approverGroup.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.userId] })],
);
