import type { Tx } from '../src/identity/index.ts';
import { notePriorWork, type PriorWorkKind } from '../src/situation-analysis/index.ts';
import type { DoneAnalysis, PresentFact } from './facts.ts';
import { shortCitation, subjectsOf } from './real-case.ts';

/** What each kind of analysis is called where it stands among what was done. */
export const analysisNames: Readonly<Record<DoneAnalysis, string>> = {
  worldScan: 'Omvärldsanalys',
  targetGroupAnalysis: 'Fördjupad målgruppsanalys',
  thematicAnalysisLabourMarket: 'Tematisk analys om arbetsmarknad',
  thematicAnalysisIllHealth: 'Tematisk analys om ohälsa',
};
const studyVisit = 'Studiebesök';

/** What the source says was done before and beside. Who did it and when is not in the list, and stays open. */
export async function loadRealSituationAnalysis(
  tx: Tx,
  collaborationId: string,
  facts: readonly PresentFact[],
): Promise<void> {
  const sourceOf = (field: string): string => {
    const document = facts.find((fact) => fact.field === field)?.source.document;
    return document ? shortCitation(document) : '';
  };
  const add = (field: string, kind: PriorWorkKind, what: string, place: { code?: string; name?: string } = {}) =>
    notePriorWork(tx, collaborationId, {
      kind,
      what,
      party_id: null,
      actor_id: null,
      other_name: '',
      since_year: null,
      area_code: place.code ?? null,
      place_name: place.name ?? '',
      source_note: sourceOf(field),
    });
  for (const { fields } of subjectsOf(facts, 'collaboration'))
    for (const effort of fields.joinsExistingEfforts ?? []) await add('joinsExistingEfforts', 'earlierWork', effort.sv);
  for (const { fields } of subjectsOf(facts, 'situationAnalysis')) {
    for (const done of fields.done ?? []) await add('done', 'analysis', analysisNames[done]);
    for (const place of fields.studyVisits ?? [])
      await add('studyVisits', 'studyVisit', studyVisit, { name: place.sv });
    const { studiedElsewhere } = fields;
    if (studiedElsewhere)
      await add('studiedElsewhere', 'studiedElsewhere', studiedElsewhere.what.sv, { code: studiedElsewhere.areaCode });
  }
}
