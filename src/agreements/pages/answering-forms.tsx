import { ChannelFields } from '../../collaborations/index.ts';
import { Actions, Choices, Form, Select, TextArea, Version } from '../../ui/form.tsx';
import { commentAnswers, stances } from '../agreement.ts';
import type { AgreementPartyRow, ClauseRow, CommentRow, VersionRow } from '../queries.ts';
import { agreementTexts } from '../texts.ts';
import { cancel, type FormPage, Summary } from './agreement-forms.tsx';
import { Differences } from './clause-parts.tsx';

const at = (version: VersionRow): string => `agreements/${version.agreement_id}/versions/${version.number}`;

export function CommentPage(
  props: FormPage & {
    version: VersionRow;
    clause: ClauseRow;
    own: AgreementPartyRow | undefined;
    /** Those for whom a comment may be entered, where the writer prepares. */
    others: readonly AgreementPartyRow[];
  },
) {
  const { visit, of, state, clause, version, own, others } = props;
  const t = agreementTexts(of.language);
  return (
    <>
      <h1>{t.answering.commentTitle(clause.heading)}</h1>
      <Summary {...props} />
      <Form token={visit.formToken()}>
        {others.length > 0 ? (
          <>
            <Select
              name="party"
              label={t.answering.asParty}
              value={own?.party_id ?? ''}
              options={[
                ...(own ? [] : [{ value: '', text: t.forms.noneChosen }]),
                ...[...(own ? [own] : []), ...others].map((one) => ({ value: one.party_id, text: one.party_name })),
              ]}
              state={state}
            />
            <ChannelFields language={of.language} state={state} />
          </>
        ) : null}
        <TextArea name="text" rows={4} label={t.answering.text} hint={t.answering.textHint} state={state} />
        <TextArea
          name="proposal"
          rows={8}
          label={t.answering.proposal}
          hint={t.answering.proposalHint}
          value={clause.text}
          state={state}
        />
        <Actions submit={t.forms.save} cancel={cancel(of, `${at(version)}#clause-${clause.place}`)} />
      </Form>
    </>
  );
}

export function AnswerPage(props: FormPage & { version: VersionRow; clause: ClauseRow; comment: CommentRow }) {
  const { visit, of, state, clause, version, comment } = props;
  const t = agreementTexts(of.language);
  return (
    <>
      <h1>{t.answering.answerTitle}</h1>
      <Summary {...props} />
      <p>
        <strong>{comment.party_name}</strong>: {comment.text}
      </p>
      {comment.proposal ? <Differences before={clause.text} after={comment.proposal} /> : null}
      <Form token={visit.formToken()}>
        <Version value={comment.version} state={state} />
        <Version value={clause.version} state={state} of="clause" />
        <Choices
          name="answer"
          label={t.answering.answerField}
          options={commentAnswers.map((one) => ({ value: one, text: t.answering.answers[one] }))}
          state={state}
        />
        {comment.proposal ? (
          <Choices
            name="takeIn"
            many
            label={t.answering.proposes}
            values={[]}
            options={[{ value: 'yes', text: t.answering.takeIn }]}
            state={state}
          />
        ) : null}
        <TextArea name="words" rows={3} label={t.answering.words} state={state} />
        <Actions submit={t.forms.save} cancel={cancel(of, `${at(version)}#clause-${clause.place}`)} />
      </Form>
    </>
  );
}

export function StancePage(props: FormPage & { version: VersionRow; party: AgreementPartyRow; isForAnother: boolean }) {
  const { visit, of, state, party, version } = props;
  const t = agreementTexts(of.language);
  return (
    <>
      <h1>{props.isForAnother ? t.answering.stanceTitleFor(party.party_name) : t.answering.stanceTitle}</h1>
      <Summary {...props} />
      <Form token={visit.formToken()}>
        <Version value={party.version} state={state} />
        <Choices
          name="stance"
          label={t.page.stance}
          value={party.stance}
          options={stances.map((one) => ({ value: one, text: t.stances[one], hint: t.answering.stanceHints[one] }))}
          state={state}
        />
        <TextArea name="note" rows={3} label={t.answering.note} value={party.stance_note} state={state} />
        {props.isForAnother ? <ChannelFields language={of.language} state={state} /> : null}
        <Actions submit={t.forms.save} cancel={cancel(of, at(version))} />
      </Form>
    </>
  );
}
