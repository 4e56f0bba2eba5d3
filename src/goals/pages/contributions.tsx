import {
  collaborationTexts,
  EnteredNote,
  type EnteredRow,
  type PartyRow,
  type Reading,
  type Said,
  takesPart,
} from '../../collaborations/index.ts';
import { speaksFor } from '../../identity/index.ts';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { contributionWords } from '../contribution-words.ts';
import { answerGoals } from '../policy.ts';
import type { ContributionRow, GoalRow } from '../queries.ts';
import { goalTexts } from '../texts.ts';
import { ContributionShape } from './contribution-shape.tsx';

/** The words of an answer, with what makes it checkable. */
export function ContributionWords(props: { contribution: ContributionRow; of: Reading }) {
  const { kind, text, behind } = contributionWords(props.contribution, props.of);
  return (
    <>
      <span class="tone-quiet">{kind}</span>
      <div>{text}</div>
      {behind ? <p>{behind}</p> : null}
    </>
  );
}

/** What parties had promised that are in no longer, and what becomes of it. */
function OfThoseWhoLeft(props: {
  readonly of: Reading;
  readonly goal: GoalRow;
  readonly contributions: readonly ContributionRow[];
  readonly parties: readonly PartyRow[];
}) {
  const { of, goal } = props;
  const t = goalTexts(of.language).contribution;
  const nameOf = (id: string | null) => props.parties.find((party) => party.id === id)?.name ?? '';
  const left = props.contributions.flatMap((one) => {
    const { after_leaving } = one;
    return one.goal_id === goal.id && after_leaving !== null ? [{ ...one, after_leaving }] : [];
  });
  if (left.length === 0) return null;
  return (
    <>
      <h3 class="section-lead">{t.ofThoseWhoLeft}</h3>
      <ul class="rows">
        {left.map((one) => (
          <li key={one.id}>
            <div>
              <div class="title">{nameOf(one.party_id)}</div>
              <ContributionWords contribution={one} of={of} />
            </div>
            <State
              shape={
                one.after_leaving === 'unsettled' ? 'missing' : one.after_leaving === 'ends' ? 'stoodAside' : 'done'
              }
              text={
                one.after_leaving === 'isTakenOver'
                  ? t.takenOver(nameOf(one.taken_over_by_party_id))
                  : t.afterLeaving[one.after_leaving]
              }
            />
          </li>
        ))}
      </ul>
    </>
  );
}

export function Contributions(props: {
  readonly of: Reading;
  readonly goal: GoalRow;
  readonly contributions: readonly ContributionRow[];
  readonly parties: readonly PartyRow[];
  readonly entered: readonly EnteredRow[];
  readonly said: Pick<Said, 'beside'>;
}) {
  const { of, goal, contributions } = props;
  const { language, formats, collaboration, user } = of;
  const t = goalTexts(language);
  const asked = props.parties.filter((party) => takesPart(party.status));
  const isReal = collaboration.example === 'real';
  const speaks = of.may(answerGoals) && speaksFor(user, collaboration.id, user.organisation_id);
  const own = asked.filter((party) => party.organisation_id === user.organisation_id);
  const ordered = [...own, ...asked.filter((party) => !own.includes(party))];
  const answered = asked.filter((party) =>
    contributions.some((one) => one.party_id === party.id && one.goal_id === goal.id),
  );
  return (
    <Section
      heading={t.goal.contributions}
      id="contributions"
      beside={isReal ? null : t.goal.answered(answered.length, asked.length)}
    >
      {isReal ? <p class="small section-lead">{t.goal.contributionsUnknown}</p> : null}
      {isReal ? null : (
        <ul class="rows">
          {ordered.map((party) => {
            const contribution = contributions.find((one) => one.party_id === party.id && one.goal_id === goal.id);
            const isOwn = own.includes(party);
            const entered = props.entered.find(
              (one) => one.subject_type === 'contribution' && one.subject_id === contribution?.id,
            );
            const here = `/collaborations/${collaboration.id}/goals/${goal.id}/contributions/${party.id}`;
            return (
              <li key={party.id} class={isOwn ? 'contribution own-row' : 'contribution'}>
                <ContributionShape form={contribution?.form} />
                <div class="title">
                  {party.name}
                  {isOwn ? ` (${t.gridPage.we})` : ''}
                </div>
                <div>
                  {contribution ? (
                    <>
                      <ContributionWords contribution={contribution} of={of} />
                      {props.said.beside(contribution.id).map((word) => (
                        <p>{word}</p>
                      ))}
                      {entered ? (
                        <EnteredNote
                          entered={entered}
                          party={party.name}
                          texts={collaborationTexts(language)}
                          formats={formats}
                        />
                      ) : null}
                    </>
                  ) : (
                    <p>{t.contribution.notAnswered}</p>
                  )}
                </div>
                {speaks && isOwn ? (
                  <a class={contribution ? 'small-link' : 'button slim'} href={here}>
                    {contribution ? t.contribution.change : t.contribution.answer}
                  </a>
                ) : of.may(answerGoals, party.organisation_id) ? (
                  <a class="small-link" href={here}>
                    {t.contribution.enter}
                  </a>
                ) : null}
              </li>
            );
          })}
        </ul>
      )}
      <OfThoseWhoLeft {...props} />
    </Section>
  );
}
