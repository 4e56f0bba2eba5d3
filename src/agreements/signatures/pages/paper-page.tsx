import { type Brought, writeSize } from '../../../attachments/index.ts';
import { ChannelFields } from '../../../collaborations/index.ts';
import { identityTexts } from '../../../identity/index.ts';
import { Actions, ErrorSummary, Form, type FormState, Hidden, TextField } from '../../../ui/form.tsx';
import { signatureTexts } from '../texts.ts';
import { type AtPlace, versionPathOf } from './signing-pages.tsx';

export const paperKinds = ['pdf', 'jpg', 'png'] as const;

/** The signed paper: who signed it, when, and the scan of it. */
export function PaperPage(
  props: AtPlace & { isForAnother: boolean; brought: Brought; largest: number; state: FormState },
) {
  const { visit, of, place, state } = props;
  const t = signatureTexts(of.language).paper;
  const frame = identityTexts(of.language).frame;
  const received = props.brought.receipts.at(-1);
  return (
    <>
      <p class="trail">
        <a href={versionPathOf(of, place)}>{place.agreement_title}</a>
      </p>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead(place.organisation_name, place.title)}</p>
      {props.isForAnother ? <p>{t.enteredLead(place.organisation_name)}</p> : null}
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      <Form token={visit.formToken()} upload>
        <TextField name="signatory" label={t.signatory} state={state} />
        <TextField name="signedOn" type="date" short label={t.signedOn} state={state} />
        {received ? (
          <>
            <Hidden name="received" value={received.sealed} />
            <p>{t.received(received.receipt.name)}</p>
          </>
        ) : null}
        <TextField
          name="files"
          type="file"
          accept={paperKinds.map((kind) => `.${kind}`).join(',')}
          label={t.file}
          hint={t.fileHint(paperKinds.join(', '), writeSize(props.largest, of.formats))}
          state={state}
        />
        {props.isForAnother ? <ChannelFields language={of.language} state={state} /> : null}
        <Actions submit={t.save} cancel={{ href: versionPathOf(of, place), text: frame.cancel }} />
      </Form>
    </>
  );
}
