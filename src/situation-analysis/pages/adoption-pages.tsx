import { proposeDeadline, type Reading } from '../../collaborations/index.ts';
import { dayOf, identityTexts, type Visit } from '../../identity/index.ts';
import type { DocumentModel } from '../../platform/documents/document.ts';
import { DocumentPage } from '../../ui/document-page.tsx';
import { Actions, Choices, ErrorSummary, Form, type FormState, TextArea, TextField, Version } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { State, type StateOf } from '../../ui/state.tsx';
import { analysisAt } from '../addresses.ts';
import { countPositions, isAdopted, positions } from '../adoption.ts';
import { type AskedAbout, sayCounted } from '../documents/analysis-document.tsx';
import type { WholeAnalysis } from '../frozen-analysis.ts';
import { knowledgeTexts } from '../knowledge/texts.ts';
import { prepareAnalysis } from '../policy.ts';
import type { AnalysisPositionRow, AnalysisVersionRow } from '../queries.ts';
import { jointSections } from '../section.ts';
import { situationTexts } from '../texts.ts';
import { WordDifference } from './word-difference.tsx';

export const versionsAt = (of: Reading): string => `${analysisAt(of)}/versions`;
const versionAt = (of: Reading, version: AnalysisVersionRow): string => `${versionsAt(of)}/${version.id}`;

const Trail = (props: { href: string; text: string }) => (
  <p class="trail no-print">
    <a href={props.href}>{props.text}</a>
  </p>
);

/** Being answered, adopted by whom, or closed without. */
export function stateOfVersion(asked: AskedAbout, of: Reading): StateOf {
  const t = situationTexts(of.language).adoption;
  const counted = countPositions(asked.positions);
  const { closed_on } = asked.version;
  if (closed_on === null) return { shape: 'waits', text: t.openState(counted.silent) };
  return isAdopted(asked.version, counted)
    ? { shape: 'done', text: t.adoptedOn(of.formats.date(closed_on)) }
    : { shape: 'stoodAside', text: t.closedOn(of.formats.date(closed_on)) };
}

export const askedAbout = (version: AnalysisVersionRow, rows: readonly AnalysisPositionRow[]): AskedAbout => ({
  version,
  positions: rows.filter((one) => one.analysis_version_id === version.id),
});

/** Versions with how they went, the latest first. */
export function VersionList(props: {
  of: Reading;
  versions: readonly AnalysisVersionRow[];
  positions: readonly AnalysisPositionRow[];
}) {
  const { of } = props;
  const t = situationTexts(of.language);
  return (
    <ul class="rows">
      {props.versions.map((version) => {
        const asked = askedAbout(version, props.positions);
        return (
          <li key={version.id}>
            <a href={versionAt(of, version)}>{t.adoption.number(version.number)}</a>{' '}
            <State {...stateOfVersion(asked, of)} />
            <p class="small">
              {t.adoption.proposed(
                version.writer ?? t.somebody,
                version.organisation,
                of.formats.date(version.created_at),
              )}{' '}
              {sayCounted(countPositions(asked.positions), of)}.
            </p>
          </li>
        );
      })}
    </ul>
  );
}

export function VersionsOfWholePage(props: {
  of: Reading;
  versions: readonly AnalysisVersionRow[];
  positions: readonly AnalysisPositionRow[];
}) {
  const { of, versions } = props;
  const t = situationTexts(of.language);
  const mayPropose = of.may(prepareAnalysis) && versions.every((one) => one.closed_on !== null);
  return (
    <>
      <Trail href={analysisAt(of)} text={t.toAnalysis} />
      <h1>{t.adoption.listTitle}</h1>
      <p class="lead">{t.adoption.listLead}</p>
      {mayPropose ? (
        <p class="actions">
          <a class="button" href={`${versionsAt(of)}/new`}>
            {t.adoption.propose}
          </a>
        </p>
      ) : null}
      {versions.length === 0 ? <p>{t.adoption.none}</p> : <VersionList {...props} />}
    </>
  );
}

export function ProposeVersionPage(props: {
  visit: Visit;
  of: Reading;
  parties: readonly { readonly name: string }[];
  state: FormState;
}) {
  const { visit, of, state } = props;
  const t = situationTexts(of.language);
  return (
    <>
      <Trail href={versionsAt(of)} text={t.adoption.listTitle} />
      <h1>{t.adoption.propose}</h1>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <p class="lead">{t.adoption.proposeLead}</p>
      <p>{t.adoption.asked(of.formats.list(props.parties.map((party) => party.name)))}</p>
      <Form token={visit.formToken()}>
        <TextField
          name="answerBy"
          type="date"
          label={t.adoption.answerBy}
          value={proposeDeadline(of.now)}
          state={state}
          short
        />
        <Actions submit={t.adoption.proposeNow} cancel={{ href: versionsAt(of), text: t.edit.cancel }} />
      </Form>
    </>
  );
}

