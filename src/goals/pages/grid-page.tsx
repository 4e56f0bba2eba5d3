import type { Reading } from '../../collaborations/index.ts';
import { identityTexts } from '../../identity/index.ts';
import { TakeAway } from '../../ui/picture.tsx';
import { Scroll } from '../../ui/section.tsx';
import { contributionForms } from '../goal.ts';
import type { Grid } from '../grid.ts';
import { goalTexts } from '../texts.ts';
import { ContributionShape } from './contribution-shape.tsx';

/** Who contributes what? Every party against every goal; made to be shown to a room. */
export function GridPage(props: { of: Reading; grid: Grid; coordinator: string | undefined }) {
  const { of } = props;
  const { goals, parties } = props.grid;
  const { collaboration, language, user } = of;
  const t = goalTexts(language);
  const base = `/collaborations/${collaboration.id}`;
  const isReal = collaboration.example === 'real';
  return (
    <>
      <header class="grid-heading">
        <h1>{t.gridPage.title}</h1>
        <ul class="grid-key">
          {contributionForms.map((form) => (
            <li key={form}>
              <ContributionShape form={form} /> {t.gridPage.longForms[form]}
            </li>
          ))}
          <li>
            <ContributionShape form={undefined} /> {isReal ? t.contribution.notKnown : t.contribution.notAnswered}
          </li>
        </ul>
      </header>
      {isReal && goals.length > 0 && parties.every(({ cells }) => cells.every(({ answer }) => !answer)) ? (
        <p class="lead">{t.goal.contributionsUnknown}</p>
      ) : goals.length === 0 ? (
        <p class="lead">{isReal ? t.gridPage.untold : t.gridPage.empty}</p>
      ) : (
        <>
          <Scroll label={t.gridPage.title}>
            <table class="grid">
              <thead>
                <tr>
                  <td />
                  {goals.map((goal, at) => (
                    <th scope="col" key={goal.id}>
                      <span class="tone-quiet">{at + 1}</span> <a href={`${base}/goals/${goal.id}`}>{goal.text}</a>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {parties.map(({ party, cells }) => {
                  const isOwn = party.organisation_id === user.organisation_id;
                  return (
                    <tr key={party.id} class={isOwn ? 'own-row' : undefined}>
                      <th scope="row">
                        {party.name}
                        {isOwn ? <div class="small">{t.gridPage.we}</div> : null}
                        {!isOwn && party.id === props.coordinator ? (
                          <div class="small">{t.gridPage.coordinates}</div>
                        ) : null}
                        {!(isOwn || isReal || party.has_seat) ? (
                          <div class="small">{t.gridPage.neverSignsIn}</div>
                        ) : null}
                      </th>
                      {cells.map(({ goal, answer, unconfirmedBy }) => {
                        return (
                          <td key={goal.id}>
                            <div class="grid-cell">
                              <ContributionShape form={answer?.form} />
                              <div>
                                {answer ? (
                                  answer.form === 'doesNotContribute' ? (
                                    <span class="tone-quiet">
                                      {t.forms.doesNotContribute}
                                      <span class="small grid-note">{answer.reason}</span>
                                    </span>
                                  ) : (
                                    <>
                                      <span class="visually-hidden">{t.forms[answer.form]}: </span>
                                      {answer.text}
                                    </>
                                  )
                                ) : (
                                  <span class="tone-quiet">
                                    {isReal ? t.contribution.notKnown : t.contribution.notAnswered}
                                  </span>
                                )}
                                {unconfirmedBy ? (
                                  <span class="small grid-note">{t.gridPage.notConfirmed(unconfirmedBy)}</span>
                                ) : null}
                              </div>
                            </div>
                          </td>
                        );
                      })}
                    </tr>
                  );
                })}
              </tbody>
              {isReal ? null : (
                <tfoot>
                  <tr>
                    <th scope="row" class="small">
                      {t.gridPage.answered}
                    </th>
                    {goals.map((goal, at) => (
                      <td key={goal.id} class="small">
                        {t.gridPage.of(parties.filter(({ cells }) => cells[at]?.answer).length, parties.length)}
                      </td>
                    ))}
                  </tr>
                </tfoot>
              )}
            </table>
          </Scroll>
          <TakeAway href={`${base}/grid`} text={identityTexts(language).frame.takeAway} title={t.gridPage.title} />
        </>
      )}
    </>
  );
}
