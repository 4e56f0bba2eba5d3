import type { Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { allowedExtensions, isPicture } from '../../platform/files/file-kind.ts';
import { Actions, ErrorSummary, Form, type FormState, Hidden, Select, TextField } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import type { Subject } from '../attachable.ts';
import { writeSize } from '../format-size.ts';
import { type Brought, keyOf } from '../forms.ts';
import { attachmentTexts } from '../texts.ts';

/** Files and what they belong to. What has been received once is not chosen again; pictures are described. */
export function AttachPage(props: {
  visit: Visit;
  of: Reading;
  subjects: readonly Subject[];
  chosen: string;
  brought: Brought;
  largest: number;
  state: FormState;
}) {
  const { visit, of, subjects, brought, state } = props;
  const t = attachmentTexts(of.language).form;
  const frame = identityTexts(of.language).frame;
  const hasReceived = brought.receipts.length > 0;
  const kinds = allowedExtensions.join(', ');
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      <Form token={visit.formToken()} upload>
        <Select
          name="subject"
          label={t.subject}
          value={props.chosen}
          options={subjects.map((subject) => ({ value: keyOf(subject), text: subject.title }))}
          state={state}
        />
        {hasReceived ? (
          <Section heading={t.receivedHeading} unruled>
            <p>{t.receivedLead}</p>
            {brought.receipts.map(({ sealed, receipt }, at) => (
              <div key={sealed} class="received">
                <Hidden name="received" value={sealed} />
                <p>
                  <strong>{receipt.name}</strong>, {writeSize(receipt.bytes, of.formats)}
                </p>
                {isPicture(receipt.mediaType) ? (
                  <>
                    <TextField
                      name={`alternative-${at}`}
                      label={t.alternative(receipt.name)}
                      hint={t.alternativeHint}
                      state={state}
                    />
                    <Tick name={`decorative-${at}`} text={t.decorative} state={state} />
                  </>
                ) : null}
                <Tick name={`leave-out-${at}`} text={t.leaveOut(receipt.name)} state={state} />
              </div>
            ))}
          </Section>
        ) : null}
        <TextField
          name="files"
          type="file"
          many
          accept={allowedExtensions.map((extension) => `.${extension}`).join(',')}
          label={hasReceived ? t.more : t.files}
          hint={t.hint(writeSize(props.largest, of.formats), kinds)}
          state={state}
        />
        <Actions
          submit={t.save}
          cancel={{ href: `/collaborations/${of.collaboration.id}/attachments`, text: frame.cancel }}
        />
      </Form>
    </>
  );
}

function Tick(props: { name: string; text: string; state: FormState }) {
  return (
    <div class="choice">
      <input
        type="checkbox"
        id={props.name}
        name={props.name}
        value="yes"
        checked={props.state.typed[props.name] === 'yes'}
      />
      <label for={props.name}>{props.text}</label>
    </div>
  );
}
