import { contribute, isLed, type KeyLine, type Reading, standingStatement } from '../collaborations/index.ts';
import { dayOf, speaksFor } from '../identity/index.ts';
import {
  afterwardsTexts,
  atHome,
  daysToRenewal,
  type Leaving,
  renewalDueOn,
  renewalReminders,
  toKnow,
  toSettle,
} from './afterwards/index.ts';
import { leaveAgreement } from './afterwards/policy.ts';
import { expectedClauses } from './agreement.ts';
import { decidingTexts } from './deciding/texts.ts';
import { answerAgreements, writeAgreements } from './policy.ts';
import { signAgreements, signatureTexts } from './signatures/index.ts';
import { agreementTexts } from './texts.ts';

interface StandingRow {
  readonly id: string;
  readonly title: string;
  readonly number: number;
  readonly is_draft: boolean;
  readonly is_sent: boolean;
  readonly clauses: number;
  readonly objections: number;
  /** Parties that have not said anything yet, and whether the reader’s own is one of them. */
  readonly silent: number;
  readonly is_ours: boolean;
  readonly due_on: string | null;
  /** Settled and not yet in force or replaced: parties that have yet to decide, and what the reader's own has said of when. */
  readonly undecided: number;
  readonly our_party_id: string | null;
  readonly our_instance: string;
  readonly our_planned_on: string | null;
  readonly our_planned_note: string;
  /** Places of parties that have decided on the newest settled text and where no signature stands yet. */
  readonly unsigned: number;
  /** One of them where the reader may sign now. */
  readonly our_place: string | null;
  readonly our_seat: string | null;
  /** Of the version in force. */
  readonly in_force_number: number | null;
  readonly in_force_from: string | null;
  readonly in_force_ends_on: string | null;
  readonly is_under_another: boolean;
  readonly is_decided_on: boolean;
  readonly renews_by_months: number | null;
  readonly notice_months: number | null;
  /** The parties of the version in force that have not left it. */
  readonly stays: readonly string[];
  readonly leaving: readonly Leaving[];
}

