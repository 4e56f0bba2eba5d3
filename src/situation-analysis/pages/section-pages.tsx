import { ChannelFields, type Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { Actions, ErrorSummary, Form, type FormState, Select, untouched, Version } from '../../ui/form.tsx';
import { Island } from '../../ui/island.tsx';
import { MarkdownField, Marked } from '../../ui/markdown.tsx';
import { Notice, Section } from '../../ui/section.tsx';
import { analysisAt, sectionAt } from '../addresses.ts';
import type { DraftKeeping } from '../islands/keep-draft.ts';
import { knowledgeTexts } from '../knowledge/texts.ts';
import type { DraftRow, SectionVersionRow, TurnRow } from '../queries.ts';
import type { SectionPlace } from '../section.ts';
import { situationTexts } from '../texts.ts';
import { WritingNote } from './analysis-page.tsx';
import { WordDifference } from './word-difference.tsx';

const Trail = (props: { of: Reading }) => (
  <p class="trail">
    <a href={analysisAt(props.of)}>{situationTexts(props.of.language).toAnalysis}</a>
  </p>
);

export function EditSectionPage(props: {
  visit: Visit;
  of: Reading;
  place: SectionPlace;
  name: string;
  saved: SectionVersionRow | undefined;
  draft: DraftRow | undefined;
  turn: TurnRow | undefined;
  /** What the party itself has put in place of what was entered for it. */
  ownWords: string | undefined;
  isForAnother: boolean;
  state: FormState;
}) {
  const { visit, of, place, saved, draft, state } = props;
  const t = situationTexts(of.language);
  const frame = identityTexts(of.language).frame;
  const isConflict = state.conflict !== undefined;
  const keeping: DraftKeeping = {
    address: `${sectionAt(of, place)}/draft`,
    token: visit.formToken(),
    failed: t.edit.draftNotKept,
  };
  const isDraftShown = draft !== undefined && state.typed.text === undefined;
  return (
    <>
      <Trail of={of} />
      <h1>{t.edit.title(props.name)}</h1>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      <p class="lead">{t.method[place.section]}</p>
      {props.isForAnother ? <Notice waits>{knowledgeTexts(of.language).own.entering}</Notice> : null}
      <WritingNote of={of} turn={props.turn} />
      {isDraftShown ? (
        <p class="notice">{t.edit.draftFound(of.formats.date(draft.kept_at), of.formats.time(draft.kept_at))}</p>
      ) : null}
      {isConflict ? (
        <div class="both-texts">
          <Section heading={t.edit.yours}>
            <Marked text={state.typed.text ?? ''} />
          </Section>
          <Section heading={t.edit.theirs}>
            <Marked text={saved?.text ?? ''} />
          </Section>
        </div>
      ) : null}
      <Island name="keep-draft" properties={keeping}>
        <Form token={visit.formToken()} action={`${sectionAt(of, place)}/edit`}>
          {/* A draft goes on from what its writer had read, not from what has been saved since. */}
          <Version value={isDraftShown ? draft.read_number : (saved?.number ?? 0)} state={state} />
          <MarkdownField
            name="text"
            label={isConflict ? t.edit.merged : t.edit.text}
            hint={isConflict ? t.edit.mergedHint : t.edit.textHint}
            // Both texts stand above, whole.
            state={isConflict ? { ...untouched, typed: state.typed } : state}
            value={draft?.text ?? props.ownWords ?? saved?.text}
            rows={16}
            words={frame.markdown}
          />
          {props.isForAnother ? <ChannelFields language={of.language} state={state} /> : null}
          <Actions submit={t.edit.save} cancel={{ href: analysisAt(of), text: t.edit.cancel }}>
            <button class="button second" type="submit" name="keep" value="draft">
              {t.edit.saveDraft}
            </button>
          </Actions>
        </Form>
        <p class="small draft-state" role="status" />
      </Island>
    </>
  );
}

export function VersionsPage(props: {
  of: Reading;
  place: SectionPlace;
  name: string;
  versions: readonly SectionVersionRow[];
  from: SectionVersionRow | undefined;
  to: SectionVersionRow | undefined;
}) {
  const { of, versions, from, to } = props;
  const t = situationTexts(of.language);
  const options = versions.map((one) => ({
    value: String(one.number),
    text: t.written(one.writer ?? t.somebody, one.organisation, of.formats.date(one.created_at), one.number),
  }));
  return (
    <>
      <Trail of={of} />
      <h1>{t.compare.title(props.name)}</h1>
      {versions.length === 0 ? <p class="lead">{t.compare.none}</p> : null}
      {from && to ? (
        <>
          <form class="form" method="get" action={`${sectionAt(of, props.place)}/versions`}>
            <Select name="from" label={t.compare.from} options={options} value={from.number} state={untouched} />
            <Select name="to" label={t.compare.to} options={options} value={to.number} state={untouched} />
            <div class="actions">
              <button class="button" type="submit">
                {t.compare.show}
              </button>
            </div>
          </form>
          <WordDifference from={from.text} to={to.text} language={of.language} />
          {from.text === to.text ? <p class="small">{t.compare.same}</p> : null}
        </>
      ) : null}
    </>
  );
}
