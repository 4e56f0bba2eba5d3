import type { Reading, SaidInRound } from '../../collaborations/index.ts';
import { Blocks } from '../../ui/document-page.tsx';
import type { RoundBefore } from '../comparing.ts';
import { comparedBlocks, saidBlocks, toldBeside } from '../documents/compared.tsx';
import type { RoundGoalRow, RoundRow, RoundValueRow } from '../queries.ts';
import { followUpTexts } from '../texts.ts';
import type { UndertakingRow } from '../undertakings.ts';
import { roundsAt } from './round-parts.tsx';

/** What we said last time, what we did, what happened: two rounds beside each other. */
export function ComparedPage(props: {
  of: Reading;
  round: RoundRow;
  rounds: readonly RoundRow[];
  goals: readonly RoundGoalRow[];
  values: readonly RoundValueRow[];
  undertakings: readonly UndertakingRow[];
  before: RoundBefore | undefined;
  told: readonly SaidInRound[];
}) {
  const { of, round, before } = props;
  const t = followUpTexts(of.language);
  const here = `${roundsAt(of)}/${round.id}`;
  const others = props.rounds.filter((one) => one.opened_at < round.opened_at && one.id !== before?.round.id);
  const told = before ? toldBeside({ ...props, before }, props.told) : [];
  const texts = { showAsTable: t.report.showTable };
  return (
    <>
      <p class="trail">
        <a href={here}>{round.name}</a>
      </p>
      <h1>{before ? t.compared.titleWith(before.round.name) : t.compared.title}</h1>
      <p class="lead">{before ? t.compared.lead(before.round.name, round.name) : t.compared.none}</p>
      {others.length > 0 ? (
        <p class="small section-lead no-print">
          {t.compared.other}:{' '}
          {others.map((one, at) => (
            <span key={one.id}>
              {at > 0 ? ', ' : ''}
              <a href={`${here}/compared?with=${one.id}`}>{one.name}</a>
            </span>
          ))}
        </p>
      ) : null}
      {before ? (
        <div class="document-part">
          <Blocks
            texts={texts}
            blocks={[
              ...comparedBlocks({ ...props, before }, 2),
              ...(told.length > 0
                ? [{ kind: 'heading', level: 2, text: t.inRound.done } as const, ...saidBlocks(told, 3)]
                : []),
            ]}
          />
        </div>
      ) : null}
    </>
  );
}
