import { AttachedFiles, type AttachmentRow } from '../../attachments/index.ts';
import {
  collaborationTexts,
  EnteredNote,
  type EnteredRow,
  type PartyRow,
  type Reading,
  tellOfParty,
} from '../../collaborations/index.ts';
import type { Visit } from '../../identity/index.ts';
import { Form } from '../../ui/form.tsx';
import { Marked } from '../../ui/markdown.tsx';
import { Scroll, Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { analysisAt, sectionAt } from '../addresses.ts';
import { countPositions, isAdopted } from '../adoption.ts';
import type { EvidenceRow } from '../knowledge/evidence.ts';
import type { FindingRow } from '../knowledge/findings.ts';
import { type Place, placesOf } from '../knowledge/forms.ts';
import { EvidenceList } from '../knowledge/pages/evidence-pages.tsx';
import { FindingTable } from '../knowledge/pages/finding-pages.tsx';
import { PriorWorkTable } from '../knowledge/pages/prior-work-pages.tsx';
import type { PriorWorkRow } from '../knowledge/prior-work.ts';
import { knowledgeTexts } from '../knowledge/texts.ts';
import { prepareAnalysis, writeAnalysis } from '../policy.ts';
import type {
  AnalysisPositionRow,
  AnalysisVersionRow,
  CauseRow,
  ObjectionRow,
  SectionVersionRow,
  TurnRow,
} from '../queries.ts';
import { isWriting, jointSections, type SectionPlace } from '../section.ts';
import { situationTexts } from '../texts.ts';
import { askedAbout, stateOfVersion } from './adoption-pages.tsx';
import { CauseTree } from './cause-tree.tsx';

export interface AnalysisRows {
  readonly sections: readonly SectionVersionRow[];
  readonly turns: readonly TurnRow[];
  readonly causes: readonly CauseRow[];
  readonly objections: readonly ObjectionRow[];
  readonly parties: readonly PartyRow[];
  readonly versions: readonly AnalysisVersionRow[];
  readonly positions: readonly AnalysisPositionRow[];
  readonly entered: readonly EnteredRow[];
  readonly priorWork: readonly PriorWorkRow[];
  readonly findings: readonly FindingRow[];
  readonly evidence: readonly EvidenceRow[];
  readonly areas: readonly Place[];
  readonly attachments: readonly AttachmentRow[];
}

const isAt = (place: SectionPlace) => (row: { section: string; party_id: string | null }) =>
  row.section === place.section && row.party_id === place.partyId;

/** What stands entered for a party about its own benefit. */
export const enteredFor = (rows: readonly EnteredRow[], partyId: string | null): EnteredRow | undefined =>
  rows.find((one) => one.subject_type === 'ownBenefit' && one.subject_id === partyId);

/** Somebody else says that they write just now. */
export function WritingNote(props: { of: Reading; turn: TurnRow | undefined }) {
  const { of, turn } = props;
  if (!turn || !isWriting(turn, of.now) || turn.created_by === of.user.person_id) return null;
  const t = situationTexts(of.language);
  return (
    <p class="notice waits">
      {t.isWriting(turn.writer ?? t.somebody, turn.organisation, of.formats.time(turn.since_at))} {t.advice}
    </p>
  );
}

function SectionText(props: {
  visit: Visit;
  of: Reading;
  place: SectionPlace;
  rows: AnalysisRows;
  mayWrite: boolean;
  /** What the section asks for is said beside, so an empty text does not say it again. */
  isSaid?: boolean;
}) {
  const { visit, of, place, rows } = props;
  const t = situationTexts(of.language);
  const saved = rows.sections.find(isAt(place));
  const turn = rows.turns.find(isAt(place));
  const isTaken = turn && isWriting(turn, of.now) && turn.created_by !== of.user.person_id;
  const here = sectionAt(of, place);
  const entered = enteredFor(rows.entered, place.partyId);
  const party = rows.parties.find(({ id }) => id === place.partyId);
  return (
    <div class="section-text">
      {saved && saved.text !== '' ? (
        <>
          <Marked text={entered?.corrected_at ? entered.summary : saved.text} />
          {entered && party ? (
            <p>
              <EnteredNote
                entered={entered}
                party={party.name}
                texts={collaborationTexts(of.language)}
                formats={of.formats}
              />
            </p>
          ) : null}
          <p class="small">
            {t.written(saved.writer ?? t.somebody, saved.organisation, of.formats.date(saved.created_at), saved.number)}{' '}
            <a href={`${here}/versions`}>
              {t.versions}
              <span class="visually-hidden"> {t.sections[place.section]}</span>
            </a>
          </p>
        </>
      ) : props.isSaid ? null : (
        <p class="section-lead">
          {t.empty} {t.method[place.section]}
        </p>
      )}
      {saved ? (
        <AttachedFiles
          of={of}
          to={{ type: 'section', id: saved.section_id }}
          attachments={rows.attachments}
          mayAttach={props.mayWrite}
        />
      ) : null}
      <WritingNote of={of} turn={turn} />
      {props.mayWrite ? (
        <Form token={visit.formToken()} action={`${here}/writing`} inline>
          <button class="button second" type="submit">
            {isTaken ? t.takeOver : t.write}
            <span class="visually-hidden"> {party ? t.own(party.name) : t.sections[place.section]}</span>
          </button>
        </Form>
      ) : null}
    </div>
  );
}

function CauseList(props: { of: Reading; rows: AnalysisRows; underId: string | null; mayWrite: boolean }) {
  const { of, rows } = props;
  const t = situationTexts(of.language).causes;
  const causes = rows.causes.filter((one) => one.under_id === props.underId);
  if (causes.length === 0) return null;
  return (
    <ul class="cause-list">
      {causes.map((cause) => {
        const here = `${analysisAt(of)}/causes/${cause.id}`;
        return (
          <li>
            {cause.text}
            {rows.objections
              .filter((one) => one.cause_id === cause.id)
              .map((one) => (
                <p class="small">
                  <strong>{t.contested(one.organisation)}.</strong> {one.because}
                </p>
              ))}
            <EvidenceList
              of={of}
              rows={rows.evidence.filter((one) => one.cause_id === cause.id)}
              places={placesOf(of.collaboration.example, rows.parties, rows.areas)}
              mayWrite={props.mayWrite}
            />
            {props.mayWrite ? (
              <p class="small cause-actions">
                <a href={`${analysisAt(of)}/causes/new?under=${cause.id}`}>
                  {t.addUnder}
                  <span class="visually-hidden"> {cause.text}</span>
                </a>{' '}
                <a href={`${analysisAt(of)}/evidence/new?cause=${cause.id}`}>
                  {knowledgeTexts(of.language).evidence.add}
                  <span class="visually-hidden"> {cause.text}</span>
                </a>{' '}
                <a href={here}>
                  {t.change}
                  <span class="visually-hidden"> {cause.text}</span>
                </a>
              </p>
            ) : null}
            <CauseList {...props} underId={cause.id} />
          </li>
        );
      })}
    </ul>
  );
}

/** More than these are folded under the tree, which shows them all. */
const causesAtOnce = 4;

/** Whether a source says anything in the section: in words, in rows or in figures. */
function isTold(section: SectionPlace['section'], rows: AnalysisRows): boolean {
  return (
    rows.sections.some((row) => row.section === section && row.text !== '') ||
    rows.evidence.some((row) => row.section === section) ||
    (section === 'causes' && rows.causes.length > 0) ||
    (section === 'done' && rows.priorWork.length > 0) ||
    (section === 'knowledge' && rows.findings.length > 0)
  );
}

/** What is on the page, as ways down into it. */
function Contents(props: {
  of: Reading;
  sections: readonly (typeof jointSections)[number][];
  parties: readonly PartyRow[];
  hasUnwritten: boolean;
}) {
  const { of, sections, parties } = props;
  const t = situationTexts(of.language);
  if (sections.length + parties.length < 4) return null;
  return (
    <nav class="analysis-contents no-print" aria-label={t.contents}>
      <ul>
        {sections.map((section) => (
          <li key={section}>
            <a href={`#${section}`}>{t.sections[section]}</a>
          </li>
        ))}
        {parties.map((party) => (
          <li key={party.id}>
            <a href={`#${party.id}`}>{t.own(party.name)}</a>
          </li>
        ))}
        {props.hasUnwritten ? (
          <li>
            <a href="#unwritten">{t.ownUnwritten}</a>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}

/** The version that is being answered and the latest that was adopted, with the way to all of them. */
function Adoption(props: { of: Reading; rows: AnalysisRows }) {
  const { of, rows } = props;
  const t = situationTexts(of.language).adoption;
  const all = rows.versions.map((version) => askedAbout(version, rows.positions));
  const shown = [
    all.find((one) => one.version.closed_on === null),
    all.find((one) => isAdopted(one.version, countPositions(one.positions))),
  ].filter((one) => one !== undefined);
  const mayPropose = of.may(prepareAnalysis) && all.every((one) => one.version.closed_on !== null);
  const here = analysisAt(of);
  return (
    <>
      {shown.map((one) => (
        <p key={one.version.id}>
          <a href={`${here}/versions/${one.version.id}`}>{t.number(one.version.number)}</a>{' '}
          <State {...stateOfVersion(one, of)} />
        </p>
      ))}
      <p class="small file-links no-print">
        <a href={`${here}/versions`}>{t.listTitle}</a>
        {mayPropose && rows.sections.length > 0 ? <a href={`${here}/versions/new`}>{t.propose}</a> : null}
        <a href={`${here}/pdf`}>{t.pdf}</a>
        <a href={`${here}/word`}>{t.word}</a>
      </p>
    </>
  );
}

export function AnalysisPage(props: { visit: Visit; of: Reading; rows: AnalysisRows }) {
  const { visit, of, rows } = props;
  const t = situationTexts(of.language);
  const mayWrite = of.may(writeAnalysis);
  const places = placesOf(of.collaboration.example, rows.parties, rows.areas);
  const parties = rows.parties.filter(
    (party) =>
      of.may(tellOfParty, party.organisation_id) ||
      rows.sections.some((row) => row.party_id === party.id && row.text !== ''),
  );
  const hasWritten = (party: PartyRow) => rows.sections.some((row) => row.party_id === party.id && row.text !== '');
  const written = parties.filter(hasWritten);
  const unwritten = parties.filter((party) => !hasWritten(party));
  const isReal = of.collaboration.example === 'real';
  const shown = isReal ? jointSections.filter((section) => isTold(section, rows)) : jointSections;
  const silent = jointSections.filter((section) => !shown.includes(section));
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{isReal ? (shown.length > 0 ? t.leadReal : t.untold) : t.lead}</p>
      {isReal ? null : <Adoption of={of} rows={rows} />}
      <Contents of={of} sections={shown} parties={written} hasUnwritten={unwritten.length > 0} />
      {shown.map((section) => (
        <Section heading={t.sections[section]} id={section} main={section === 'problem'}>
          {section === 'causes' ? (
            <>
              {rows.causes.length > 0 ? (
                <>
                  <div class="cause-wide">
                    <Scroll label={t.causes.title}>
                      <CauseTree tree={rows} language={of.language} size="wide" />
                    </Scroll>
                  </div>
                  <CauseTree tree={rows} language={of.language} size="narrow" />
                </>
              ) : (
                <p class="section-lead">{t.causes.none}</p>
              )}
              {rows.causes.length > causesAtOnce ? (
                <details class="cause-fold">
                  <summary>{t.causes.asList(rows.causes.length)}</summary>
                  <CauseList of={of} rows={rows} underId={null} mayWrite={mayWrite} />
                </details>
              ) : (
                <CauseList of={of} rows={rows} underId={null} mayWrite={mayWrite} />
              )}
              {mayWrite ? (
                <p>
                  <a href={`${analysisAt(of)}/causes/new`}>{t.causes.add}</a>
                </p>
              ) : null}
            </>
          ) : null}
          {isReal && !rows.sections.some((row) => isAt({ section, partyId: null })(row) && row.text !== '') ? null : (
            <SectionText
              visit={visit}
              of={of}
              place={{ section, partyId: null }}
              rows={rows}
              mayWrite={mayWrite}
              isSaid={section === 'causes' || section === 'done' || section === 'knowledge'}
            />
          )}
          {section === 'done' ? (
            <PriorWorkTable of={of} rows={rows.priorWork} places={places} mayWrite={mayWrite} />
          ) : null}
          {section === 'knowledge' ? <FindingTable of={of} rows={rows.findings} mayWrite={mayWrite} /> : null}
          <EvidenceList
            of={of}
            rows={rows.evidence.filter((one) => one.section === section)}
            places={places}
            mayWrite={mayWrite}
          />
          {mayWrite ? (
            <p class="small">
              <a href={`${analysisAt(of)}/evidence/new?section=${section}`}>
                {knowledgeTexts(of.language).evidence.add}
                <span class="visually-hidden"> {t.sections[section]}</span>
              </a>
            </p>
          ) : null}
        </Section>
      ))}
      {written.map((party) => (
        <Section heading={t.own(party.name)} id={party.id}>
          <SectionText
            visit={visit}
            of={of}
            place={{ section: 'ownBenefit', partyId: party.id }}
            rows={rows}
            mayWrite={of.may(tellOfParty, party.organisation_id)}
          />
        </Section>
      ))}
      {unwritten.length > 0 ? (
        <Section heading={t.ownUnwritten} id="unwritten">
          <p class="section-lead">{t.method.ownBenefit}</p>
          <ul class="rows">
            {unwritten.map((party) => (
              <li key={party.id} id={party.id}>
                <div class="title">{party.name}</div>
                <SectionText
                  visit={visit}
                  of={of}
                  place={{ section: 'ownBenefit', partyId: party.id }}
                  rows={rows}
                  mayWrite
                  isSaid
                />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {silent.length > 0 && shown.length > 0 ? (
        <p class="small">
          {t.silent(of.formats.list(silent.map((section) => t.sections[section].toLocaleLowerCase(of.language))))}
        </p>
      ) : null}
    </>
  );
}
