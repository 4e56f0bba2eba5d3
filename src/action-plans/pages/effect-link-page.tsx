import { collaborationTexts, EnteredNote, type EnteredRow } from '../../collaborations/index.ts';
import type { Children } from '../../platform/markup/jsx-runtime.ts';
import { Form, untouched, Version } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import type { EffectContestRow } from '../effect-queries.ts';
import { fromOf, toOf } from '../effects.ts';
import { contestEffects, preparePlan } from '../policy.ts';
import { type ContestedLink, type EffectRows, nodeAt } from '../reading-effects.ts';
import { answering, isOwnActivity } from '../reading-plan.ts';
import { planTexts } from '../texts.ts';
import { effectsOf, linkAddress, NameOfStep } from './effects-page.tsx';
import { type FormPage, Frame } from './form-frame.tsx';

/** Whose words a contest is: the party’s, or entered for it as long as it has not said it itself. */
export const isOpenToWrite = (before: EffectContestRow | undefined, isOwn: boolean): boolean =>
  isOwn || before === undefined || before.entered_by_organisation_id !== null;

function Contest(props: FormPage & { link: ContestedLink; contest: EffectContestRow; entered: Children }) {
  const { visit, of, link, contest: one } = props;
  const t = planTexts(of.language).effects.contest;
  const isOwn = isOwnActivity(of, one);
  const mayWrite = of.may(contestEffects, one.organisation_id) && isOpenToWrite(one, isOwn);
  const mayAnswer = of.may(preparePlan);
  return (
    <li>
      <div>
        <div class="title">{one.party_name}</div>
        <p class="lines">{one.reason}</p>
        {one.own_words ? <p class="lines">{one.own_words}</p> : null}
        <p class="small">{t.on(of.formats.date(one.contested_on))}</p>
        {props.entered}
        {one.answer ? (
          <div class="effect-answer">
            <p class="small">{one.answered_on ? t.answeredOn(of.formats.date(one.answered_on)) : ''}</p>
            <p class="lines">{one.answer}</p>
          </div>
        ) : null}
        {mayWrite || mayAnswer ? (
          <p class="actions no-print">
            {mayAnswer ? (
              <a href={`${effectsOf(of)}/contests/${one.id}/answer`} aria-label={t.answerOf(one.party_name)}>
                {one.answer ? t.answerChange : t.answerAct}
              </a>
            ) : null}
            {mayWrite ? (
              <>
                <a
                  href={`${linkAddress(of, link.id)}/contests/${one.party_id}`}
                  aria-label={`${t.change}: ${one.party_name}`}
                >
                  {t.change}
                </a>
                <Form token={visit.formToken()} action={`${effectsOf(of)}/contests/${one.id}/withdrawal`} inline>
                  <Version value={one.version} state={untouched} />
                  <button class="link-button" type="submit" aria-label={t.takeBackOf(one.party_name)}>
                    {t.takeBack}
                  </button>
                </Form>
              </>
            ) : null}
          </p>
        ) : null}
      </div>
      <State
        shape="waits"
        text={one.answer ? planTexts(of.language).effects.answered : planTexts(of.language).effects.contested}
      />
    </li>
  );
}

/** One link: from what to what, why one thinks so, and which parties do not. */
export function EffectLinkPage(
  props: FormPage & { rows: EffectRows; link: ContestedLink; entered: readonly EnteredRow[] },
) {
  const { visit, of, rows, link } = props;
  const all = planTexts(of.language);
  const t = all.effects;
  const [from, to] = [nodeAt(rows, fromOf(link)), nodeAt(rows, toOf(link))];
  const own = answering(rows.parties).find(({ organisation_id }) => organisation_id === of.user.organisation_id);
  const others = answering(rows.parties).filter(
    (party) =>
      party.id !== own?.id &&
      of.may(contestEffects, party.organisation_id) &&
      link.contests.every(({ party_id }) => party_id !== party.id),
  );
  const mayContest =
    own !== undefined &&
    of.may(contestEffects, own.organisation_id) &&
    link.contests.every(({ party_id }) => party_id !== own.id);
  const contestOf = (party: string): string => `${linkAddress(of, link.id)}/contests/${party}`;
  return (
    <>
      <Frame {...props} title={t.link.title} back={{ href: `${effectsOf(of)}`, text: t.title }} />
      <dl class="pairs ruled">
        <dt>{from ? t.layers[from.layer] : ''}</dt>
        <dd>{from ? <NameOfStep of={of} node={from} /> : null}</dd>
        <dt>{to ? t.layers[to.layer] : ''}</dt>
        <dd>{to ? <NameOfStep of={of} node={to} /> : null}</dd>
        <dt>{t.columns.because}</dt>
        <dd class="lines">{link.because}</dd>
        {link.evidence_grade ? (
          <>
            <dt>{t.columns.grade}</dt>
            <dd>{all.grades[link.evidence_grade]}</dd>
          </>
        ) : null}
        {link.evidence_source ? (
          <>
            <dt>{t.columns.source}</dt>
            <dd class="lines">{link.evidence_source}</dd>
          </>
        ) : null}
      </dl>
      {of.may(preparePlan) ? (
        <p class="actions no-print">
          <a href={`${linkAddress(of, link.id)}/edit`}>{t.link.edit}</a>
        </p>
      ) : null}
      {of.collaboration.example === 'real' ? null : (
        <Section heading={t.contest.heading} id="contests">
          {link.contests.length === 0 ? <p class="section-lead">{t.contest.none}</p> : null}
          <ul class="rows">
            {link.contests.map((one) => {
              const row = props.entered.find(({ subject_id }) => subject_id === one.id);
              return (
                <Contest
                  key={one.id}
                  visit={visit}
                  of={of}
                  state={props.state}
                  link={link}
                  contest={one}
                  entered={
                    row ? (
                      <p>
                        <EnteredNote
                          entered={row}
                          party={one.party_name}
                          texts={collaborationTexts(of.language)}
                          formats={of.formats}
                        />
                      </p>
                    ) : null
                  }
                />
              );
            })}
          </ul>
          {mayContest ? (
            <p class="actions no-print">
              <a class="button second" href={contestOf(own.id)}>
                {t.contest.own}
              </a>
            </p>
          ) : null}
          {others.length > 0 ? (
            <details class="no-print">
              <summary>{t.contest.enterFor}</summary>
              <ul class="plain-list">
                {others.map((party) => (
                  <li key={party.id}>
                    <a href={contestOf(party.id)}>{party.name}</a>
                  </li>
                ))}
              </ul>
            </details>
          ) : null}
        </Section>
      )}
    </>
  );
}
