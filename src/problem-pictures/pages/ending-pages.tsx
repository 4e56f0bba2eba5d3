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
import type { ProblemPictureRow, ProblemPictureViewRow } from '../queries.ts';
import { pictureAt } from '../reading.ts';
import { pictureTexts } from '../texts.ts';
import { Trail } from './edit-picture-page.tsx';

interface EndingProps {
  readonly visit: Visit;
  readonly picture: ProblemPictureRow;
  readonly state: FormState;
}

function Head(props: EndingProps & { title: string; lead: string }) {
  const { visit, picture, state } = props;
  return (
    <>
      <Trail visit={visit} picture={picture} />
      <h1>{props.title}</h1>
      <ErrorSummary state={state} heading={identityTexts(visit.language).frame.errors(state.errors.length)} />
      <p class="lead">{props.lead}</p>
    </>
  );
}
const cancelOf = ({ visit, picture }: EndingProps) => ({
  href: pictureAt(picture.id),
  text: identityTexts(visit.language).frame.cancel,
});

export function BecomePage(props: EndingProps & { views: readonly ProblemPictureViewRow[] }) {
  const { visit, picture, state } = props;
  const all = pictureTexts(visit.language);
  const t = all.become;
  const standing = props.views.filter((view) => !view.withdrawn_at);
  return (
    <>
      <Head {...props} title={t.title} lead={t.lead} />
      <Form token={visit.formToken()}>
        <Version value={picture.version} state={state} />
        <TextField name="name" label={t.name} value={picture.title} state={state} />
        <TextArea
          name="challenge"
          rows={6}
          label={t.challenge}
          hint={t.challengeHint}
          value={picture.problem}
          state={state}
        />
        <TextArea name="why" rows={4} label={t.why} value={picture.not_alone} state={state} />
        {standing.length > 0 ? (
          <Choices
            name="parties"
            many
            label={t.parties}
            hint={t.partiesHint}
            options={standing.map((view) => ({
              value: view.by_organisation_id,
              text: view.name,
              hint: all.interests[view.interest],
            }))}
            values={standing.filter(({ interest }) => interest === 'takePart').map((view) => view.by_organisation_id)}
            state={state}
          />
        ) : (
          <p>{t.nobody}</p>
        )}
        <p class="small">{t.analysis}</p>
        <Actions submit={t.submit} cancel={cancelOf(props)} />
      </Form>
    </>
  );
}

export function JoinPage(props: EndingProps & { joinable: readonly { readonly id: string; readonly name: string }[] }) {
  const { visit, picture, state, joinable } = props;
  const t = pictureTexts(visit.language).join;
  return (
    <>
      <Head {...props} title={t.title} lead={joinable.length > 0 ? t.lead : t.none} />
      {joinable.length > 0 ? (
        <Form token={visit.formToken()}>
          <Version value={picture.version} state={state} />
          <Select
            name="collaboration"
            label={t.which}
            options={joinable.map(({ id, name }) => ({ value: id, text: name }))}
            state={state}
          />
          <Actions submit={t.submit} cancel={cancelOf(props)} />
        </Form>
      ) : null}
    </>
  );
}

export function EndPage(props: EndingProps) {
  const { visit, picture, state } = props;
  const t = pictureTexts(visit.language).ending;
  return (
    <>
      <Head {...props} title={t.title} lead={t.lead} />
      <Form token={visit.formToken()}>
        <Version value={picture.version} state={state} />
        <TextArea name="because" rows={4} label={t.because} hint={t.becauseHint} state={state} />
        <Actions submit={t.submit} cancel={cancelOf(props)} />
      </Form>
    </>
  );
}
