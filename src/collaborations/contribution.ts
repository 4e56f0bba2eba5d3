import { identityTexts, listVacantSeats, type VacantSeatsRow } from '../identity/index.ts';
import { functionsThatMayNotBeEmpty, type Ground, type PartyFunction } from './collaboration.ts';
import { lastingTexts } from './lasting/texts.ts';
import { prepareCollaboration, speakForParty, tellOfParty } from './policy.ts';
import { isLed, standingStatement } from './standing-statement.ts';
import { collaborationTexts } from './texts.ts';
import { contribute, outside, type Reading } from './workspace.ts';

interface StandingRow {
  readonly functions: readonly PartyFunction[];
  readonly ground_kind: Ground | null;
  readonly functions_known_empty: readonly PartyFunction[];
  readonly invited: number;
  readonly vacant: number;
  readonly unconfirmed: number;
  /** What has been entered for the reader’s own party and not confirmed, and whether that party is to answer an invitation. */
  readonly own_party_id: string | null;
  readonly own_unconfirmed: number;
  readonly is_own_invited: boolean;
}

const readStanding = standingStatement<StandingRow>(
  `
  select c.ground_kind, c.functions_known_empty,
    array(select distinct f.function from party_function f where f.collaboration_id = $1 and f.ended_on is null) as functions,
    (select count(*)::integer from party p
     where p.collaboration_id = $1 and p.withdrawn_at is null and p.status = 'invited') as invited,
    count_vacant_seats(c.id) as vacant,
    (select count(*)::integer from entered_for_party e
     where e.collaboration_id = $1 and e.replaced_at is null and e.confirmed_at is null and e.corrected_at is null)
      as unconfirmed,
    own.id as own_party_id, coalesce(own.status = 'invited', false) as is_own_invited,
    (select count(*)::integer from entered_for_party e
     where e.collaboration_id = $1 and e.party_id = own.id and e.replaced_at is null and e.confirmed_at is null
       and e.corrected_at is null) as own_unconfirmed
  from collaboration c
  left join party own on own.collaboration_id = $1 and own.withdrawn_at is null
    and own.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
  where c.id = $1`,
  `said.is_own_invited or said.own_unconfirmed > 0 or (said.invited + said.unconfirmed > 0 and ${isLed})`,
);

const base = (of: Reading): string => `/collaborations/${of.collaboration.id}`;

