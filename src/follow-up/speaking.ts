import { contribute } from '../collaborations/index.ts';
import { readStanding, type StandingRow } from './queries.ts';
import { stateOf } from './round.ts';
import { followUpTexts } from './texts.ts';

const day = 24 * 3600_000;

/** What follow-up says in a workspace: that it is our turn, and that others are waited for, never who. */
export const followUpInWorkspace = contribute<StandingRow>({
  question: (id) => readStanding(id),
  menu: ([round], of) => {
    const t = followUpTexts(of.language);
    const speaks = of.user.represents.includes(of.collaboration.id);
    return [
      {
        path: 'follow-up',
        text: t.title,
        place: 40,
        ...(round?.own_waiting && speaks ? { state: { shape: 'waits' as const, text: t.yourTurn } } : {}),
      },
    ];
  },
  waitsForUs: ([round], of) => {
    if (!round?.own_waiting || !of.user.represents.includes(of.collaboration.id)) return [];
    const t = followUpTexts(of.language).gaps;
    const late = Math.ceil((of.now.getTime() - new Date(round.deadline_at).getTime()) / day);
    return [
      {
        title: t.ours(round.name),
        why: t.oursWhy,
        state:
          late > 0
            ? { shape: 'missed', text: t.late(late) }
            : { shape: 'waits', text: t.until(of.formats.dayAndMonth(round.deadline_on)) },
        action: { href: `/collaborations/${of.collaboration.id}/follow-up/${round.id}`, text: t.write },
      },
    ];
  },
  weAwait: ([round], of) => {
    const others = round ? round.waiting - (round.own_waiting ? 1 : 0) : 0;
    if (!round || others <= 0) return [];
    const t = followUpTexts(of.language);
    return [
      {
        title: t.gaps.others(round.name),
        why:
          stateOf(round, of.now) === 'answering'
            ? t.gaps.othersWhy(of.formats.dayAndMonth(round.deadline_on))
            : t.deadline(of.formats.dayAndMonth(round.deadline_on)),
        state: { shape: 'waits', text: t.waits(others) },
      },
    ];
  },
  verbs: (language) => followUpTexts(language).verbs,
});
