import { agreementTexts } from '../agreements/index.ts';
import { contribute, type Reading, speakForParty, type Waiting } from '../collaborations/index.ts';
import { outcomeWords } from '../groups/index.ts';
import { undertakingsInRound } from './in-round.tsx';
import { markableObservation } from './observing.ts';
import { decideRounds, speakInRounds } from './policy.ts';
import { readStanding, type StandingRow } from './queries.ts';
import { stateOf } from './round.ts';
import { followUpTexts } from './texts.ts';

const day = 24 * 3600_000;
const roundOf = (rows: readonly StandingRow[]): StandingRow | undefined => rows.find((row) => row.about === 'round');
const speaks = (of: Reading): boolean => of.may(speakForParty);
const at = (of: Reading, row: StandingRow): string => `/collaborations/${of.collaboration.id}/follow-up/${row.id}`;

/** Our lines in a light round, our readings in a full one. */
function ourAnswer(round: StandingRow, of: Reading): Waiting {
  const t = followUpTexts(of.language).gaps;
  const late = Math.ceil((of.now.getTime() - new Date(round.deadline_at).getTime()) / day);
  const isFull = round.kind === 'full';
  return {
    title: !isFull
      ? t.ours(round.name)
      : round.unread === 1
        ? t.ourReading(round.question ?? '')
        : t.ourReadings(round.unread, round.name),
    why: isFull ? t.readingWhy : t.oursWhy,
    dueOn: round.deadline_on,
    state:
      late > 0
        ? { shape: 'missed', text: t.late(late) }
        : { shape: 'waits', text: t.until(of.formats.dayAndMonth(round.deadline_on)) },
    action: {
      href: isFull ? `${at(of, round)}/deviations/${round.deviation}/readings/${round.own_party}` : at(of, round),
      text: t.write,
    },
  };
}

/** The joint report has been written, and we have not said where we stand. */
function ourPosition(row: StandingRow, of: Reading): Waiting {
  const t = followUpTexts(of.language).gaps;
  return {
    title: t.position(row.name),
    why: t.positionWhy,
    state: { shape: 'notAnswered', text: t.positionWaits },
    action: { href: `${at(of, row)}/report#own-position`, text: t.takePosition },
  };
}

function ourPackage(row: StandingRow, of: Reading): Waiting {
  const t = followUpTexts(of.language).gaps;
  const action = { href: `${at(of, row)}/packages/${row.package_id}`, text: t.openPackage };
  if (row.is_decided)
    return {
      title: t.settlePackage(row.name),
      why: t.settlePackageWhy,
      state: { shape: 'waits', text: t.settleWaits },
      action,
    };
  return row.is_received
    ? {
        title: t.decidePackage(row.name),
        why: t.decidePackageWhy,
        dueOn: row.deadline_on,
        state: { shape: 'waits', text: t.plannedFor(of.formats.date(row.deadline_on)) },
        action,
      }
    : {
        title: t.receivePackage(row.name),
        why: t.receivePackageWhy,
        state: { shape: 'waits', text: t.packageWaits },
        action,
      };
}

/** What we have promised, and have not told the round about. */
function ourUndertakings(row: StandingRow, of: Reading): Waiting {
  const t = followUpTexts(of.language).gaps;
  return {
    title: t.undertakings(row.waiting, row.name),
    why: t.undertakingsWhy,
    dueOn: row.deadline_on,
    state: { shape: 'waits', text: t.until(of.formats.dayAndMonth(row.deadline_on)) },
    action: { href: `${at(of, row)}/undertakings/${row.own_party}`, text: t.answerUndertakings },
  };
}

/** The next round, as often as the agreement in force says. */
function nextRound(row: StandingRow, of: Reading): Waiting {
  const t = followUpTexts(of.language).gaps;
  const every = agreementTexts(of.language).page.every(row.waiting);
  return {
    title: t.due,
    why: t.dueWhy(row.name, every, row.question ? of.formats.date(row.question) : null),
    dueOn: row.deadline_on,
    state: { shape: 'waits', text: t.until(of.formats.date(row.deadline_on)) },
    action: { href: `/collaborations/${of.collaboration.id}/follow-up/new`, text: t.openNext },
  };
}

/** What follow-up says in a workspace: that it is our turn, and that others are waited for, never who. */
export const followUpInWorkspace = contribute<StandingRow>({
  question: (id) => readStanding(id),
  across: readStanding.across,
  menu: (rows, of) => {
    const t = followUpTexts(of.language);
    const isOurs =
      (roundOf(rows)?.own_waiting && of.may(speakInRounds)) ||
      rows.some((row) => row.about !== 'round' && row.about !== 'packages');
    return [
      {
        path: 'follow-up',
        text: t.title,
        place: 40,
        ...(isOurs && speaks(of) ? { state: { shape: 'waits' as const, text: t.yourTurn } } : {}),
      },
    ];
  },
  waitsForUs: (rows, of) => {
    if (!speaks(of)) return [];
    const round = roundOf(rows);
    return [
      ...(round?.own_waiting && of.may(speakInRounds) ? [ourAnswer(round, of)] : []),
      ...(of.may(speakInRounds) ? rows.filter((row) => row.about === 'position') : []).map((row) =>
        ourPosition(row, of),
      ),
      ...(of.may(speakInRounds) ? rows.filter((row) => row.about === 'undertakings') : []).map((row) =>
        ourUndertakings(row, of),
      ),
      ...rows.filter((row) => row.about === 'package').map((row) => ourPackage(row, of)),
      ...(of.may(decideRounds) ? rows.filter((row) => row.about === 'due') : []).map((row) => nextRound(row, of)),
    ];
  },
  weAwait: (rows, of) => {
    const t = followUpTexts(of.language);
    const packages = rows
      .filter((row) => row.about === 'packages')
      .map((row) => ({
        title: t.gaps.packages(row.name),
        why: t.gaps.packagesWhy,
        state: { shape: 'waits' as const, text: t.waits(row.waiting) },
        action: { href: `${at(of, row)}/packages`, text: t.gaps.openPackage },
      }));
    const round = roundOf(rows);
    const others = round ? round.waiting - (round.own_waiting ? 1 : 0) : 0;
    if (!round || others <= 0) return packages;
    const until = of.formats.dayAndMonth(round.deadline_on);
    return [
      {
        title: round.kind === 'full' ? t.gaps.readings(round.name) : t.gaps.others(round.name),
        why: stateOf(round, of.now) === 'answering' ? t.gaps.othersWhy(until) : t.deadline(until),
        state: { shape: 'waits', text: t.waits(others) },
        action: { href: at(of, round), text: t.gaps.openPackage },
      },
      ...packages,
    ];
  },
  markable: [markableObservation],
  round: undertakingsInRound,
  verbs: (language) => followUpTexts(language).verbs,
  told: (language) => {
    const t = followUpTexts(language);
    return { fields: t.told, words: { 'report.position': outcomeWords(language).positions } };
  },
});