/** What collaborations itself says in a workspace. */
export const ownContribution = contribute<StandingRow>({
  question: (id) => readStanding(id),
  across: readStanding.across,
  menu: ([standing], of) => {
    const t = collaborationTexts(of.language).column;
    return [
      { path: '', text: t.overview, place: 0 },
      { path: 'challenge', text: t.challenge, place: 10 },
      {
        path: 'parties',
        text: t.parties,
        place: 20,
        ...(of.collaboration.example === 'real' || !standing
          ? {}
          : standing.vacant > 0
            ? { state: { shape: 'missing' as const, text: t.vacant(standing.vacant) } }
            : standing.invited > 0
              ? { state: { shape: 'waits' as const, text: t.waiting(standing.invited) } }
              : {}),
      },
      { path: 'history', text: t.history, place: 100 },
    ];
  },
  gaps: ([standing], of) => {
    if (!standing) return [];
    const t = collaborationTexts(of.language).gaps;
    const act = (href: string, text: string) =>
      of.may(prepareCollaboration) ? { action: { href: `${base(of)}/${href}`, text } } : {};
    const empty = functionsThatMayNotBeEmpty.filter(
      (name) =>
        !standing.functions.includes(name) &&
        (of.collaboration.example !== 'real' || standing.functions_known_empty.includes(name)),
    );
    return [
      ...empty.map((name) => ({
        shape: 'missing' as const,
        title: name === 'coordinates' ? t.coordinates : t.followUp,
        why: name === 'coordinates' ? t.coordinatesWhy : t.followUpWhy,
        ...act('parties', t.give),
      })),
      ...(standing.vacant > 0
        ? [{ shape: 'missing' as const, title: t.seats(standing.vacant), why: t.seatsWhy, ...act('parties', t.open) }]
        : []),
      ...(standing.ground_kind === 'notYetFormal'
        ? [{ shape: 'missing' as const, title: t.ground, why: t.groundWhy, ...act('challenge/edit', t.state) }]
        : []),
      ...(of.collaboration.is_reported_to_councils === false
        ? [{ shape: 'missing' as const, title: t.councils, why: t.councilsWhy, ...act('challenge/edit', t.change) }]
        : []),
    ];
  },
  waitsForUs: ([standing], of) => {
    if (!standing?.own_party_id || of.collaboration.example === 'real') return [];
    const t = collaborationTexts(of.language).gaps;
    return [
      ...(standing.is_own_invited && of.may(tellOfParty, of.user.organisation_id)
        ? [
            {
              title: t.ownInvitation,
              why: t.invitedWhy,
              state: { shape: 'notAnswered' as const, text: t.waits },
              action: { href: `${base(of)}/parties/${standing.own_party_id}/edit`, text: t.answer },
            },
          ]
        : []),
      ...(standing.own_unconfirmed > 0 && of.may(speakForParty, of.user.organisation_id)
        ? [
            {
              title: t.ownStatements(standing.own_unconfirmed),
              why: t.ownStatementsWhy,
              state: { shape: 'waits' as const, text: t.waits },
              action: { href: `${base(of)}/confirmations`, text: t.confirm },
            },
          ]
        : []),
    ];
  },
  weAwait: ([standing], of) => {
    if (!standing || of.collaboration.example === 'real') return [];
    const t = collaborationTexts(of.language).gaps;
    const awaits = (count: number, title: string, why: string, text = t.awaits(count)) =>
      count > 0
        ? [
            {
              title,
              why,
              state: { shape: 'waits' as const, text },
              action: { href: `${base(of)}/parties`, text: t.open },
            },
          ]
        : [];
    // Counted as others see them too: not what waits for the reader’s own party.
    const invited = standing.invited - (standing.is_own_invited ? 1 : 0);
    const unconfirmed = standing.unconfirmed - standing.own_unconfirmed;
    return [
      ...awaits(invited, t.invited(invited), t.invitedWhy),
      ...awaits(unconfirmed, t.statements(unconfirmed), t.statementsWhy, t.statementsState),
    ];
  },
  // Seats belong to identity, which lies below: this contribution speaks for it.
  outside: outside<VacantSeatsRow>({
    question: () => listVacantSeats(),
    waitsForUs: (rows, { language }) => {
      const t = collaborationTexts(language).gaps;
      return rows.map((row) => ({
        title: t.vacant(row.vacant, row.organisation_name),
        why: t.vacantWhy(row.titles),
        state: { shape: 'missing' as const, text: t.waits },
        action: { href: `/organisations/${row.organisation_id}`, text: t.fill },
      }));
    },
  }),
  // The rooms below have no contribution of their own: what happens there is told by this one.
  verbs: (language) => ({
    ...identityTexts(language).verbs,
    ...collaborationTexts(language).verbs,
    ...lastingTexts(language).verbs,
  }),
  told: (language) => {
    const t = collaborationTexts(language);
    const lasting = lastingTexts(language);
    return {
      fields: { ...identityTexts(language).told, ...t.told, ...lasting.told },
      words: {
        'project.relation': lasting.project.relation,
        'jointResult.kind': lasting.result.kind,
        'collaboration.follow_up_methods': t.followUp.methods,
        'collaboration.phase': t.phase.names,
        'collaboration.drivers': t.driver.names,
        'collaboration.ground_kind': t.ground.names,
        'collaboration.ladder_now': t.ladder.names,
        'collaboration.ladder_aim': t.ladder.names,
        'party.status': t.party.status,
        'party.relation': t.party.relation,
        'party.ambition': t.ladder.names,
        'party.role': t.party.roles,
        'function.function': t.party.function,
        'seat.level': identityTexts(language).seat.levels,
        'seat.kind': { holder: identityTexts(language).seat.holder, deputy: identityTexts(language).seat.deputy },
      },
    };
  },
});
