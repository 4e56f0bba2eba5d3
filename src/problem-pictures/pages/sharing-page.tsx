import type { OrganisationChoice } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { Actions, Choices, ErrorSummary, Form, type FormState, TextArea } from '../../ui/form.tsx';
import type { ProblemPictureRow } from '../queries.ts';
import { pictureAt } from '../reading.ts';
import { pictureTexts } from '../texts.ts';
import { Trail } from './edit-picture-page.tsx';

export function SharingPage(props: {
  visit: Visit;
  picture: ProblemPictureRow;
  offered: readonly Pick<OrganisationChoice, 'id' | 'name'>[];
  state: FormState;
}) {
  const { visit, picture, offered, state } = props;
  const t = pictureTexts(visit.language).sharing;
  const frame = identityTexts(visit.language).frame;
  return (
    <>
      <Trail visit={visit} picture={picture} />
      <h1>{t.title}</h1>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      <p class="lead">{t.lead}</p>
      <Form token={visit.formToken()}>
        {offered.length > 0 ? (
          <Choices
            name="with"
            many
            label={t.concerned}
            options={offered.map(({ id, name }) => ({ value: id, text: name }))}
            values={offered.map(({ id }) => id)}
            state={state}
          />
        ) : null}
        <TextArea name="more" rows={3} label={t.more} hint={t.moreHint} state={state} />
        <TextArea name="emails" rows={3} label={t.emails} hint={t.emailsHint} state={state} />
        <Actions submit={t.submit} cancel={{ href: pictureAt(picture.id), text: frame.cancel }} />
      </Form>
    </>
  );
}
