import { indicatorTexts, type LadderRung, type RungAnswer } from '../../indicators/index.ts';
import type { Children } from '../../platform/markup/jsx-runtime.ts';
import type { Language } from '../../platform/texts.ts';
import { type Shape, State } from '../../ui/state.tsx';
import { topmostFirst } from '../ladder-of-goal.ts';

/** How each answer on a rung looks wherever it stands. Not shown is an answer, never an error. */
export const answerShapes: Readonly<Record<RungAnswer, Shape>> = {
  yes: 'done',
  notShown: 'stoodAside',
  tooEarly: 'tooEarly',
  notExamined: 'notStarted',
  notKnown: 'notAnswered',
};

/** The rungs of a claim, topmost first: what each asks, its answer, and what the answer rests on. */
export function ClaimStairs(props: {
  language: Language;
  answers: Readonly<Record<LadderRung, RungAnswer>>;
  evidence: Readonly<Record<LadderRung, string>>;
  /** Stands on the lowest rung in place of its evidence: who has told what they did. */
  told?: Children;
}) {
  const t = indicatorTexts(props.language);
  return (
    <ol class="claim-stairs">
      {topmostFirst.map((rung) => {
        const answer = props.answers[rung];
        return (
          <li key={rung} class={answer === 'yes' ? 'holds' : undefined}>
            <div>
              <h3>{t.rung[rung]}</h3>
              {rung === 'a' && props.told ? props.told : <p>{props.evidence[rung]}</p>}
            </div>
            <State shape={answerShapes[answer]} text={t.answer[answer]} />
          </li>
        );
      })}
    </ol>
  );
}
