import { identityTexts, type Visit } from '../../identity/index.ts';
import { Actions, ErrorSummary, Form, type FormState, Select, TextArea, TextField } from '../../ui/form.tsx';
import type { ProblemPictureRow } from '../queries.ts';
import { pictureAt } from '../reading.ts';
import { pictureTexts } from '../texts.ts';
import { Trail } from './edit-picture-page.tsx';

export function FigurePage(props: {
  visit: Visit;
  picture: ProblemPictureRow;
  series: readonly { readonly id: number; readonly code: string; readonly title: string }[];
  state: FormState;
}) {
  const { visit, picture, state } = props;
  const t = pictureTexts(visit.language).evidence;
  const frame = identityTexts(visit.language).frame;
  return (
    <>
      <Trail visit={visit} picture={picture} />
      <h1>{t.title}</h1>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      <p class="lead">{t.lead}</p>
      <Form token={visit.formToken()}>
        <TextArea name="statement" rows={2} label={t.statement} state={state} />
        <Select
          name="series"
          label={t.series}
          options={props.series.map(({ id, code, title }) => ({ value: String(id), text: `${title} (${code})` }))}
          state={state}
        />
        <TextField
          name="place"
          label={t.place}
          hint={picture.is_fictional ? t.placeHintInvented : t.placeHint}
          state={state}
        />
        <Actions submit={t.save} cancel={{ href: `${pictureAt(picture.id)}#figures`, text: frame.cancel }} />
      </Form>
    </>
  );
}