/** A frozen version as a document, then the own party's position, and closing it. */
export function AnalysisVersionPage(props: {
  visit: Visit;
  of: Reading;
  asked: AskedAbout;
  own: AnalysisPositionRow | undefined;
  model: DocumentModel;
  state: FormState;
}) {
  const { visit, of, asked, own, state } = props;
  const t = situationTexts(of.language).adoption;
  const here = versionAt(of, asked.version);
  const isOpen = asked.version.closed_on === null;
  return (
    <>
      <Trail href={versionsAt(of)} text={t.listTitle} />
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <p class="no-print">
        <State {...stateOfVersion(asked, of)} />
      </p>
      {own && own.position === null ? (
        <p class="actions no-print">
          <a class="button" href="#own-position">
            {t.own}
          </a>
        </p>
      ) : null}
      <p class="small file-links no-print">
        <span>{t.downloads}:</span> <a href={`${here}/pdf`}>{t.pdf}</a>
        <a href={`${here}/archive-pdf`}>{t.archivePdf}</a>
        <a href={`${here}/word`}>{t.word}</a>
        <a href={`${here}/json`}>{t.json}</a>
        <a href={`${here}/changes`}>{t.changes}</a>
      </p>
      <DocumentPage model={props.model} texts={{ showAsTable: t.showTable }} />
      {own ? (
        <Section heading={t.own} id="own-position">
          <p class="section-lead">{t.ownLead}</p>
          <Form token={visit.formToken()} action={`${here}/positions`}>
            <Version value={own.version} state={state} />
            <Choices
              name="position"
              label={t.position}
              options={positions.map((value) => ({ value, text: t.positions[value] }))}
              value={own.position}
              state={state}
            />
            <TextArea name="reason" label={t.reasonField} hint={t.reasonHint} value={own.reason} state={state} />
            <Actions submit={t.save} />
          </Form>
        </Section>
      ) : null}
      {isOpen && of.may(prepareAnalysis) ? (
        <Section heading={t.close} id="closing">
          <p class="section-lead">{t.closeLead(sayCounted(countPositions(asked.positions), of))}</p>
          <Form token={visit.formToken()} action={`${here}/closing`}>
            <TextField name="closedOn" type="date" label={t.closedOnField} value={dayOf(of.now)} state={state} short />
            <Actions submit={t.closeNow} />
          </Form>
        </Section>
      ) : null}
    </>
  );
}

/** What has been written since a version was frozen, section by section; what is the same is left out. */
export function ChangesPage(props: {
  of: Reading;
  version: AnalysisVersionRow;
  before: WholeAnalysis;
  now: WholeAnalysis;
}) {
  const { of, version, before, now } = props;
  const t = situationTexts(of.language);
  const causesIn = (whole: WholeAnalysis): string =>
    whole.causes
      .map((cause) => {
        const under = whole.causes.find((one) => one.id === cause.under_id)?.text ?? t.causes.problem;
        const contested = whole.objections
          .filter((one) => one.cause_id === cause.id)
          .map((one) => ` ${t.causes.contested(one.organisation)}. ${one.because}`);
        return `${t.adoption.causesList(cause.text, under)}${contested.join('')}`;
      })
      .join('\n');
  const known = knowledgeTexts(of.language);
  const findingsIn = (whole: WholeAnalysis): string =>
    whole.findings
      .map(
        (one) =>
          `${one.text} ${known.finding.grades[one.grade]}. ${known.finding.sourced(one.source, one.published_year)}`,
      )
      .join('\n');
  const workIn = (whole: WholeAnalysis): string =>
    whole.priorWork
      .map((one) =>
        [one.what, known.priorWork.kinds[one.kind], one.who, one.since_year, one.where].filter(Boolean).join('. '),
      )
      .join('\n');
  const owners = new Map(
    [...before.sections, ...now.sections].flatMap((one) =>
      one.party ? [[one.party.id, one.party.name] as const] : [],
    ),
  );
  const textIn = (whole: WholeAnalysis, section: string, partyId: string | undefined): string =>
    whole.sections.find((one) => one.section === section && one.party?.id === partyId)?.text ?? '';
  const pairs = [
    ...jointSections.flatMap((section) => [
      {
        heading: t.sections[section],
        from: textIn(before, section, undefined),
        to: textIn(now, section, undefined),
      },
      ...(section === 'knowledge'
        ? [{ heading: known.finding.heading, from: findingsIn(before), to: findingsIn(now) }]
        : []),
      ...(section === 'done' ? [{ heading: known.priorWork.heading, from: workIn(before), to: workIn(now) }] : []),
      ...(section === 'causes' ? [{ heading: t.causes.title, from: causesIn(before), to: causesIn(now) }] : []),
    ]),
    ...[...owners].map(([id, name]) => ({
      heading: t.own(name),
      from: textIn(before, 'ownBenefit', id),
      to: textIn(now, 'ownBenefit', id),
    })),
  ].filter((pair) => pair.from !== pair.to);
  return (
    <>
      <Trail href={versionAt(of, version)} text={t.adoption.number(version.number)} />
      <h1>{t.adoption.changesTitle(version.number)}</h1>
      <p class="lead">{pairs.length > 0 ? t.adoption.changesLead : t.adoption.noChanges}</p>
      {pairs.map((pair) => (
        <Section heading={pair.heading}>
          <WordDifference from={pair.from} to={pair.to} language={of.language} />
        </Section>
      ))}
    </>
  );
}
