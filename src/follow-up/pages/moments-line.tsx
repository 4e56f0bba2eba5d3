import type { PartyRow, Reading } from '../../collaborations/index.ts';
import { StepList } from '../../ui/line.tsx';
import type { MomentRow } from '../queries.ts';
import { type Moment, moments } from '../round.ts';
import { followUpTexts } from '../texts.ts';

/** The five moments of a full round: where it stands, when each is planned, and which party answers for it. */
export function MomentsLine(props: {
  of: Reading;
  at: Moment | null;
  planned: readonly MomentRow[];
  parties: readonly PartyRow[];
}) {
  const { of, at } = props;
  const t = followUpTexts(of.language);
  const here = at === null ? moments.length : moments.indexOf(at);
  return (
    <StepList
      label={at === null ? t.full.momentsDone : t.full.momentsLabel(t.moments[at])}
      words={{ done: t.full.standing.done, here: t.full.standing.here, ahead: t.full.standing.ahead }}
      steps={moments.map((moment, place) => {
        const plan = props.planned.find((one) => one.moment === moment);
        const owner = props.parties.find((party) => party.id === plan?.owner_party_id);
        const day = (date: string) => of.formats.dayAndMonth(date);
        return {
          name: t.moments[moment],
          standing: place < here ? 'done' : place === here ? 'here' : 'ahead',
          detail: plan ? (
            <>
              {plan.starts_on === plan.ends_on
                ? day(plan.starts_on)
                : t.full.dates(day(plan.starts_on), day(plan.ends_on))}
              {owner ? <br /> : null}
              {owner?.name}
            </>
          ) : undefined,
        };
      })}
    />
  );
}
