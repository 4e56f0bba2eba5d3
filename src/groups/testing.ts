import type { Someone } from '../collaborations/testing.ts';
import type { Host } from '../identity/testing.ts';
import { addPlace, formGroup, type GroupFacts, type PlaceFacts } from './forming.ts';
import { openMatter } from './outcomes.ts';
import { type RuleFacts, setRule } from './rule-setting.ts';

export { changeRule } from './rule-setting.ts';

/** A steering group whose members act within their own mandates, unless told otherwise. */
export const aGroup = (
  host: Host,
  leader: Someone,
  collaboration: string,
  facts: Partial<GroupFacts> = {},
): Promise<string> =>
  host.database.write(leader, host.now, async (tx) =>
    formGroup(tx, collaboration, {
      name: 'Styrgruppen',
      kind: 'steeringGroup',
      nature: 'withinOwnMandate',
      mandate: 'Enas om vad parterna ska besluta.',
      mandate_basis: 'Överenskommelsen, punkt 4',
      rhythm: null,
      times_a_year: null,
      is_times_at_least: false,
      has_minutes: null,
      may_decide: null,
      is_cross_professional: null,
      levels: [],
      secretariat_party_id: null,
      competences_needed: [],
      under_group_id: null,
      several: null,
      is_assigned: false,
      is_borrowed: false,
      borrowed_from: '',
      phases: [],
      ...facts,
    }),
  );

/** A place filled by the seat of somebody, or one that nobody fills. */
export const aPlace = (
  host: Host,
  leader: Someone,
  collaboration: string,
  group: string,
  facts: Partial<PlaceFacts> = {},
): Promise<string> =>
  host.database.write(leader, host.now, async (tx) =>
    addPlace(tx, collaboration, group, {
      title: 'Kommundirektör',
      role: 'member',
      party_id: null,
      each: null,
      represents: '',
      seat_id: null,
      organisation_id: null,
      count: 1,
      taken: 0,
      level: null,
      competences: [],
      phases: [],
      ...facts,
    }),
  );

export const aRule = (
  host: Host,
  leader: Someone,
  collaboration: string,
  facts: Partial<RuleFacts> = {},
): Promise<string> =>
  host.database.write(leader, host.now, async (tx) =>
    setRule(tx, collaboration, {
      subject: 'Gemensamma mål',
      usual_subject: 'jointGoals',
      group_id: null,
      way: 'consensus',
      effect: 'recommendation',
      basis: '',
      if_not_agreed: '',
      ...facts,
    }),
  );

export const aMatter = (
  host: Host,
  leader: Someone,
  collaboration: string,
  group: string,
  matter = 'Målet skärps',
): Promise<{ readonly id: string; readonly year: number; readonly number: number }> =>
  host.database.write(leader, host.now, (tx) =>
    openMatter(tx, collaboration, { group_id: group, decision_rule_id: null, matter, grounds: '' }),
  );
