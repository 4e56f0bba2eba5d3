import type { Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import {
  Actions,
  Choices,
  ErrorSummary,
  Form,
  type FormState,
  Hidden,
  Select,
  TextField,
  Version,
} from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { ruleEffects, type UsualSubject, usualSubjects, ways } from '../decision-order.ts';
import { takePositions } from '../policy.ts';
import type { DecisionRuleRow } from '../queries.ts';
import { asked, type ReadOrder } from '../reading-groups.ts';
import { groupTexts } from '../texts.ts';
import { baseOf } from './groups-page.tsx';

export function EditRulePage(props: {
  visit: Visit;
  of: Reading;
  order: ReadOrder;
  rule: DecisionRuleRow | undefined;
  /** One of the usual subjects, whose usual way fills the form. */
  usual: UsualSubject | undefined;
  state: FormState;
}) {
  const { visit, of, order, rule, usual, state } = props;
  const t = groupTexts(of.language).rules;
  const frame = identityTexts(of.language).frame;
  const here = `${baseOf(of)}/groups#rules`;
  const proposed = usual && order.groups.find((group) => group.kind && usual.groups.includes(group.kind));
  const left = usualSubjects.filter((one) => !order.rules.some(({ usual_subject }) => usual_subject === one.key));
  return (
    <>
      <p class="trail">
        <a href={here}>{t.heading}</a>
      </p>
      <h1>{rule ? t.editTitle : t.newTitle}</h1>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      {rule || usual || left.length === 0 ? null : (
        <Section heading={t.usual}>
          <p class="small section-lead">{t.usualLead}</p>
          <ul class="usual-subjects">
            {left.map((one) => (
              <li key={one.key}>
                <a href={`${baseOf(of)}/decision-rules/new?subject=${one.key}`}>{one.text[of.language]}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Form token={visit.formToken()}>
        {rule ? <Version value={rule.version} state={state} /> : null}
        <Hidden name="usual" value={rule?.usual_subject ?? usual?.key ?? ''} />
        <TextField name="subject" label={t.subject} value={rule?.subject ?? usual?.text[of.language]} state={state} />
        <Select
          name="group"
          label={t.group}
          value={rule ? rule.group_id : proposed?.id}
          options={[
            { value: '', text: t.eachParty },
            ...order.groups.map((group) => ({ value: group.id, text: group.name })),
          ]}
          state={state}
        />
        <Choices
          name="way"
          label={t.way}
          value={rule?.way ?? usual?.way}
          options={ways.map((way) => ({
            value: way,
            text: t.ways[way],
            ...(way === 'majority' ? { hint: t.majorityHint } : {}),
          }))}
          state={state}
        />
        <Choices
          name="effect"
          label={t.effect}
          value={rule?.effect ?? usual?.effect ?? 'standpoint'}
          options={ruleEffects.map((effect) => ({
            value: effect,
            text: t.effects[effect],
            hint: t.effectHints[effect],
          }))}
          state={state}
        />
        <TextField name="basis" label={t.basis} hint={t.basisHint} value={rule?.basis} state={state} />
        <TextField
          name="ifNotAgreed"
          label={t.ifNotAgreed}
          value={rule?.if_not_agreed ?? usual?.ifNotAgreed[of.language]}
          state={state}
        />
        <Actions submit={t.save} cancel={{ href: here, text: frame.cancel }} />
      </Form>
      {rule ? (
        <Form token={visit.formToken()} action={`${baseOf(of)}/decision-rules/${rule.id}/withdrawal`} inline>
          <button class="link-button" type="submit">
            {t.withdraw}
          </button>
        </Form>
      ) : null}
    </>
  );
}

/** A majority rule, and which parties have agreed to be bound by it. */
export function RulePage(props: {
  visit: Visit;
  of: Reading;
  order: ReadOrder;
  rule: DecisionRuleRow;
  state: FormState;
}) {
  const { visit, of, order, rule, state } = props;
  const t = groupTexts(of.language).rules;
  const group = order.groups.find((one) => one.id === rule.group_id);
  const parties = asked(order.parties);
  const own = parties.find((party) => party.organisation_id === of.user.organisation_id);
  const answerOf = (id: string) =>
    rule.agreed_by.includes(id) ? 'agrees' : rule.refused_by.includes(id) ? 'doesNotAgree' : undefined;
  return (
    <>
      <p class="trail">
        <a href={`${baseOf(of)}/groups#rules`}>{t.heading}</a>
      </p>
      <h1>{rule.subject}</h1>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <dl class="pairs">
        <dt>{t.columns.group}</dt>
        <dd>{group?.name ?? t.eachParty}</dd>
        <dt>{t.columns.way}</dt>
        <dd>{t.ways[rule.way]}</dd>
        <dt>{t.columns.effect}</dt>
        <dd>
          {t.effects[rule.effect]}
          {rule.basis ? <div class="small">{t.within(rule.basis)}</div> : null}
        </dd>
        <dt>{t.columns.ifNotAgreed}</dt>
        <dd>{rule.if_not_agreed || t.notSaid}</dd>
      </dl>
      {rule.way === 'majority' ? (
        <Section heading={t.majority} id="majority">
          <p class="small section-lead">{t.majorityLead}</p>
          <ul class="rows">
            {parties.map((party) => {
              const answer = answerOf(party.id);
              return (
                <li key={party.id}>
                  <span>{party.name}</span>
                  {answer === 'agrees' ? (
                    <State shape="done" text={t.agrees} />
                  ) : answer === 'doesNotAgree' ? (
                    <State shape="opposed" text={t.doesNotAgree} />
                  ) : (
                    <State shape="notAnswered" text={t.notAnswered} />
                  )}
                </li>
              );
            })}
          </ul>
          {own && of.may(takePositions, own.organisation_id) ? (
            <Form token={visit.formToken()} action={`${baseOf(of)}/decision-rules/${rule.id}/consent`}>
              <Version value={rule.version} state={state} />
              <Choices
                name="answer"
                label={t.ownAnswer}
                value={answerOf(own.id)}
                options={[
                  { value: 'agrees', text: t.agrees },
                  { value: 'doesNotAgree', text: t.doesNotAgree },
                ]}
                state={state}
              />
              <Actions submit={t.answer} />
            </Form>
          ) : null}
        </Section>
      ) : null}
    </>
  );
}
