import type { Someone } from '../collaborations/testing.ts';
import type { Host } from '../identity/testing.ts';
import { findSeriesByCode } from '../indicators/index.ts';
import { answerGoal, type ContributionFacts } from './contributing.ts';
import { addIndicator, type GoalFacts, type NewIndicator, setGoal } from './goal-setting.ts';

/** A joint goal, a step to 2017 unless told otherwise. */
export async function aGoal(
  host: Host,
  leader: Someone,
  collaboration: string,
  facts: Partial<GoalFacts> = {},
): Promise<string> {
  return await host.database.write(leader, host.now, async (tx) =>
    setGoal(tx, collaboration, {
      kind: 'step',
      text: 'Arbetslösheten bland unga halveras',
      target_year: 2017,
      under_id: null,
      adopted_on: null,
      source_title: '',
      source_page: '',
      source_relation: null,
      without_indicator_note: '',
      ...facts,
    }),
  );
}

/** Youth unemployment in Region Blekinge, to be halved from 2013 to 2017: real figures. */
export async function anIndicator(
  host: Host,
  leader: Someone,
  collaboration: string,
  goalId: string,
  more: Partial<NewIndicator> = {},
): Promise<string> {
  return await host.database.write(leader, host.now, async (tx) => {
    const series = await tx.one(findSeriesByCode('kolada', ['N03921']));
    return addIndicator(tx, collaboration, {
      goalId,
      seriesId: series.id,
      ownSeriesId: null,
      name: 'Arbetslösa 16–24 år',
      unit: 'percent',
      areaCode: '0010',
      sex: 'T',
      direction: 'down',
      baseline_period: 2013,
      baseline: 14.191367,
      target_period: 2017,
      target: 7.0956835,
      comparison_areas: ['1080', '0000'],
      is_stand_in: true,
      stand_in_note: 'Målet gäller 15–29 år, måttet 16–24.',
      short_note: 'Närliggande mått: 16–24 år',
      quality: '',
      ...more,
    });
  });
}

const nothing: ContributionFacts = {
  form: 'ownGoal',
  text: '',
  reason: '',
  steering_document: '',
  committee: '',
  number: '',
  document_year: null,
  assigned_in: '',
  amount: '',
  until_on: null,
  is_politically_decided: false,
};

/** What a party contributes to a goal: an own goal unless told otherwise. */
export async function aContribution(
  host: Host,
  someone: Someone,
  collaboration: string,
  goalId: string,
  partyId: string,
  facts: Partial<ContributionFacts> = {},
): Promise<string> {
  return await host.database.write(someone, host.now, (tx) =>
    answerGoal(tx, collaboration, {
      goalId,
      partyId,
      facts: { ...nothing, text: 'En dörr in', steering_document: 'Mål och budget', ...facts },
      before: undefined,
      version: 0,
    }),
  );
}
