import { type Bound, type Statement, statement } from '../platform/database/statement.ts';

/** A row of what a room says, where it says it of several collaborations at once. */
export type Across<Row> = Row & { readonly collaboration_id: string };

/** What a room asks about one collaboration, and the same about all that the reader takes part in, from one text. */
export interface StandingStatement<Row> extends Statement<Row, [collaboration: string]> {
  across(): Bound<Across<Row>>;
}

/** In the condition of a standing across: the reader leads the collaboration. */
export const isLed = `here.collaboration_id = any((select nullif(current_setting('armkrok.leads', true), '')::uuid[])::uuid[])`;
/** There too: the organisation is the one acted for. */
export const isActing = `said.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)`;

/**
 * Declares the statement of a room's standing in both its forms. `$1` is the collaboration. `needed` is what of its answer,
 * called `said`, is asked for across collaborations: what waits is, the menu and the gaps are not.
 */
export function standingStatement<Row>(text: string, needed = 'true'): StandingStatement<Row> {
  const one = statement<Row, [collaboration: string]>(text);
  const across = statement<Across<Row>>(`
  select here.collaboration_id, said.*
  from (
    select c.id as collaboration_id from collaboration c
    where c.id = any((select nullif(current_setting('armkrok.collaborations', true), '')::uuid[])::uuid[])
      and c.example <> 'real' and c.withdrawn_at is null) here
  cross join lateral (${text.replaceAll('$1', 'here.collaboration_id')}) said
  where ${needed}`);
  return Object.assign(one, { across: () => across() });
}
