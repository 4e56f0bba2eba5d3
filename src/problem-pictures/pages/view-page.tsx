import { identityTexts, type Visit } from '../../identity/index.ts';
import { Actions, Choices, ErrorSummary, Form, type FormState, TextField, untouched, Version } from '../../ui/form.tsx';
import { MarkdownField, Marked } from '../../ui/markdown.tsx';
import { Section } from '../../ui/section.tsx';
import { interests } from '../problem-picture.ts';
import type { ProblemPictureRow, ProblemPictureViewRow } from '../queries.ts';
import { pictureAt } from '../reading.ts';
import { pictureTexts } from '../texts.ts';
import { Trail } from './edit-picture-page.tsx';

export function ViewPage(props: {
  visit: Visit;
  picture: ProblemPictureRow;
  own: ProblemPictureViewRow | undefined;
  state: FormState;
}) {
  const { visit, picture, own } = props;
  const all = pictureTexts(visit.language);
  const t = all.view;
  const frame = identityTexts(visit.language).frame;
  const isClosed = picture.state !== 'shared';
  // Each form has its own errors: what was wrong in the one is not told in the other.
  const isWithdrawing = props.state.typed.because !== undefined;
  const state = isWithdrawing ? untouched : props.state;
  const withdrawing = isWithdrawing ? props.state : untouched;
  return (
    <>
      <Trail visit={visit} picture={picture} />
      <h1>{t.title}</h1>
      <ErrorSummary state={props.state} heading={frame.errors(props.state.errors.length)} />
      <p class="lead">{isClosed ? t.closed : t.lead(picture.owner)}</p>
      <details class="section-lead">
        <summary>{picture.title}</summary>
        <div class="picture-text">
          <Marked text={picture.problem} />
        </div>
      </details>
      {isClosed ? null : (
        <Form token={visit.formToken()} action={`${pictureAt(picture.id)}/view`}>
          <Version value={own?.version ?? 0} state={state} />
          <Choices
            name="interest"
            label={t.interest}
            options={interests.map((value) => ({ value, text: all.interests[value] }))}
            value={own?.interest}
            state={state}
          />
          <MarkdownField
            name="text"
            label={t.text}
            hint={t.textHint}
            value={own?.text}
            state={state}
            words={frame.markdown}
            rows={8}
          />
          <Actions submit={t.save} cancel={{ href: pictureAt(picture.id), text: frame.cancel }} />
        </Form>
      )}
      {own && !own.withdrawn_at && !isClosed ? (
        <Section heading={t.withdraw}>
          <p class="small section-lead">{t.withdrawLead}</p>
          <Form token={visit.formToken()} action={`${pictureAt(picture.id)}/view/withdrawal`}>
            <Version value={own.version} state={withdrawing} />
            <TextField name="because" label={t.because} state={withdrawing} />
            <div class="actions">
              <button class="button second" type="submit">
                {t.withdraw}
              </button>
            </div>
          </Form>
        </Section>
      ) : null}
    </>
  );
}
