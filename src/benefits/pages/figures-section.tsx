import { collaborationTexts, EnteredNote, type EnteredRow, type Reading } from '../../collaborations/index.ts';
import type { Visit } from '../../identity/index.ts';
import { Form, type FormState, Hidden, untouched, Version } from '../../ui/form.tsx';
import { Notice, Section } from '../../ui/section.tsx';
import { byYear } from '../benefit.ts';
import { registerBenefits } from '../policy.ts';
import type { BenefitRow, EstimateRow } from '../queries.ts';
import {
  type BenefitRows,
  estimatesToSee,
  isAnothers,
  isOwnBenefit,
  isToSee,
  speaksHere,
} from '../reading-benefits.ts';
import { benefitTexts } from '../texts.ts';
import { addressOf, baseOf, estimatesOf, isReal, nameOfParty, sayFigure, unitOf } from './benefit-lines.tsx';

/** One set of figures, year by year. */
function FiguresTable(props: { of: Reading; benefit: BenefitRow; estimate: EstimateRow; label: string }) {
  const { of, benefit } = props;
  const t = benefitTexts(of.language).figures;
  const say = (amount: bigint | null) => (amount === null ? '–' : sayFigure(amount, benefit, of));
  return (
    <table class="figures">
      <caption class="visually-hidden">{props.label}</caption>
      <thead>
        <tr>
          <th scope="col">{t.year}</th>
          <th scope="col" class="number">
            {t.expected}
          </th>
          <th scope="col" class="number">
            {t.realised}
          </th>
        </tr>
      </thead>
      <tbody>
        {byYear(props.estimate).map(({ year, expected, realised }) => (
          <tr key={year}>
            <th scope="row">{year}</th>
            <td class="number">{say(expected)}</td>
            <td class="number">{say(realised)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the benefit is worth: the party's own figures first, then what others have estimated, each by name. */
export function FiguresSection(props: {
  visit: Visit;
  of: Reading;
  benefit: BenefitRow;
  rows: BenefitRows;
  entered: readonly EnteredRow[];
  state: FormState;
}) {
  const { visit, of, benefit, rows } = props;
  const t = benefitTexts(of.language);
  const here = addressOf(of, benefit.id);
  const party = rows.parties.find(({ id }) => id === benefit.party_id);
  const estimates = estimatesOf(benefit, rows.estimates);
  const own = estimates.find(({ organisation_id }) => organisation_id === party?.organisation_id);
  const others = estimates.filter((one) => one !== own);
  const isOwn = isOwnBenefit(of, benefit, rows.parties);
  const toSee = estimatesToSee(of, benefit, rows);
  const speaks = speaksHere(of);
  const ours = estimates.find(({ organisation_id }) => organisation_id === of.user.organisation_id);
  const mayEnter =
    party !== undefined &&
    isAnothers(of, party) &&
    of.may(registerBenefits, party.organisation_id) &&
    (own === undefined || own.entered_by_organisation_id !== null);
  const unit = unitOf(benefit, of);
  const said = (one: EstimateRow) => {
    const note = props.entered.find(({ subject_id }) => subject_id === one.id);
    return (
      <>
        <FiguresTable
          of={of}
          benefit={benefit}
          estimate={one}
          label={one === own && party ? t.figures.own(party.name) : t.figures.estimatedBy(one.organisation_name)}
        />
        {one.reckoning ? (
          <p class="small">
            {t.figures.reckoning}: {one.reckoning}
          </p>
        ) : null}
        {one.own_words ? (
          <p>
            {t.page.ownWords}: {one.own_words}
          </p>
        ) : null}
        {note && party ? (
          <EnteredNote entered={note} party={party.name} texts={collaborationTexts(of.language)} formats={of.formats} />
        ) : null}
      </>
    );
  };
  return (
    <Section heading={t.figures.heading} id="figures" main>
      <p class="section-lead">
        {benefit.kind === 'economic' ? t.figures.kronor : unit ? t.figures.inUnit(unit) : t.figures.inWholes}
      </p>
      {estimates.length === 0 ? <p>{isReal(of) ? t.figures.sourceSays : t.figures.none}</p> : null}
      {own ? (
        <div class="figures-of">
          <h3>{t.figures.own(party?.name ?? '')}</h3>
          {said(own)}
        </div>
      ) : party && others.length > 0 ? (
        <p class="small">{t.figures.noneOwn(party.name)}</p>
      ) : null}
      {others.map((one) => (
        <div key={one.id} class="figures-of estimated">
          <h3>{t.figures.estimatedBy(one.organisation_name)}</h3>
          {said(one)}
          {one.is_visible || toSee.includes(one) ? null : (
            <p class="small">{t.figures.onlyTwo(nameOfParty(benefit.party_id, rows.parties), one.organisation_name)}</p>
          )}
          {toSee.includes(one) ? (
            <>
              {isToSee(of, benefit) ? null : <Notice waits>{t.seen.text(one.organisation_name)}</Notice>}
              <Form token={visit.formToken()} action={`${here}/acknowledgement`}>
                <Version value={benefit.version} state={props.state} />
                <Hidden name="estimate" value={one.id} />
                <Version value={one.version} state={props.state} of={one.id} />
                <p class="actions">
                  <button class="button" type="submit">
                    {t.seen.act}
                  </button>
                  <a href={`${here}/figures?from=${one.id}`}>{t.figures.answer}</a>
                </p>
              </Form>
            </>
          ) : null}
        </div>
      ))}
      <ul class="plain benefit-links no-print">
        {speaks && !(toSee.length > 0 && !own) ? (
          <li>
            <a class={estimates.length === 0 ? 'button' : undefined} href={`${here}/figures`}>
              {isOwn
                ? own
                  ? t.figures.change
                  : others.length > 0
                    ? t.figures.answer
                    : t.figures.say
                : ours
                  ? t.figures.changeEstimate
                  : t.figures.estimate}
            </a>
          </li>
        ) : null}
        {mayEnter && party ? (
          <li>
            <a href={`${here}/figures?for=party`}>{t.figures.enter(party.name)}</a>
          </li>
        ) : null}
        {benefit.kind === 'economic' && estimates.length > 0 ? (
          <li>
            <a href={`${baseOf(of)}/balance`}>{benefitTexts(of.language).balanceLink}</a>
          </li>
        ) : null}
        {speaks && ours ? (
          <li>
            <Form token={visit.formToken()} action={`${here}/figures/withdrawal`} inline>
              <Version value={ours.version} state={untouched} />
              <button class="link-button" type="submit" aria-label={t.figures.takeBackOf(ours.organisation_name)}>
                {t.figures.takeBack}
              </button>
            </Form>
          </li>
        ) : null}
      </ul>
    </Section>
  );
}
