import type { PartyRow } from '../../collaborations/index.ts';
import { Actions, Choices, Form, Select, TextArea, TextField, untouched, Version } from '../../ui/form.tsx';
import { Notice } from '../../ui/section.tsx';
import { evidenceGrades } from '../activity.ts';
import type { EffectContestRow, EffectStepRow } from '../effect-queries.ts';
import { type EffectLinkRow, effectLayers, effectStepKinds, fromOf, toOf } from '../effects.ts';
import { type EffectRows, nodeAt, stepsOfChain } from '../reading-effects.ts';
import { planTexts } from '../texts.ts';
import { effectsOf, linkAddress } from './effects-page.tsx';
import { cancelTo, ForAnother, type FormPage, Frame } from './form-frame.tsx';

const backTo = (props: FormPage) => ({
  href: effectsOf(props.of),
  text: planTexts(props.of.language).effects.title,
});

function Withdrawal(props: FormPage & { action: string; version: number; text: string; hint?: string }) {
  return (
    <details class="activity-withdrawal no-print">
      <summary>{props.text}</summary>
      {props.hint ? <p class="small">{props.hint}</p> : null}
      <Form token={props.visit.formToken()} action={props.action} inline>
        <Version value={props.version} state={untouched} />
        <button class="button second" type="submit">
          {props.text}
        </button>
      </Form>
    </details>
  );
}

/** A step of the chain. What it is, it stays: it is only written anew. */
export function EffectStepPage(props: FormPage & { step: EffectStepRow | undefined }) {
  const { visit, of, state, step } = props;
  const all = planTexts(of.language).effects;
  const t = all.step;
  return (
    <>
      <Frame {...props} title={step ? t.editTitle : t.newTitle} back={backTo(props)} />
      <Form token={visit.formToken()}>
        {step ? <Version value={step.version} state={state} /> : null}
        {step ? (
          <p class="small">{all.layers[step.kind]}</p>
        ) : (
          <Choices
            name="kind"
            label={t.kind}
            options={effectStepKinds.map((kind) => ({ value: kind, text: all.layers[kind], hint: t.hints[kind] }))}
            state={state}
          />
        )}
        <TextArea name="text" rows={2} label={t.text} value={step?.text} state={state} />
        <TextField name="seenBy" label={t.seenBy} hint={t.seenByHint} value={step?.seen_by} state={state} />
        <Actions submit={t.save} cancel={cancelTo(of, effectsOf(of))} />
      </Form>
      {step ? (
        <Withdrawal
          {...props}
          action={`${effectsOf(of)}/steps/${step.id}/withdrawal`}
          version={step.version}
          text={t.withdraw}
          hint={t.withdrawHint}
        />
      ) : null}
    </>
  );
}

function BecauseFields(props: FormPage & { link: EffectLinkRow | undefined }) {
  const { of, state, link } = props;
  const all = planTexts(of.language);
  const t = all.effects.link;
  return (
    <>
      <TextArea name="because" rows={3} label={t.because} value={link?.because} state={state} />
      <Select
        name="grade"
        short
        label={t.grade}
        value={link?.evidence_grade}
        options={[
          { value: '', text: t.gradeNone },
          ...evidenceGrades.map((one) => ({ value: one, text: all.grades[one] })),
        ]}
        state={state}
      />
      <TextField name="source" label={t.source} value={link?.evidence_source} state={state} />
    </>
  );
}

/** A new link. `from` and `to` are proposed where one comes from a step. */
export function NewEffectLinkPage(
  props: FormPage & { rows: EffectRows; from: string | undefined; to: string | undefined },
) {
  const { visit, of, state, rows } = props;
  const all = planTexts(of.language).effects;
  const t = all.link;
  const steps = stepsOfChain(rows);
  const ends = (layers: readonly (typeof effectLayers)[number][]) => [
    { value: '', text: t.choose },
    ...layers.flatMap((layer) =>
      steps[layer].map((node) => ({ value: node.id, text: `${all.layers[layer]}: ${node.text}` })),
    ),
  ];
  return (
    <>
      <Frame {...props} title={t.newTitle} back={backTo(props)} />
      <Form token={visit.formToken()}>
        <Select
          name="from"
          label={t.from}
          hint={t.notNext}
          value={props.from ?? ''}
          options={ends(effectLayers.slice(0, 3))}
          state={state}
        />
        <Select name="to" label={t.to} value={props.to ?? ''} options={ends(effectLayers.slice(1))} state={state} />
        <BecauseFields {...props} link={undefined} />
        <Actions submit={t.save} cancel={cancelTo(of, effectsOf(of))} />
      </Form>
    </>
  );
}

export function EditEffectLinkPage(props: FormPage & { rows: EffectRows; link: EffectLinkRow }) {
  const { visit, of, state, rows, link } = props;
  const t = planTexts(of.language).effects.link;
  const here = linkAddress(of, link.id);
  return (
    <>
      <Frame {...props} title={t.editTitle} back={{ href: here, text: t.title }} />
      <p>
        {nodeAt(rows, fromOf(link))?.text} → {nodeAt(rows, toOf(link))?.text}
      </p>
      <Form token={visit.formToken()}>
        <Version value={link.version} state={state} />
        <BecauseFields {...props} link={link} />
        <Actions submit={t.save} cancel={cancelTo(of, here)} />
      </Form>
      <Withdrawal {...props} action={`${here}/withdrawal`} version={link.version} text={t.withdraw} />
    </>
  );
}

export function ContestPage(
  props: FormPage & {
    rows: EffectRows;
    link: EffectLinkRow;
    party: PartyRow;
    before: EffectContestRow | undefined;
    isForAnother: boolean;
    today: string;
  },
) {
  const { visit, of, state, link, before, isForAnother } = props;
  const all = planTexts(of.language);
  const t = all.effects.contest;
  return (
    <>
      <Frame
        {...props}
        title={isForAnother ? t.titleFor(props.party.name) : t.title}
        back={{ href: linkAddress(of, link.id), text: all.effects.link.title }}
        note={isForAnother ? <Notice waits>{all.form.forAnother}</Notice> : undefined}
      />
      {isForAnother ? null : <p>{t.lead}</p>}
      <Form token={visit.formToken()}>
        <Version value={before?.version ?? 0} state={state} />
        <TextArea
          name="reason"
          rows={3}
          label={isForAnother ? t.reasonFor : t.reason}
          value={before?.reason}
          state={state}
        />
        {isForAnother ? <ForAnother of={of} state={state} today={props.today} /> : null}
        <Actions submit={t.save} cancel={cancelTo(of, linkAddress(of, link.id))} />
      </Form>
    </>
  );
}

export function ContestAnswerPage(props: FormPage & { contest: EffectContestRow }) {
  const { visit, of, state, contest } = props;
  const all = planTexts(of.language).effects;
  const t = all.contest;
  const back = linkAddress(of, contest.link_id);
  return (
    <>
      <Frame {...props} title={t.answerTitle} back={{ href: back, text: all.link.title }} />
      <dl class="pairs ruled">
        <dt>{contest.party_name}</dt>
        <dd class="lines">{contest.reason}</dd>
      </dl>
      <Form token={visit.formToken()}>
        <Version value={contest.version} state={state} />
        <TextArea name="answer" rows={3} label={t.answer} hint={t.answerHint} value={contest.answer} state={state} />
        <Actions submit={t.save} cancel={cancelTo(of, back)} />
      </Form>
    </>
  );
}
