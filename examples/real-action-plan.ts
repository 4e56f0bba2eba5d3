import { nothingSaid, planActivity, setActionPlan } from '../src/action-plans/index.ts';
import type { Tx } from '../src/identity/index.ts';
import type { PresentFact } from './facts.ts';
import { citeCase, subjectsOf } from './real-case.ts';

/** What the activities are called here: the wording is ours, what is said of them the source’s. */
export const titlesOfActivities: Readonly<Record<string, string>> = {
  modell: 'En gemensam modell för stöd till barn och unga',
  navigatorcentrum: 'Navigatorcentrum för unga',
  forstudier: 'Förstudier',
};
export const responsibleInWords = { headOfDepartmentConcerned: 'Chefen för den förvaltning som berörs' } as const;
export const employers = 'Arbetsgivare';
export const agesInWords = (ages: string): string => `${ages} år`;

/** The plan and its activities, as far as open sources tell of them. Who answers for them is open where they do not say. */
export async function planRealActivities(
  tx: Tx,
  collaborationId: string,
  facts: readonly PresentFact[],
): Promise<void> {
  const source = citeCase(facts);
  const [plan] = subjectsOf(facts, 'actionPlan');
  if (plan) {
    await setActionPlan(tx, collaborationId, {
      title: 'Handlingsplan',
      first_year: null,
      last_year: null,
      adopted_on: null,
      revision: plan.fields.revision ?? null,
      steering_document_id: null,
      area_count: plan.fields.areaCount ?? null,
      has_joint_areas: plan.fields.focusAreasSetJointly ?? null,
      source_note: source,
    });
  }
  for (const { key, fields } of subjectsOf(facts, 'activity')) {
    planActivity(
      tx,
      collaborationId,
      { partyId: null, organisationId: tx.user.organisation_id ?? '' },
      {
        ...nothingSaid,
        title: titlesOfActivities[key] ?? key,
        evidence_grade: fields.evidenceGrade ?? null,
        evidence_source: fields.takenFrom?.sv ?? '',
        each: fields.places === 'eachMunicipality' ? 'municipality' : null,
        target_group: fields.ages ? agesInWords(fields.ages) : '',
        is_open_across_borders: fields.openAcrossMunicipalBorders ?? null,
        others: fields.employersTakePart ? employers : '',
        is_basis_for_decision: fields.becomesBasisForDecision ?? null,
        responsible: fields.responsibleSeat ? responsibleInWords[fields.responsibleSeat] : '',
        source_note: source,
      },
      [],
    );
  }
}
