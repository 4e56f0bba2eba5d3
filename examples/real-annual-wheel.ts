import { setYearEvent } from '../src/annual-wheel/index.ts';
import type { Tx } from '../src/identity/index.ts';
import type { PresentFact } from './facts.ts';
import { shortCitation, subjectsOf } from './real-case.ts';

/** What a source tells of that has a time of its own. The days are not told, and stay open. */
export async function placeRealEvents(
  tx: Tx,
  collaborationId: string,
  facts: readonly PresentFact[],
  parties: ReadonlyMap<string, string>,
): Promise<void> {
  const [collaboration] = subjectsOf(facts, 'collaboration');
  for (const { fields, facts: told } of subjectsOf(facts, 'yearEvent')) {
    const { document, pages } = told[0]?.source ?? {};
    await setYearEvent(tx, collaborationId, {
      title: fields.name?.sv ?? '',
      kind: fields.kind ?? 'other',
      year: fields.timesInFirstYear ? (collaboration?.fields.beganYear ?? null) : (fields.year ?? null),
      times: fields.timesInFirstYear ?? fields.times ?? 1,
      begins_month: null,
      begins_day: null,
      ends_month: null,
      ends_day: null,
      held_by_party_id: fields.heldBy ? (parties.get(fields.heldBy) ?? null) : null,
      source_note: document ? [shortCitation(document), pages ? `s. ${pages}` : ''].filter(Boolean).join(', ') : '',
    });
  }
}
