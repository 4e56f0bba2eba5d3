import { identityTexts } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { functionsThatMayNotBeEmpty, type Ground, type PartyFunction } from './collaboration.ts';
import { prepareCollaboration, tellOfParty } from './policy.ts';
import { collaborationTexts } from './texts.ts';
import { contribute, type Reading } from './workspace.ts';

interface StandingRow {
  readonly functions: readonly PartyFunction[];
  readonly ground_kind: Ground | null;
  readonly functions_known_empty: readonly PartyFunction[];
  /** Of the others: parties that have not answered. */
  readonly invited: number;
  /** The reader's own party, where it is one of those who are asked. */
  readonly our_invitation: string | null;
  readonly vacant: number;
  readonly unconfirmed: number;
}

const readStanding = statement<StandingRow, [collaboration: string]>(`
  select c.ground_kind, c.functions_known_empty,
    array(select distinct f.function from party_function f where f.collaboration_id = $1 and f.ended_on is null) as functions,
    (select count(*)::integer from party p
     where p.collaboration_id = $1 and p.withdrawn_at is null and p.status = 'invited'
       and p.organisation_id is distinct from (select nullif(current_setting('armkrok.organisation', true), '')::uuid))
      as invited,
    (select p.id from party p
     where p.collaboration_id = $1 and p.withdrawn_at is null and p.status = 'invited'
       and p.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)) as our_invitation,
    count_vacant_seats(c.id) as vacant,
    (select count(*)::integer from entered_for_party e
     where e.collaboration_id = $1 and e.replaced_at is null and e.confirmed_at is null and e.corrected_at is null)
      as unconfirmed
  from collaboration c where c.id = $1`);

const base = (of: Reading): string => `/collaborations/${of.collaboration.id}`;

/** What collaborations itself says in a workspace. */
export const ownContribution = contribute<StandingRow>({
  question: (id) => readStanding(id),
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
    ];
  },
  waitsForUs: ([standing], of) => {
    if (!standing?.our_invitation || !of.may(tellOfParty, of.user.organisation_id ?? undefined)) return [];
    const t = collaborationTexts(of.language).gaps;
    return [
      {
        title: t.ourInvitation,
        why: t.ourInvitationWhy,
        state: { shape: 'waits' as const, text: t.yourAnswer },
        action: { href: `${base(of)}/parties/${standing.our_invitation}/edit`, text: t.answerInvitation },
      },
    ];
  },
  weAwait: ([standing], of) => {
    if (!standing || of.collaboration.example === 'real') return [];
    const t = collaborationTexts(of.language).gaps;
    const awaits = (count: number, title: string, why: string) =>
      count > 0 ? [{ title, why, state: { shape: 'waits' as const, text: t.awaits(count) } }] : [];
    return [
      ...awaits(standing.invited, t.invited(standing.invited), t.invitedWhy),
      ...awaits(standing.unconfirmed, t.statements(standing.unconfirmed), t.statementsWhy),
    ];
  },
  // The rooms below have no contribution of their own: what happens there is told by this one.
  verbs: (language) => ({ ...identityTexts(language).verbs, ...collaborationTexts(language).verbs }),
  told: (language) => {
    const t = collaborationTexts(language);
    return {
      fields: { ...identityTexts(language).told, ...t.told },
      words: {
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
