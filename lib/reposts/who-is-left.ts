/** Whether those who approve are enough, seen by whoever sets them: nobody approves their own work. */
export type ApproversLeft = 'nobody' | 'only_self' | 'only_one' | 'enough';

/**
 * Of a rule's approvers: `nobody` and `only_self` leave posts that nobody can
 * approve; `only_one` leaves out what that one makes.
 * @param selfId who sets the rule
 */
export function whoIsLeft(peopleIds: readonly string[], selfId: string): ApproversLeft {
  const people = new Set(peopleIds);
  if (people.size === 0) return 'nobody';
  if (people.size > 1) return 'enough';
  return people.has(selfId) ? 'only_self' : 'only_one';
}
