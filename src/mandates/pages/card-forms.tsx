import { ChannelFields, type Reading } from '../../collaborations/index.ts';
import { identityTexts } from '../../identity/index.ts';
import type { Children } from '../../platform/markup/jsx-runtime.ts';
import {
  Actions,
  Choices,
  Form,
  type FormState,
  Hidden,
  Select,
  TextArea,
  TextField,
  Version,
} from '../../ui/form.tsx';
import { Notice } from '../../ui/section.tsx';
import type { WholeCard } from '../card.ts';
import { levels } from '../forms.ts';
import { governmentAssignments, groundKinds, takesStance } from '../mandate.ts';
import { mandateTexts } from '../texts.ts';
import { mandatesAt } from './map-parts.tsx';
import { cancelTo, type FormPage, OwnTalk, Summary, Trail } from './matter-pages.tsx';

export type CardFormPage = FormPage & { readonly whole: WholeCard; readonly isForAnother: boolean };

/** The frame of each form about a card: whose it is, what was read, how it was said where another writes. */
function CardForm(props: CardFormPage & { title: string; lead?: string; children: Children }) {
  const { visit, of, state, whole, isForAnother } = props;
  const t = mandateTexts(of.language);
  const back = `${mandatesAt(of)}/cards/${whole.party.id}`;
  return (
    <>
      <Trail href={back} text={t.card.title(whole.party.name)} />
      <h1>{props.title}</h1>
      {props.lead ? <p class="lead">{props.lead}</p> : null}
      {isForAnother ? <Notice waits>{t.form.enterLead}</Notice> : null}
      <Summary visit={visit} of={of} state={state} />
      <Form token={visit.formToken()}>
        <Version value={whole.card?.version ?? 0} state={state} />
        {props.children}
        {isForAnother ? <ChannelFields language={of.language} state={state} /> : null}
        <p class="small mandate-note">{t.answer.records}</p>
        <Actions submit={t.form.save} cancel={cancelTo(of, back)} />
      </Form>
      <OwnTalk of={of} party={whole.party} />
    </>
  );
}

export function EditCardPage(props: CardFormPage) {
  const { of, state, whole, isForAnother } = props;
  const { party, card } = whole;
  const t = mandateTexts(of.language);
  const words = t.form;
  return (
    <CardForm {...props} title={isForAnother ? words.titleFor(party.name) : words.title}>
      <TextArea name="scope" label={words.scope} hint={words.scopeHint} value={card?.scope} state={state} />
      <TextArea
        name="limits"
        rows={3}
        label={words.limits}
        hint={words.limitsHint}
        value={card?.limits}
        state={state}
      />
      <TextArea
        name="representative"
        rows={3}
        label={words.representative}
        hint={words.representativeHint}
        value={card?.representative_mandate}
        state={state}
      />
      <Choices
        name="assignment"
        label={words.assignment}
        value={card?.government_assignment ?? ''}
        options={[
          { value: '', text: words.assignmentNone },
          ...governmentAssignments.map((one) => ({ value: one, text: t.card.assignments[one] })),
        ]}
        state={state}
      />
      <TextArea
        name="assignmentWhy"
        rows={2}
        label={words.assignmentWhy}
        value={card?.government_assignment_why}
        state={state}
      />
      {takesStance(party.kind) ? (
        <fieldset class="mandate-row">
          <legend>{words.stanceLegend}</legend>
          <TextArea name="conflict" rows={3} label={words.conflict} value={card?.conflict_of_interest} state={state} />
          <TextArea
            name="procurement"
            rows={3}
            label={words.procurement}
            hint={words.procurementHint}
            value={card?.procurement}
            state={state}
          />
          <TextArea name="stateAid" rows={3} label={words.stateAid} value={card?.state_aid} state={state} />
          <TextArea name="insight" rows={3} label={words.insight} value={card?.insight} state={state} />
        </fieldset>
      ) : null}
    </CardForm>
  );
}

/** As many rows as there are or were posted, and three more to fill in. */
function Rows<Row extends { readonly id: string }>(props: {
  of: Reading;
  rows: readonly Row[];
  state: FormState;
  draw: (row: Row | undefined, at: number) => Children;
}) {
  const { rows, state } = props;
  const t = mandateTexts(props.of.language).form;
  const posted = Object.keys(state.typed).filter((name) => /^id-\d+$/.test(name)).length;
  const count = Math.max(rows.length + 3, posted);
  return (
    <>
      {Array.from({ length: count }, (_, at) => (
        <fieldset class="mandate-row" key={at}>
          <legend>{t.row(at + 1)}</legend>
          <Hidden name={`id-${at}`} value={state.typed[`id-${at}`] ?? rows[at]?.id ?? ''} />
          {props.draw(rows[at], at)}
        </fieldset>
      ))}
    </>
  );
}

export function GroundsPage(props: CardFormPage) {
  const { of, state, whole } = props;
  const t = mandateTexts(of.language);
  return (
    <CardForm {...props} title={t.form.groundsTitle} lead={t.form.groundsLead}>
      <Rows
        of={of}
        rows={whole.grounds}
        state={state}
        draw={(row, at) => (
          <>
            <Select
              name={`kind-${at}`}
              short
              label={t.form.kind}
              value={row?.kind}
              options={groundKinds.map((kind) => ({ value: kind, text: t.kinds[kind] }))}
              state={state}
            />
            <TextField name={`reference-${at}`} label={t.form.reference} value={row?.reference} state={state} />
            <TextArea name={`text-${at}`} rows={2} label={t.form.inOwnWords} value={row?.text} state={state} />
          </>
        )}
      />
    </CardForm>
  );
}

export function DecisionRightsPage(props: CardFormPage) {
  const { of, state, whole } = props;
  const t = mandateTexts(of.language);
  const names = identityTexts(of.language).seat.levels;
  return (
    <CardForm {...props} title={t.form.rightsTitle} lead={t.form.rightsLead}>
      <Rows
        of={of}
        rows={whole.decisionRights}
        state={state}
        draw={(row, at) => (
          <>
            <TextField name={`subject-${at}`} label={t.form.subject} value={row?.subject} state={state} />
            <TextField name={`decidedBy-${at}`} label={t.form.decidedBy} value={row?.decided_by} state={state} />
            <Select
              name={`level-${at}`}
              short
              label={t.form.level}
              value={row?.level}
              options={[
                { value: '', text: t.form.levelNone },
                ...levels.map((level) => ({ value: level, text: names[level] })),
              ]}
              state={state}
            />
            <TextField
              name={`amount-${at}`}
              short
              inputmode="numeric"
              label={t.form.amount}
              value={row?.up_to_amount}
              state={state}
            />
          </>
        )}
      />
    </CardForm>
  );
}

export function DialoguesPage(props: CardFormPage) {
  const { of, state, whole } = props;
  const t = mandateTexts(of.language);
  return (
    <CardForm {...props} title={t.form.dialoguesTitle} lead={t.form.dialoguesLead}>
      <Rows
        of={of}
        rows={whole.dialogues}
        state={state}
        draw={(row, at) => (
          <>
            <TextField name={`principal-${at}`} label={t.form.principal} value={row?.principal} state={state} />
            <TextField
              name={`heldOn-${at}`}
              type="date"
              short
              label={t.form.heldOn}
              value={row?.held_on}
              state={state}
            />
            <TextArea name={`outcome-${at}`} rows={2} label={t.form.outcome} value={row?.outcome} state={state} />
          </>
        )}
      />
    </CardForm>
  );
}