// The newest version of each agreement: what is written or read now is always that one.
const readStanding = standingStatement<StandingRow>(
  `
  select a.id, a.title, v.number, v.locked_at is null as is_draft, v.sent_at is not null and v.locked_at is null as is_sent,
    (select count(distinct c.kind)::integer from clause c
     where c.collaboration_id = $1 and c.agreement_version_id = v.id and c.withdrawn_at is null and c.kind <> 'other')
      as clauses,
    said.objections, said.silent, said.is_ours, v.answers_due_on::text as due_on, said.undecided, ours.party_id as our_party_id,
    coalesce(ours.instance, '') as our_instance, ours.planned_on::text as our_planned_on,
    coalesce(ours.planned_note, '') as our_planned_note, signing.unsigned, signing.our_place, signing.our_seat,
    f.number as in_force_number, f.entered_into_force_on::text as in_force_from, f.ends_on::text as in_force_ends_on,
    a.main_agreement_id is not null as is_under_another, v.is_decided_on, f.renews_by_months, f.notice_months, gone.leaving,
    array(select ap.party_id from agreement_party ap
      where ap.collaboration_id = $1 and ap.agreement_version_id = f.id and ap.left_on is null and ap.withdrawn_at is null) as stays
  from agreement a
  cross join lateral (
    select w.id, w.number, w.sent_at, w.locked_at, w.answers_due_on, w.is_signed_in_order, w.replaced_on,
      w.locked_at is not null and w.replaced_on is null and a.ended_on is null and not a.is_taken_over
        and a.ground <> 'notYetFormal' as is_decided_on
    from agreement_version w
    where w.collaboration_id = $1 and w.agreement_id = a.id and w.withdrawn_at is null order by w.number desc limit 1) v
  cross join lateral (
    select count(*) filter (where ap.stance = 'objections')::integer as objections,
      count(*) filter (where ap.stance = 'reading')::integer as silent,
      coalesce(bool_or(ap.stance = 'reading'
        and ap.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)), false) as is_ours,
      count(*) filter (where v.is_decided_on and ap.decided_on is null and ap.stance <> 'declines' and ap.left_on is null
        and (a.adopting_party_id is null or a.adopting_party_id = ap.party_id))::integer as undecided
    from agreement_party ap
    where ap.collaboration_id = $1 and ap.agreement_version_id = v.id and ap.withdrawn_at is null) said
  left join agreement_party ours on ours.collaboration_id = $1 and ours.agreement_version_id = v.id and v.is_decided_on
    and ours.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
    and ours.decided_on is null and ours.stance <> 'declines' and ours.left_on is null and ours.withdrawn_at is null
    and (a.adopting_party_id is null or a.adopting_party_id = ours.party_id)
  cross join (select (nullif(current_setting('armkrok.at', true), '')::timestamptz at time zone 'Europe/Stockholm')::date
    as today) signing_day
  cross join lateral (
    select count(*)::integer as unsigned,
      (array_agg(sp.id order by sp.place, sp.id) filter (where own.seat_id is not null
        and (not v.is_signed_in_order or is_turn_to_sign($1, v.id, sp.party_id))))[1] as our_place,
      (array_agg(own.seat_id order by sp.place, sp.id) filter (where own.seat_id is not null
        and (not v.is_signed_in_order or is_turn_to_sign($1, v.id, sp.party_id))))[1] as our_seat
    from signatory_place sp
    left join lateral (
      select ss.seat_id from signatory_seat ss
      join seat on seat.organisation_id = ss.organisation_id and seat.id = ss.seat_id and seat.ended_on is null
      join seat_term t on t.organisation_id = ss.organisation_id and t.seat_id = ss.seat_id and t.began_on <= signing_day.today
        and (t.ended_on is null or t.ended_on > signing_day.today)
      where ss.collaboration_id = $1 and ss.signatory_place_id = sp.id and ss.withdrawn_at is null
        and ss.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
        and t.person_id = (select nullif(current_setting('armkrok.user', true), '')::uuid)
      order by t.kind desc, ss.seat_id limit 1) own on true
    join agreement_party ap on ap.collaboration_id = $1 and ap.agreement_version_id = v.id and ap.party_id = sp.party_id
      and ap.withdrawn_at is null and ap.outcome = 'approved'
    where sp.collaboration_id = $1 and sp.agreement_version_id = v.id and sp.withdrawn_at is null
      and v.locked_at is not null and v.replaced_on is null and a.ended_on is null
      and not exists (select from signature s where s.collaboration_id = $1 and s.signatory_place_id = sp.id)) signing
  left join agreement_version f on f.collaboration_id = $1 and f.agreement_id = a.id and f.entered_into_force_on is not null
    and f.replaced_on is null and f.withdrawn_at is null and a.ended_on is null
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'agreement', w.agreement_id, 'organisation', w.organisation_id,
        'name', o.name, 'leavesOn', w.leaves_on, 'isOver', w.carried_out_at is not null,
        'isSettled', w.money_text is not null, 'asks', asked.asks) order by w.leaves_on, w.id), '[]') as leaving
    from withdrawal w join organisation o on o.id = w.organisation_id
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'organisation', p.organisation_id, 'text', s.text,
          'isDeclined', t.id is not null) order by s.id), '[]') as asks
      from withdrawal_undertaking s join party p on p.collaboration_id = $1 and p.id = s.taken_over_by_party_id
      left join takeover_answer t on t.collaboration_id = $1 and t.withdrawal_undertaking_id = s.id
        and t.party_id = s.taken_over_by_party_id
      where s.collaboration_id = $1 and s.withdrawal_id = w.id and t.is_accepted is not true) asked
    where w.collaboration_id = $1 and w.agreement_id = a.id and w.taken_back_on is null
      and (w.carried_out_at is null or w.money_text is null or asked.asks <> '[]')) gone
  where a.collaboration_id = $1 and a.withdrawn_at is null order by a.created_at, a.id`,
  `said.is_ours or said.our_party_id is not null or said.our_place is not null or said.in_force_ends_on is not null
    or jsonb_array_length(said.leaving) > 0 or (said.is_sent and said.objections > 0) or ${isLed}`,
);

