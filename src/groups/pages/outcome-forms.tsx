import { ChannelFields, type PartyRow, type Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import {
  Actions,
  Choices,
  ErrorSummary,
  Form,
  type FormState,
  Select,
  TextArea,
  TextField,
  Version,
} from '../../ui/form.tsx';
import { Notice } from '../../ui/section.tsx';
import { effects } from '../decision-order.ts';
import { carriedOut, ownDecisions, results } from '../outcome.ts';
import type { OutcomeRow, OwnDecisionRow } from '../queries.ts';
import { asked, type ReadOrder } from '../reading-groups.ts';
import { groupTexts } from '../texts.ts';
import { baseOf } from './groups-page.tsx';

interface FormPage {
  readonly visit: Visit;
  readonly of: Reading;
  readonly state: FormState;
}

function Summary({ of, state }: FormPage) {
  return <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />;
}

export function EditMatterPage(
  props: FormPage & { order: ReadOrder; outcome: OutcomeRow | undefined; groupId: string | null },
) {
  const { visit, of, order, outcome, state } = props;
  const texts = groupTexts(of.language);
  const t = texts.outcome;
  const here = outcome ? `${baseOf(of)}/outcomes/${outcome.id}` : `${baseOf(of)}/outcomes`;
  return (
    <>
      <p class="trail">
        <a href={here}>{outcome?.matter ?? texts.outcomes.title}</a>
      </p>
      <h1>{outcome ? t.editTitle : t.newTitle}</h1>
      <Summary {...props} />
      <Form token={visit.formToken()}>
        {outcome ? (
          <Version value={outcome.version} state={state} />
        ) : (
          <Select
            name="group"
            label={t.group}
            value={props.groupId}
            options={order.groups.map((group) => ({ value: group.id, text: group.name }))}
            state={state}
          />
        )}
        <TextField name="matter" label={t.matter} hint={t.matterHint} value={outcome?.matter} state={state} />
        <TextArea name="grounds" rows={5} label={t.grounds} value={outcome?.grounds} state={state} />
        <Select
          name="rule"
          label={t.rule}
          value={outcome?.decision_rule_id}
          options={[
            { value: '', text: t.ruleNone },
            ...order.rules
              .filter((rule) => rule.group_id && (!outcome || rule.group_id === outcome.group_id))
              .map((rule) => ({ value: rule.id, text: `${rule.subject}: ${texts.rules.ways[rule.way]}` })),
          ]}
          state={state}
        />
        <Actions submit={t.save} cancel={{ href: here, text: identityTexts(of.language).frame.cancel }} />
      </Form>
    </>
  );
}

export function CloseOutcomePage(props: FormPage & { order: ReadOrder; outcome: OutcomeRow; today: string }) {
  const { visit, of, order, outcome, state } = props;
  const texts = groupTexts(of.language);
  const t = texts.outcome;
  const here = `${baseOf(of)}/outcomes/${outcome.id}`;
  const parties = asked(order.parties);
  return (
    <>
      <p class="trail">
        <a href={here}>{outcome.matter}</a>
      </p>
      <h1>{t.close}</h1>
      <p class="lead">{t.closeLead}</p>
      <Summary {...props} />
      <Form token={visit.formToken()}>
        <Version value={outcome.version} state={state} />
        <Choices
          name="result"
          label={t.result}
          options={results.map((result) => ({ value: result, text: t.results[result] }))}
          state={state}
        />
        <TextArea name="wording" rows={5} label={t.wording} state={state} />
        <Choices
          name="effect"
          label={t.effect}
          value={outcome.effect}
          options={effects.map((effect) => ({
            value: effect,
            text: texts.rules.effects[effect],
            hint: texts.rules.effectHints[effect],
          }))}
          state={state}
        />
        <TextField
          name="basis"
          label={texts.rules.basis}
          hint={texts.rules.basisHint}
          value={outcome.basis}
          state={state}
        />
        <TextField name="decidedOn" type="date" short label={t.decidedOn} value={props.today} state={state} />
        <TextField name="lookAgainOn" type="date" short label={t.lookAgainOn} state={state} />
        <Choices
          name="parties"
          many
          label={t.asked}
          hint={t.askedHint}
          values={parties.map((party) => party.id)}
          options={parties.map((party) => ({ value: party.id, text: party.name }))}
          state={state}
        />
        <Actions submit={t.closeAct} cancel={{ href: here, text: identityTexts(of.language).frame.cancel }} />
      </Form>
    </>
  );
}

export function OwnDecisionPage(
  props: FormPage & { outcome: OutcomeRow; party: PartyRow; own: OwnDecisionRow; isForAnother: boolean },
) {
  const { visit, of, outcome, party, own, state } = props;
  const t = groupTexts(of.language).ownForm;
  const here = `${baseOf(of)}/outcomes/${outcome.id}`;
  return (
    <>
      <p class="trail">
        <a href={here}>{outcome.matter}</a>
      </p>
      <h1>{props.isForAnother ? t.titleFor(party.name) : t.title}</h1>
      {props.isForAnother ? <Notice waits>{t.enterLead}</Notice> : null}
      <Summary {...props} />
      <Form token={visit.formToken()}>
        <Version value={own.version} state={state} />
        <TextField name="instance" label={t.instance} hint={t.instanceHint} value={own.instance} state={state} />
        <TextField name="plannedOn" type="date" short label={t.plannedOn} value={own.planned_on} state={state} />
        <Choices
          name="decision"
          label={t.decision}
          value={own.decision ?? ''}
          options={[
            { value: '', text: t.notYet },
            ...ownDecisions.map((decision) => ({ value: decision, text: t.decisions[decision] })),
          ]}
          state={state}
        />
        <TextField name="decidedOn" type="date" short label={t.decidedOn} value={own.decided_on} state={state} />
        <TextField name="paragraph" short label={t.paragraph} value={own.paragraph} state={state} />
        <TextField
          name="registrationNumber"
          short
          label={t.registrationNumber}
          value={own.registration_number}
          state={state}
        />
        <Choices
          name="carriedOut"
          label={t.carriedOut}
          value={own.carried_out ?? ''}
          options={[{ value: '', text: t.notYet }, ...carriedOut.map((one) => ({ value: one, text: t.carried[one] }))]}
          state={state}
        />
        <TextArea name="carriedOutNote" rows={2} label={t.carriedOutWhy} value={own.carried_out_note} state={state} />
        {props.isForAnother ? <ChannelFields language={of.language} state={state} /> : null}
        <Actions submit={t.save} cancel={{ href: here, text: identityTexts(of.language).frame.cancel }} />
      </Form>
    </>
  );
}
