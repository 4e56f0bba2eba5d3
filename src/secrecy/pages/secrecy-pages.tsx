import { type MarkableRow, type PartyRow, type Reading, speakForParty } from '../../collaborations/index.ts';
import { dayOf, identityTexts, type Visit } from '../../identity/index.ts';
import type { Children } from '../../platform/markup/jsx-runtime.ts';
import type { Formats, Language } from '../../platform/texts.ts';
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
import { Section } from '../../ui/section.tsx';
import { ShapeIcon } from '../../ui/state.tsx';
import { legalBases, secrecySections } from '../marking.ts';
import type { DisclosureRow, MarkingRow } from '../queries.ts';
import { secrecyTexts } from '../texts.ts';

export const secrecyAt = (collaborationId: string, subjectType: string, subjectId: string): string =>
  `/collaborations/${collaborationId}/secrecy/${subjectType}/${subjectId}`;

const sectionWords = (section: string, language: Language): string => {
  const known = secrecySections.find((one) => one.section === section);
  return known ? `${section} (${known.about[language]})` : section;
};

/** What stands wherever something marked stands: on a page, in a file. */
export const sayMarking = (marking: MarkingRow, language: Language, formats: Formats): string =>
  secrecyTexts(language).marking.note(
    sectionWords(marking.section, language),
    marking.authority,
    formats.date(marking.decided_on),
  );

/** The marking of a thing in a list, with the way to it; for who owns what is not marked, the way to mark it. */
export function MarkingNote(props: {
  of: Reading;
  subjectType: string;
  subjectId: string;
  markings: readonly MarkingRow[];
  /** The reader's organisation owns the thing and the reader speaks for it. */
  mayMark: boolean;
  /** Without the way to the marking: for who sees a copy of what is marked, and in a preview of it. */
  isWordsOnly?: boolean;
}) {
  const { of, subjectType, subjectId, mayMark } = props;
  const t = secrecyTexts(of.language).marking;
  const marking = props.markings.find((one) => one.subject_id === subjectId);
  const href = secrecyAt(of.collaboration.id, subjectType, subjectId);
  if (marking) {
    return (
      <p class="marking">
        <ShapeIcon shape="sheet" />
        <span>
          {sayMarking(marking, of.language, of.formats)}{' '}
          {props.isWordsOnly || !of.may(speakForParty) ? null : <a href={href}>{t.change}</a>}
        </span>
      </p>
    );
  }
  return mayMark ? (
    <p class="small marking-link">
      <a href={href}>{t.mark}</a>
    </p>
  ) : null;
}

/** That something is kept from the reader; nothing where nothing is. */
export function WithheldNote(props: { count: number; language: Language }) {
  return props.count > 0 ? <p class="small">{secrecyTexts(props.language).withheld(props.count)}</p> : null;
}

/** The fields of a decision to mark. */
export function MarkingFields(props: { of: Reading; state: FormState }) {
  const { of, state } = props;
  const t = secrecyTexts(of.language).form;
  return (
    <>
      <Select
        name="section"
        label={t.section}
        hint={t.sectionHint}
        options={[
          { value: '', text: '–' },
          ...secrecySections.map(({ section }) => ({ value: section, text: sectionWords(section, of.language) })),
          { value: 'other', text: t.other },
        ]}
        state={state}
      />
      <TextField name="otherSection" label={t.otherLabel} state={state} />
      <TextField name="authority" label={t.authority} value={of.user.organisation_name} state={state} />
      <DecidedFields of={of} state={state} />
    </>
  );
}

function DecidedFields(props: { of: Reading; state: FormState }) {
  const t = secrecyTexts(props.of.language).form;
  return (
    <>
      <TextField name="decidedBy" label={t.decidedBy} hint={t.decidedByHint} state={props.state} />
      <TextField
        name="decidedOn"
        type="date"
        short
        label={t.decidedOn}
        value={dayOf(props.of.now)}
        state={props.state}
      />
    </>
  );
}

/** For a form that can be sent without a marking. */
export function ChosenMarkingFields(props: { of: Reading; state: FormState }) {
  const { of, state } = props;
  const t = secrecyTexts(of.language);
  return (
    <details class="form-more" open={state.typed.isSecret === 'yes'}>
      <summary>{t.title}</summary>
      <p class="hint">{t.lead}</p>
      <Choices
        name="isSecret"
        many
        label={t.title}
        values={[]}
        options={[{ value: 'yes', text: t.form.choose, hint: t.form.chooseHint }]}
        state={state}
      />
      <MarkingFields of={of} state={state} />
    </details>
  );
}

/** The basis, the grounds, who and when: what passing on something marked takes. */
export function LegalGroundFields(props: { of: Reading; state: FormState }) {
  const { of, state } = props;
  const t = secrecyTexts(of.language).disclosure;
  return (
    <>
      <Choices
        name="basis"
        label={t.basis}
        options={legalBases.map(({ code, rule, about, source }) => ({
          value: code,
          text: t.basisText(rule, about[of.language], source?.[of.language] ?? ''),
        }))}
        state={state}
      />
      <TextArea name="grounds" label={t.grounds} hint={t.groundsHint} state={state} />
      <DecidedFields of={of} state={state} />
    </>
  );
}

interface ThingProps {
  readonly visit: Visit;
  readonly of: Reading;
  readonly subjectType: string;
  readonly thing: MarkableRow;
  readonly state: FormState;
}

