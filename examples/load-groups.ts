import { readFileSync } from 'node:fs';
import { listParties } from '../src/collaborations/index.ts';
import {
  addPlace,
  type CarriedOut,
  closeOutcome,
  type Each,
  type Effect,
  formGroup,
  type GroupKind,
  type GroupPhase,
  type Level,
  listOwnDecisions,
  type Nature,
  type OwnDecision,
  openMatter,
  type PlaceRole,
  type Position,
  type Result,
  type Rhythm,
  type RuleEffect,
  setRule,
  takePosition,
  tellOwnDecision,
  type Way,
} from '../src/groups/index.ts';
import type { User } from '../src/identity/index.ts';
import type { Database } from '../src/platform/database/database.ts';
import { type Cast, type Keyed, morningOf, need } from './load-rounds.ts';

interface ExampleGroups {
  readonly groups: readonly {
    readonly key: string;
    readonly name: string;
    readonly kind: GroupKind;
    readonly nature: Nature;
    readonly mandate: string;
    readonly basis: string;
    readonly rhythm?: Rhythm;
    readonly timesAYear?: number;
    readonly levels: readonly Level[];
    readonly secretariat: string | null;
    readonly minutes?: boolean;
    readonly under: string | null;
    readonly phases: readonly GroupPhase[];
    readonly borrowedFrom?: string;
    readonly competences: readonly string[];
    readonly places: readonly {
      readonly title: string;
      readonly role?: PlaceRole;
      readonly party?: string;
      readonly seat?: string;
      readonly each?: Each;
      readonly represents?: string;
      readonly count?: number;
      readonly taken?: number;
      readonly level?: Level;
      readonly competences?: readonly string[];
    }[];
  }[];
  readonly rules: readonly {
    readonly subject: string;
    readonly usual: string;
    readonly group: string | null;
    readonly way: Way;
    readonly effect: RuleEffect;
    readonly ifNotAgreed: string;
  }[];
  readonly outcomes: readonly {
    readonly group: string;
    readonly rule: string;
    readonly matter: string;
    readonly grounds: string;
    readonly openedOn: string;
    readonly positions: readonly {
      readonly by: string;
      readonly position: Position;
      readonly reservation?: string;
      readonly on: string;
    }[];
    readonly closedOn: string;
    readonly result: Result;
    readonly wording: string;
    readonly effect: Effect;
    readonly lookAgainOn: string;
    readonly asked: readonly string[];
    readonly own: readonly {
      readonly by: string;
      readonly party: string;
      readonly on: string;
      readonly instance: string;
      readonly decision: OwnDecision;
      readonly decidedOn: string;
      readonly paragraph: string;
      readonly registrationNumber: string;
      readonly carriedOut: CarriedOut | null;
      readonly note: string;
    }[];
  }[];
}

export const groupsText = readFileSync(new URL('fler-unga-i-arbete/groups.json', import.meta.url), 'utf8');
const example = JSON.parse(groupsText) as ExampleGroups;

/** Groups, who decides what, and two matters: each in the name of whoever wrote it, on its day. */
export async function loadGroups(
  database: Database<User>,
  cast: Cast,
  organisations: Keyed,
  seats: Keyed,
): Promise<void> {
  const { leader, as, parties, collaborationId } = cast;
  const groups = new Map<string, string>();
  const rules = new Map<string, string>();
  await database.write(leader, morningOf('2023-01-16'), async (tx) => {
    for (const group of example.groups) {
      const id = formGroup(tx, collaborationId, {
        name: group.name,
        kind: group.kind,
        nature: group.nature,
        mandate: group.mandate,
        mandate_basis: group.basis,
        rhythm: group.timesAYear ? 'timesAYear' : (group.rhythm ?? null),
        times_a_year: group.timesAYear ?? null,
        is_times_at_least: false,
        has_minutes: group.minutes ?? null,
        may_decide: null,
        is_cross_professional: null,
        levels: group.levels,
        secretariat_party_id: group.secretariat ? need(parties, group.secretariat) : null,
        competences_needed: group.competences,
        under_group_id: group.under ? need(groups, group.under) : null,
        several: null,
        is_assigned: false,
        is_borrowed: group.borrowedFrom !== undefined,
        borrowed_from: group.borrowedFrom ?? '',
        phases: group.phases,
      });
      groups.set(group.key, id);
      for (const place of group.places) {
        addPlace(tx, collaborationId, id, {
          title: place.title,
          role: place.role ?? 'member',
          party_id: place.party ? need(parties, place.party) : null,
          each: place.each ?? null,
          represents: place.represents ?? '',
          seat_id: place.seat ? need(seats, place.seat) : null,
          organisation_id: place.seat && place.party ? need(organisations, place.party) : null,
          count: place.count ?? 1,
          taken: place.taken ?? 0,
          level: place.level ?? null,
          competences: place.competences ?? [],
          phases: [],
        });
      }
    }
    for (const rule of example.rules) {
      const id = setRule(tx, collaborationId, {
        subject: rule.subject,
        usual_subject: rule.usual,
        group_id: rule.group ? need(groups, rule.group) : null,
        way: rule.way,
        effect: rule.effect,
        basis: '',
        if_not_agreed: rule.ifNotAgreed,
      });
      rules.set(rule.subject, id);
    }
  });
  for (const outcome of example.outcomes) {
    const { id } = await database.write(leader, morningOf(outcome.openedOn), (tx) =>
      openMatter(tx, collaborationId, {
        group_id: need(groups, outcome.group),
        decision_rule_id: need(rules, outcome.rule),
        matter: outcome.matter,
        grounds: outcome.grounds,
      }),
    );
    for (const { by, position, reservation, on } of outcome.positions) {
      await database.write(as(by), morningOf(on), (tx) =>
        takePosition(tx, collaborationId, id, 0, position, reservation ?? ''),
      );
    }
    await database.write(leader, morningOf(outcome.closedOn), async (tx) => {
      const rows = await tx.all(listParties(collaborationId));
      const asked = outcome.asked.map((key) => need(parties, key));
      await closeOutcome(tx, collaborationId, id, 1, {
        result: outcome.result,
        effect: outcome.effect,
        basis: '',
        wording: outcome.wording,
        decidedOn: outcome.closedOn,
        lookAgainOn: outcome.lookAgainOn,
        parties: rows.filter((row) => asked.includes(row.id)),
      });
    });
    for (const told of outcome.own) {
      await database.write(as(told.by), morningOf(told.on), async (tx) => {
        const own = (await tx.all(listOwnDecisions(collaborationId))).find(
          (row) => row.outcome_id === id && row.party_id === need(parties, told.party),
        );
        if (!own) throw new Error(`${told.party} was not asked`);
        await tellOwnDecision(tx, collaborationId, own, own.version, {
          instance: told.instance,
          planned_on: null,
          decision: told.decision,
          decided_on: told.decidedOn,
          paragraph: told.paragraph,
          registration_number: told.registrationNumber,
          carried_out: told.carriedOut,
          carried_out_note: told.note,
          carried_out_on: told.carriedOut ? told.on : null,
        });
      });
    }
  }
}