const base = (of: Reading): string => `/collaborations/${of.collaboration.id}`;
const isReal = (of: Reading): boolean => of.collaboration.example === 'real';
const isDue = (of: Reading): boolean => !['identify', 'close', 'notCollaboration'].includes(of.collaboration.phase);
/** The collaboration has been told to rest on a text, as one that lived before it came here. */
const isSaidToRestOnOne = ({ collaboration: { ground_kind: kind, ground_title: title } }: Reading): boolean =>
  Boolean(title) || (kind !== null && kind !== 'notYetFormal');
/** That text is not here. Whoever leads brings it, before anything else that is missing. */
const isToTakeOver = (rows: readonly StandingRow[], of: Reading): boolean =>
  rows.length === 0 &&
  isDue(of) &&
  isSaidToRestOnOne(of) &&
  of.user.leads.includes(of.collaboration.id) &&
  of.may(writeAgreements);
const missingOf = (row: StandingRow): number => (row.is_draft ? expectedClauses.length - row.clauses : 0);
const newest = (row: StandingRow): string => `agreements/${row.id}/versions/${row.number}`;

/** Of a text that is settled and not in force yet: what is still to be done first, as far as it is known. */
const stepOf = (row: StandingRow): 'decides' | 'signs' | 'decided' =>
  row.undecided > 0 ? 'decides' : row.unsigned > 0 ? 'signs' : 'decided';

/** What binds the parties now, since when and until when, and what is on its way to: one line for each that does either. */
function linesOfForce(rows: readonly StandingRow[], of: Reading): readonly KeyLine[] {
  if (isReal(of)) return [];
  const t = agreementTexts(of.language).overview;
  return rows
    .toSorted((a, b) => Number(a.is_under_another) - Number(b.is_under_another))
    .flatMap((row) => {
      const { in_force_from: from, in_force_ends_on: ends, in_force_number: number } = row;
      const isNewer = number === null || row.number > number;
      const comes = isNewer && row.is_decided_on ? t[stepOf(row)](row.number) : '';
      if (number === null || from === null) {
        const title = <a href={`${base(of)}/${newest(row)}`}>{row.title}</a>;
        return comes ? [{ term: t.notYet, said: [title, `. ${comes}`] }] : [];
      }
      const isOver = ends !== null && ends < dayOf(of.now) && row.renews_by_months === null;
      const until = isOver
        ? t.ended(of.formats.date(ends))
        : ends === null
          ? t.since(of.formats.date(from))
          : t.sinceUntil(of.formats.date(from), of.formats.date(ends), row.renews_by_months !== null);
      const newer = isNewer ? (row.is_sent ? t.read(row.number) : row.is_draft ? t.written(row.number) : comes) : '';
      const link = <a href={`${base(of)}/agreements/${row.id}/versions/${number}`}>{row.title}</a>;
      const next = newer ? [' ', <a href={`${base(of)}/${newest(row)}`}>{newer}</a>] : [];
      return [{ term: isOver ? t.over : t.inForce, said: [link, `, ${t.version(number)}, ${until}`, ...next] }];
    });
}

