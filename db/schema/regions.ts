import { pgTable, primaryKey, text, uuid, integer } from 'drizzle-orm/pg-core';
import { routeDeliveries } from '#lib/words.ts';
import { createdAt, id, moment, oneOf } from './columns.ts';

/** A bundle of regions, such as EMEA. */
export const regionGroup = pgTable('region_group', {
  id: id(),
  name: text().notNull().unique(),
  position: integer().notNull().default(0),
  createdAt: createdAt(),
});

/** A regional team. HQ or Legal is a region without accounts. */
export const region = pgTable('region', {
  id: id(),
  name: text().notNull().unique(),
  /** NULL: stands outside every group. */
  groupId: uuid().references(() => regionGroup.id),
  /** ISO 3166-1 alpha-2. Empty for a team that serves no country in particular. */
  countries: text().array().notNull().default([]),
  /** IANA name. */
  timeZone: text().notNull(),
  /** BCP 47. */
  language: text().notNull(),
  /** Two letters, shown wherever the region is. */
  markText: text().notNull(),
  /** `#rrggbb`. */
  markColor: text().notNull(),
  /** `22:00-07:30`, in the region's zone (lib/regions/quiet-hours.ts). NULL: no quiet hours. */
  quietHours: text(),
  /** What a phone sends to become a number of this region. NULL: the region has no open join link. */
  joinCode: text().unique(),
  /** An archived region is not told of anything and not offered anywhere; its stories stay. NULL: in use. */
  archivedAt: moment(),
  /** The last stretch out of use that is over, from here to `restoredAt`: nobody is told of what was posted in it. NULL: none. */
  archivedFrom: moment(),
  restoredAt: moment(),
  createdAt: createdAt(),
  updatedAt: moment().notNull().defaultNow(),
});

/** Whether stories of one region are told to another, and how. No row means `instant`. */
export const route = pgTable(
  'route',
  {
    sourceRegionId: uuid()
      .notNull()
      .references(() => region.id),
    targetRegionId: uuid()
      .notNull()
      .references(() => region.id),
    delivery: text({ enum: routeDeliveries }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.sourceRegionId, t.targetRegionId] }),
    oneOf('route_delivery', t.delivery, routeDeliveries),
  ],
);
