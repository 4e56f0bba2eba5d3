import { identityTexts, type Visit } from '../../identity/index.ts';
import { Actions, ErrorSummary, Form, type FormState, TextArea, TextField, Version } from '../../ui/form.tsx';
import { MarkdownField } from '../../ui/markdown.tsx';
import { Notice } from '../../ui/section.tsx';
import { territoryTyped } from '../forms.ts';
import type { ProblemPictureRow, ProblemPictureShareRow } from '../queries.ts';
import { pictureAt } from '../reading.ts';
import { pictureTexts } from '../texts.ts';

export function Trail(props: { visit: Visit; picture: { readonly id: string } | undefined }) {
  const t = pictureTexts(props.visit.language);
  return (
    <p class="trail">
      <a href={props.picture ? pictureAt(props.picture.id) : '/problem-pictures'}>
        {props.picture ? t.toPicture : t.toAll}
      </a>
    </p>
  );
}

export function EditPicturePage(props: {
  visit: Visit;
  picture: ProblemPictureRow | undefined;
  shares: readonly ProblemPictureShareRow[];
  state: FormState;
}) {
  const { visit, picture, state } = props;
  const t = pictureTexts(visit.language).form;
  const frame = identityTexts(visit.language).frame;
  const field = { state, words: frame.markdown, rows: 5 };
  return (
    <>
      <Trail visit={visit} picture={picture} />
      <h1>{picture ? t.editTitle : t.newTitle}</h1>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      {props.shares.length > 0 ? (
        <Notice waits>{t.sharedNote(visit.formats.list(props.shares.map(({ name }) => name)))}</Notice>
      ) : (
        <p class="lead">{t.lead}</p>
      )}
      <Form token={visit.formToken()}>
        <Version value={picture?.version ?? 0} state={state} />
        <TextField name="name" label={t.name} hint={t.nameHint} value={picture?.title} state={state} />
        <MarkdownField
          {...field}
          name="problem"
          label={t.problem}
          hint={t.problemHint}
          value={picture?.problem}
          rows={8}
        />
        <MarkdownField {...field} name="affected" label={t.affected} hint={t.affectedHint} value={picture?.affected} />
        <MarkdownField {...field} name="ownSight" label={t.ownSight} value={picture?.own_sight} />
        <MarkdownField {...field} name="notAlone" label={t.notAlone} value={picture?.not_alone} />
        <TextArea
          name="concerned"
          rows={4}
          label={t.concerned}
          hint={t.concernedHint}
          value={picture?.concerned_named.map(({ name }) => name).join('\n')}
          state={state}
        />
        <TextField
          name="territory"
          label={t.territory}
          hint={t.territoryHint}
          value={territoryTyped(picture)}
          state={state}
        />
        <Actions
          submit={t.save}
          cancel={{ href: picture ? pictureAt(picture.id) : '/problem-pictures', text: frame.cancel }}
        />
      </Form>
    </>
  );
}
