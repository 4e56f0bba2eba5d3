import { TakeAway } from '../../ui/picture.tsx';
import { Scroll, Section } from '../../ui/section.tsx';
import { orderOfTalk, overAllQuestions, type QuestionDistance } from '../distance.ts';
import { type Exercise, nameOf, questionOf } from '../reading-exercise.ts';
import { surveyTexts } from '../texts.ts';
import { DistanceDrawing, sayDistance } from './distance-drawing.tsx';

const mostPairs = 3;

/** Whom the largest distance of a question concerns. */
export function sayFarthest(exercise: Exercise, measured: QuestionDistance): string {
  const { language, formats } = exercise.of;
  const t = surveyTexts(language).talk;
  if (measured.distance === null) return t.noDistance;
  if (measured.farthest.length === 0) return t.agreed;
  const named = measured.farthest
    .slice(0, mostPairs)
    .map((pair) => t.pair(nameOf(exercise, pair.one), nameOf(exercise, pair.other)));
  const more = measured.farthest.length - named.length;
  return t.concerns(formats.list([...named, ...(more > 0 ? [t.morePairs(more)] : [])]));
}

/** The finding, for lead and picture. */
export function sayDistances(exercise: Exercise): string {
  const { language, formats } = exercise.of;
  const t = surveyTexts(language).distance;
  const [first] = orderOfTalk(exercise.measured);
  if (!first || first.distance === null) return t.leadNone;
  if (first.distance === 0) return t.leadSame;
  return t.lead(questionOf(exercise, first.question)?.text[language] ?? '', sayDistance(first.distance, formats));
}

/** What must be known to read the picture; goes with it. */
export function notesOfDistance(exercise: Exercise): readonly string[] {
  const { language, formats } = exercise.of;
  const t = surveyTexts(language).distance;
  return [
    t.definition,
    ...exercise.measured
      .filter((one) => one.uncounted > 0)
      .map((one) => t.uncounted(one.uncounted, questionOf(exercise, one.question)?.text[language] ?? '')),
    ...(exercise.answers.some((one) => one.is_open && one.answer === 'notKnownYet') ? [t.unknown] : []),
    t.source(formats.date(exercise.row.opened_at)),
  ];
}

export function DistanceSection(props: { exercise: Exercise; here: string }) {
  const { exercise, here } = props;
  const { of, measured, parties, own, instrument } = exercise;
  const { language, formats } = of;
  const t = surveyTexts(language).distance;
  return (
    <Section heading={t.heading} main id="distance">
      <p class="section-lead">{sayDistances(exercise)}</p>
      <figure class="distance-figure">
        <DistanceDrawing exercise={exercise} size="wide" />
        <DistanceDrawing exercise={exercise} size="narrow" />
        <figcaption class="source">
          {notesOfDistance(exercise).map((note) => (
            <p key={note}>{note}</p>
          ))}
        </figcaption>
      </figure>
      <TakeAway href={`${here}/picture`} text={t.takeAway} title={t.heading} />
      <details class="chart-table">
        <summary>{t.asTable}</summary>
        <Scroll label={t.tableCaption}>
          <table>
            <caption class="visually-hidden">{t.tableCaption}</caption>
            <thead>
              <tr>
                <th scope="col">{t.question}</th>
                <th scope="col" class="number">
                  {t.wholeColumn}
                </th>
                {parties.map((party) => (
                  <th key={party.party_id} scope="col" class="number">
                    {party.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {instrument.questions.map((question, at) => (
                <tr key={question.key}>
                  <th scope="row">{question.text[language]}</th>
                  <td class="number">{sayDistance(measured[at]?.distance ?? null, formats)}</td>
                  {parties.map((party) => (
                    <td key={party.party_id} class="number">
                      {sayDistance(measured[at]?.byParty.get(party.party_id) ?? null, formats)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </details>
      <h3>{t.matrix}</h3>
      <p class="small">{t.matrixLead}</p>
      <Scroll label={t.matrix}>
        <table class="pair-matrix">
          <caption class="visually-hidden">{t.matrix}</caption>
          <thead>
            <tr>
              <th scope="col">{t.party}</th>
              {parties.map((party, at) => (
                <th key={party.party_id} scope="col" class="number">
                  {at + 1}
                  <span class="visually-hidden"> {party.name}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <PairRows exercise={exercise} own={own?.party_id} />
          </tbody>
        </table>
      </Scroll>
    </Section>
  );
}

function PairRows(props: { exercise: Exercise; own: string | undefined }) {
  const { exercise } = props;
  const { parties, of } = exercise;
  const between = new Map(
    overAllQuestions(exercise.measured).flatMap(({ one, other, distance }) => [
      [`${one} ${other}`, distance] as const,
      [`${other} ${one}`, distance] as const,
    ]),
  );
  return (
    <>
      {parties.map((party, at) => (
        <tr key={party.party_id} class={party.party_id === props.own ? 'own-row' : undefined}>
          <th scope="row">
            {at + 1} {party.name}
          </th>
          {parties.map((other) => {
            const distance = between.get(`${party.party_id} ${other.party_id}`) ?? null;
            const isSelf = other.party_id === party.party_id;
            const step = distance === null ? 0 : Math.min(4, Math.floor(distance * 4) + 1);
            return (
              <td key={other.party_id} class={`number pair-step-${isSelf ? 0 : step}`}>
                {isSelf ? '' : sayDistance(distance, of.formats)}
              </td>
            );
          })}
        </tr>
      ))}
    </>
  );
}

export function sayChange(before: number | null, now: number | null, exercise: Exercise): string {
  const { language, formats } = exercise.of;
  const t = surveyTexts(language).distance;
  if (before === null || now === null) return t.notComparable;
  const said = formats.number(Math.abs(now - before), 2);
  if (Number(Math.abs(now - before).toFixed(2)) === 0) return t.same;
  return now < before ? t.closer(said) : t.farther(said);
}

/** The distance in each question then and now. */
export function ComparedSection(props: { exercise: Exercise }) {
  const { exercise } = props;
  const { compared, of } = exercise;
  if (!compared) return null;
  const t = surveyTexts(of.language).distance;
  return (
    <Section heading={t.compared} unruled>
      <p class="section-lead">{t.comparedLead(compared.name)}</p>
      <Scroll label={t.compared}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.question}</th>
              <th scope="col" class="number">
                {t.before}
              </th>
              <th scope="col" class="number">
                {t.now}
              </th>
              <th scope="col">{t.change}</th>
            </tr>
          </thead>
          <tbody>
            {compared.questions.map(({ question, before, now }) => (
              <tr key={question.key}>
                <th scope="row">{question.text[of.language]}</th>
                <td class="number">{sayDistance(before, of.formats)}</td>
                <td class="number">{sayDistance(now, of.formats)}</td>
                <td>{sayChange(before, now, exercise)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Section>
  );
}
