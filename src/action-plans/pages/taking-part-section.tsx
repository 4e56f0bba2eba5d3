import type { Reading } from '../../collaborations/index.ts';
import { sayHours, sayKronor } from '../../financing/index.ts';
import type { Visit } from '../../identity/index.ts';
import type { Children } from '../../platform/markup/jsx-runtime.ts';
import { Form, type FormState, Hidden, Select, untouched, Version } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { planActivities } from '../policy.ts';
import type { ActivityPartyRow, ActivityRow } from '../queries.ts';
import { answering, isOwnActivity, type PlanRows } from '../reading-plan.ts';
import { planTexts } from '../texts.ts';
import { addressOf, baseOf } from './activity-lines.tsx';

/** Money and time, in words; empty where neither is said. */
export function sayResources(minutes: string | null, amount: string | null, of: Reading): string {
  const t = planTexts(of.language).activity;
  return [
    minutes === null ? '' : t.hours(sayHours(BigInt(minutes), of.formats)),
    amount === null ? '' : t.kronor(sayKronor(BigInt(amount), of.formats)),
  ]
    .filter(Boolean)
    .join(', ');
}

export function TakingPart(props: {
  visit: Visit;
  of: Reading;
  activity: ActivityRow;
  rows: PlanRows;
  entered: (id: string, party: string) => Children;
  mayAsk: boolean;
  state: FormState;
}) {
  const { visit, of, activity, rows, state } = props;
  const t = planTexts(of.language).takingPart;
  const here = `${addressOf(of, activity.id)}/parties`;
  const taking = rows.taking.filter(({ activity_id }) => activity_id === activity.id);
  const left = answering(rows.parties).filter(
    ({ id }) => id !== activity.party_id && !taking.some(({ party_id }) => party_id === id),
  );
  const own = left.find(
    ({ organisation_id }) =>
      organisation_id === of.user.organisation_id &&
      isOwnActivity(of, { ...activity, party_id: 'own', organisation_id }),
  );
  const stateOf = (one: ActivityPartyRow) =>
    one.answer === 'takesPart' ? (
      <State shape="done" text={t.takesPart} />
    ) : one.answer === 'declines' ? (
      <State shape="stoodAside" text={t.declines} />
    ) : (
      <State shape="notAnswered" text={t.notAnswered} />
    );
  if (of.collaboration.example === 'real' && taking.length === 0) return null;
  return (
    <Section heading={t.heading} id="parties">
      <p class="section-lead">{t.lead}</p>
      {taking.length === 0 ? <p class="small">{t.none}</p> : null}
      <ul class="rows">
        {taking.map((one) => {
          const isOwn = isOwnActivity(of, one);
          const mayAnswer =
            of.may(planActivities, one.organisation_id) &&
            (isOwn || one.answer === null || one.entered_by_organisation_id !== null);
          return (
            <li key={one.id}>
              <div>
                <div class="title">{one.party_name}</div>
                {one.part ? <p>{one.part}</p> : null}
                {one.minutes || one.amount ? <p>{sayResources(one.minutes, one.amount, of)}</p> : null}
                {props.entered(one.id, one.party_name)}
                {mayAnswer || (props.mayAsk && one.answer === null) ? (
                  <p class="actions no-print">
                    {mayAnswer ? (
                      <a
                        href={`${baseOf(of)}/parts/${one.id}`}
                        aria-label={`${one.answer ? t.change : t.answer}: ${one.party_name}`}
                      >
                        {one.answer ? t.change : t.answer}
                      </a>
                    ) : null}
                    {props.mayAsk && one.answer === null ? (
                      <Form
                        token={visit.formToken()}
                        action={`${addressOf(of, activity.id)}/questions/${one.id}/withdrawal`}
                        inline
                      >
                        <Version value={one.version} state={untouched} />
                        <button class="link-button" type="submit" aria-label={t.takeBackOf(one.party_name)}>
                          {t.takeBack}
                        </button>
                      </Form>
                    ) : null}
                  </p>
                ) : null}
              </div>
              {stateOf(one)}
            </li>
          );
        })}
      </ul>
      {props.mayAsk && left.length > 0 ? (
        <Form token={visit.formToken()} action={here}>
          <Select
            name="party"
            short
            label={t.ask}
            options={[{ value: '', text: '–' }, ...left.map(({ id, name }) => ({ value: id, text: name }))]}
            state={state}
          />
          <p class="actions">
            <button class="button second" type="submit">
              {t.askSubmit}
            </button>
          </p>
        </Form>
      ) : own ? (
        <Form token={visit.formToken()} action={`${baseOf(of)}/parts`} inline>
          <Hidden name="activity" value={activity.id} />
          <p class="actions">
            <button class="button second" type="submit">
              {t.join}
            </button>
          </p>
        </Form>
      ) : null}
    </Section>
  );
}