/** What agreements says in a workspace. Who has not answered is told without a name. */
export const agreementsInWorkspace = contribute<StandingRow>({
  question: (id) => readStanding(id),
  across: readStanding.across,
  menu: (rows, of) => {
    const t = agreementTexts(of.language);
    const silent =
      rows.filter((row) => row.is_sent).reduce((sum, row) => sum + row.silent, 0) +
      rows.reduce((sum, row) => sum + row.undecided, 0);
    const isMissing = rows.length === 0 && isDue(of);
    const state =
      isReal(of) || (!isMissing && silent === 0)
        ? {}
        : {
            state: isMissing
              ? { shape: 'missing' as const, text: t.gaps.menuMissing }
              : { shape: 'waits' as const, text: t.gaps.menuWaits(silent) },
          };
    return [{ path: 'agreements', text: t.title, place: 26, ...state }];
  },
  keyLines: (rows, of) => linesOfForce(rows, of),
  gaps: (rows, of) => {
    const t = agreementTexts(of.language).gaps;
    if (isReal(of)) return [];
    const act = (href: string, text: string) =>
      of.may(writeAgreements) ? { action: { href: `${base(of)}/${href}`, text } } : {};
    return [
      ...(rows.length === 0 && isDue(of) && !isToTakeOver(rows, of)
        ? [
            {
              shape: 'missing' as const,
              title: t.none,
              why: t.noneWhy,
              ...(isSaidToRestOnOne(of) ? act('agreements/take-over', t.takeOver) : act('agreements/new', t.write)),
            },
          ]
        : []),
      ...rows
        .filter((row) => missingOf(row) > 0)
        .map((row) => ({
          shape: 'missing' as const,
          title: t.clauses(missingOf(row), row.title),
          why: t.clausesWhy,
          ...act(newest(row), t.open),
        })),
    ];
  },
  waitsForUs: (rows, of) => {
    const t = agreementTexts(of.language).gaps;
    if (isReal(of)) return [];
    const speaks = of.may(answerAgreements) && speaksFor(of.user, of.collaboration.id, of.user.organisation_id);
    const objections = of.may(writeAgreements) ? rows.filter((row) => row.is_sent && row.objections > 0) : [];
    const signing = signatureTexts(of.language).waiting;
    return [
      ...(isToTakeOver(rows, of)
        ? [
            {
              title: t.takeOverTitle,
              why: t.takeOverWhy,
              state: { shape: 'missing' as const, text: t.menuMissing },
              action: { href: `${base(of)}/agreements/take-over`, text: t.takeOver },
            },
          ]
        : []),
      ...(of.may(signAgreements) ? rows : []).flatMap((row) =>
        row.our_place
          ? [
              {
                title: signing.ours,
                why: signing.oursWhy(row.title),
                seatId: row.our_seat ?? undefined,
                state: { shape: 'waits' as const, text: signing.forYou },
                action: { href: `${base(of)}/${newest(row)}/places/${row.our_place}/signature`, text: signing.sign },
              },
            ]
          : [],
      ),
      ...rows
        .filter((row) => speaks && row.is_sent && row.is_ours)
        .map((row) => ({
          title: t.answer(row.title),
          why: t.answerWhy,
          dueOn: row.due_on ?? undefined,
          state: {
            shape: 'waits' as const,
            text: row.due_on ? t.until(of.formats.dayAndMonth(row.due_on)) : t.read,
          },
          action: { href: `${base(of)}/${newest(row)}`, text: t.read },
        })),
      ...rows
        .filter((row) => speaks && row.our_party_id !== null)
        .map((row) => {
          const words = decidingTexts(of.language).gaps;
          const { our_planned_on: day, our_planned_note: note, our_instance: instance } = row;
          return {
            title: instance ? words.decide(instance) : words.decideUnknown,
            why: words.decideWhy(row.title),
            dueOn: day ?? undefined,
            state: {
              shape: 'waits' as const,
              text: day ? words.planned(of.formats.dayAndMonth(day)) : note ? words.planned(note) : words.notPlanned,
            },
            action: {
              href: `${base(of)}/${newest(row)}/parties/${row.our_party_id}/decision-draft`,
              text: words.draft,
            },
          };
        }),
      ...rows.flatMap((row) => {
        const words = afterwardsTexts(of.language).renewal;
        const term = {
          ends_on: row.in_force_ends_on,
          renews_by_months: row.renews_by_months,
          notice_months: row.notice_months,
        };
        const dueOn = speaks || of.may(writeAgreements) ? renewalDueOn(term) : null;
        const days = dueOn ? daysToRenewal(term, dayOf(of.now)) : null;
        return dueOn === null || days === null
          ? []
          : [
              {
                title: words.title,
                why: words.why,
                dueOn,
                remindedOn: renewalReminders(dueOn),
                state: { shape: 'waits' as const, text: words.left(days) },
                action: { href: `${base(of)}/agreements/${row.id}`, text: words.look },
              },
            ];
      }),
      ...rows.flatMap((row) => toSettle(row.leaving, of)),
      ...objections.map((row) => ({
        title: t.objections(row.objections),
        why: t.objectionsWhy,
        state: { shape: 'waits' as const, text: row.title },
        action: { href: `${base(of)}/${newest(row)}`, text: t.open },
      })),
    ];
  },
  weAwait: (rows, of) => {
    const t = agreementTexts(of.language).gaps;
    const silent = rows.filter((row) => row.is_sent).reduce((sum, row) => sum + row.silent - (row.is_ours ? 1 : 0), 0);
    if (isReal(of)) return [];
    const words = decidingTexts(of.language).gaps;
    const unsigned = rows.reduce((sum, row) => sum + row.unsigned - (row.our_place ? 1 : 0), 0);
    const signing = signatureTexts(of.language).waiting;
    if (isReal(of)) return [];
    return [
      ...rows.flatMap((row) => toKnow(row.leaving, of)),
      ...(silent > 0
        ? [{ title: t.weAwait, why: t.weAwaitWhy, state: { shape: 'waits' as const, text: t.awaits(silent) } }]
        : []),
      ...rows
        .map((row) => ({ row, others: row.undecided - (row.our_party_id === null ? 0 : 1) }))
        .filter(({ others }) => others > 0)
        .map(({ row, others }) => ({
          title: words.decisionsOn(row.title),
          why: words.awaitsWhy,
          state: { shape: 'waits' as const, text: words.awaits(others) },
          action: { href: `${base(of)}/${newest(row)}`, text: t.open },
        })),
      ...(unsigned > 0
        ? [
            {
              title: signing.others,
              why: signing.othersWhy,
              state: { shape: 'waits' as const, text: signing.count(unsigned) },
            },
          ]
        : []),
    ];
  },
  home: atHome,
  waysOut: (rows, of, party) => {
    const t = afterwardsTexts(of.language).afterwards;
    if (isReal(of) || !of.may(leaveAgreement, party.organisation_id)) return [];
    const isOwn = speaksFor(of.user, of.collaboration.id, party.organisation_id);
    return rows.flatMap((row) => {
      const here = `${base(of)}/agreements/${row.id}`;
      const given = row.leaving.find((one) => one.organisation === party.organisation_id);
      if (given) return [{ href: `${here}/withdrawals/${given.id}`, text: t.underWay(row.title) }];
      if (!row.stays.includes(party.id)) return [];
      return [
        {
          href: `${here}/parties/${party.id}/withdrawal`,
          text: (isOwn ? t.leaveThis : t.leaveThisFor)(row.title),
          help: t.leaveHelp,
        },
      ];
    });
  },
  verbs: (language) => ({ ...agreementTexts(language).verbs, ...afterwardsTexts(language).verbs }),
  // What was entered stands as facts in its own fields: the party's correction stands beside it, in the statement itself.
  correct: {
    subjectTypes: [
      'agreementParty',
      'signatoryPlaces',
      'stance',
      'signature',
      'comment',
      'withdrawal',
      'takeoverAnswer',
    ],
    carryOut: () => Promise.resolve(),
  },
  told: (language) => {
    const t = agreementTexts(language);
    return { fields: { ...t.told, ...afterwardsTexts(language).told }, words: {} };
  },
});