function Head(props: {
  of: Reading;
  thing: MarkableRow;
  title: string;
  lead: string;
  state: FormState;
  children?: Children;
}) {
  const { of, thing, state } = props;
  const t = secrecyTexts(of.language);
  return (
    <>
      <p class="trail">
        <a href={`/collaborations/${of.collaboration.id}/${thing.path}`}>{t.back}</a>
      </p>
      <h1>{props.title}</h1>
      <p class="lead">{props.lead}</p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <dl class="pairs section">
        <dt>{t.about}</dt>
        <dd>{thing.words}</dd>
        {props.children}
      </dl>
    </>
  );
}

export function MarkPage(props: ThingProps) {
  const { visit, of, thing, state } = props;
  const t = secrecyTexts(of.language);
  return (
    <>
      <Head of={of} thing={thing} title={t.title} lead={t.lead} state={state} />
      <p class="section-lead">{t.effect}</p>
      <p class="section-lead small">{t.alreadyOut}</p>
      <Form token={visit.formToken()}>
        <MarkingFields of={of} state={state} />
        <Actions
          submit={t.form.submit}
          cancel={{
            href: `/collaborations/${of.collaboration.id}/${thing.path}`,
            text: identityTexts(of.language).frame.cancel,
          }}
        />
      </Form>
    </>
  );
}

function basisWords(code: string, language: Language): string {
  const known = legalBases.find((one) => one.code === code);
  return known
    ? secrecyTexts(language).disclosure.basisText(known.rule, known.about[language], known.source?.[language] ?? '')
    : code;
}

export function MarkedPage(
  props: ThingProps & {
    marking: MarkingRow;
    earlier: readonly MarkingRow[];
    disclosures: readonly DisclosureRow[];
    mayChange: boolean;
  },
) {
  const { visit, of, thing, marking, state } = props;
  const { language, formats } = of;
  const t = secrecyTexts(language);
  const here = secrecyAt(of.collaboration.id, props.subjectType, thing.id);
  return (
    <>
      <Head of={of} thing={thing} title={t.title} lead={t.lead} state={state}>
        <dt>{t.marking.section}</dt>
        <dd>{sectionWords(marking.section, language)}</dd>
        <dt>{t.marking.authority}</dt>
        <dd>{marking.authority}</dd>
        <dt>{t.marking.decidedBy}</dt>
        <dd>{marking.decided_by}</dd>
        <dt>{t.marking.date}</dt>
        <dd>{formats.date(marking.decided_on)}</dd>
        <dt>{t.marking.seenBy}</dt>
        <dd>{formats.list(marking.cleared_names)}</dd>
      </Head>
      <Section
        heading={t.disclosure.heading}
        beside={props.mayChange ? <a href={`${here}/disclosure`}>{t.disclosure.add}</a> : undefined}
      >
        {props.disclosures.length === 0 ? <p class="section-lead">{t.disclosure.none}</p> : null}
        <ul class="rows">
          {props.disclosures.map((one) => (
            <li key={one.id}>
              <div>
                <div>{t.disclosure.line(one.to_name, basisWords(one.basis, language))}</div>
                <p>{one.grounds}</p>
                <p class="small">{t.disclosure.decided(one.decided_by, formats.date(one.decided_on))}</p>
              </div>
            </li>
          ))}
        </ul>
      </Section>
      {props.mayChange ? (
        <Section heading={t.lift.heading}>
          <p class="section-lead">{t.lift.lead}</p>
          <Form token={visit.formToken()} action={`${here}/lifting`}>
            <Version value={marking.version} state={state} />
            <TextField name="liftedBy" label={t.lift.liftedBy} hint={t.form.decidedByHint} state={state} />
            <TextArea name="because" label={t.lift.because} rows={3} state={state} />
            <Actions submit={t.lift.submit} />
          </Form>
        </Section>
      ) : null}
    </>
  );
}

/** Markings that have been lifted, under whatever the page shows now. */
export function EarlierMarkings(props: { of: Reading; markings: readonly MarkingRow[] }) {
  const { of, markings } = props;
  const t = secrecyTexts(of.language).marking;
  if (markings.length === 0) return null;
  return (
    <Section heading={t.earlier}>
      <ul class="rows">
        {markings.map((one) => (
          <li key={one.id}>
            <p>
              {t.liftedLine(
                sectionWords(one.section, of.language),
                one.lifted_by,
                one.lifted_at ? of.formats.date(one.lifted_at) : '',
                one.lifted_because,
              )}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function DisclosePage(props: ThingProps & { others: readonly PartyRow[] }) {
  const { visit, of, thing, others, state } = props;
  const t = secrecyTexts(of.language).disclosure;
  const here = secrecyAt(of.collaboration.id, props.subjectType, thing.id);
  return (
    <>
      <Head of={of} thing={thing} title={t.title} lead={t.lead} state={state} />
      {others.length === 0 ? <p>{t.noOthers}</p> : null}
      {others.length > 0 ? (
        <Form token={visit.formToken()}>
          <Choices
            name="to"
            many
            label={t.to}
            values={[]}
            options={others.map((party) => ({ value: party.organisation_id, text: party.name }))}
            state={state}
          />
          <LegalGroundFields of={of} state={state} />
          <Actions submit={t.submit} cancel={{ href: here, text: identityTexts(of.language).frame.cancel }} />
        </Form>
      ) : null}
    </>
  );
}
