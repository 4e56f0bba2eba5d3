import { effects, outcomeWords, positions } from '../../groups/index.ts';
import { identityTexts } from '../../identity/index.ts';
import type { DocumentModel } from '../../platform/documents/document.ts';
import { WordDifference } from '../../situation-analysis/index.ts';
import { DocumentPage } from '../../ui/document-page.tsx';
import {
  Actions,
  Choices,
  ErrorSummary,
  Form,
  type FormState,
  Hidden,
  TextArea,
  TextField,
  Version,
} from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { besideBefore, type ReportSection } from '../carrying-over.ts';
import { linesOf } from '../documents/report.tsx';
import { decideRounds, prepareRounds, speakInRounds } from '../policy.ts';
import { followUpTexts } from '../texts.ts';
import { askedParties, type FullRoundParts } from './full-round-page.tsx';
import { roundsAt } from './round-parts.tsx';

/** The report as it stands, or as it was adopted; then the party’s own position, and what the process leader does next. */
export function ReportPage(props: FullRoundParts & { model: DocumentModel; state: FormState }) {
  const { visit, of, round, adoption, versions, ownParty, state } = props;
  const t = followUpTexts(of.language);
  const here = `${roundsAt(of)}/${round.id}`;
  const asked = askedParties(props);
  const speaks = of.may(speakInRounds);
  const ownPosition = props.positions.find((one) => one.party_id === ownParty?.id);
  const reserved = props.positions.filter((one) => one.reservation !== '');
  // A position is taken on what somebody has read, not on what still stands from the round before.
  const unread = props.text?.carried_over.length ?? 0;
  const isRead = props.text !== undefined && unread === 0;
  const mayTakePosition = speaks && isRead && asked.some((party) => party.id === ownParty?.id);
  const [newest] = versions;
  return (
    <>
      <p class="trail no-print">
        <a href={here}>{round.name}</a>
      </p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      {of.may(prepareRounds) && !adoption ? (
        <p class="actions no-print">
          <a class="button" href={`${here}/report/edit`}>
            {props.text ? t.report.goOn : t.report.write}
          </a>
          {newest && isRead && of.may(decideRounds) ? <a href={`${here}/report/adoption`}>{t.report.adopt}</a> : null}
          {unread > 0 ? <a href="#carried-over">{followUpTexts(of.language).carriedOver.unread(unread)}</a> : null}
        </p>
      ) : null}
      {newest && !adoption && mayTakePosition && !ownPosition ? (
        <p class="actions no-print">
          <a class="button" href="#own-position">
            {t.report.takePositionNow}
          </a>
        </p>
      ) : null}
      <p class="small file-links no-print">
        <span>{t.report.downloads}:</span> <a href={`${here}/report/pdf`}>{t.report.pdf}</a>
        <a href={`${here}/report/archive-pdf`}>{t.report.archivePdf}</a>
        <a href={`${here}/report/word`}>{t.report.word}</a>
        <a href={`${here}/report/csv`}>{t.report.csv}</a>
      </p>
      <DocumentPage model={props.model} texts={{ showAsTable: t.report.showTable }} />
      <CarriedOver {...props} />
      {reserved.length > 0 ? (
        <Section heading={t.report.reservations}>
          <ul class="rows">
            {reserved.map((one) => (
              <li key={one.party_id}>
                {t.report.reserved(
                  props.parties.find((party) => party.id === one.party_id)?.name ?? '',
                  one.reservation,
                )}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {newest && !adoption && mayTakePosition ? (
        <Section heading={t.report.position} id="own-position">
          <p class="small section-lead">{t.report.positionLead}</p>
          <Form token={visit.formToken()} action={`${here}/report/positions`}>
            <Version value={ownPosition?.version ?? 0} state={state} />
            <Choices
              name="position"
              label={t.report.position}
              value={ownPosition?.position}
              options={positions.map((position) => ({
                value: position,
                text: outcomeWords(of.language).ownPositions[position],
              }))}
              state={state}
            />
            <TextArea
              name="reservation"
              rows={2}
              label={t.report.reservation}
              hint={t.report.reservationHint}
              value={ownPosition?.reservation}
              state={state}
            />
            <Actions submit={t.report.takePosition} />
          </Form>
        </Section>
      ) : null}
      {versions.length > 0 ? (
        <Section heading={t.report.versions}>
          <ul class="rows">
            {versions.map((version) => (
              <li key={version.number}>
                <span>
                  {t.report.version(version.number)}{' '}
                  <span class="small">
                    {t.report.writtenBy(
                      version.written_by_name ?? t.report.somebody,
                      of.formats.date(version.written_at),
                    )}
                  </span>
                </span>
                {adoption?.number === version.number ? <span class="label">{t.report.adopted}</span> : null}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

const besideStates = { unread: 'notStarted', stands: 'done', changed: 'underWay' } as const;

/** What differs from the report before, section by section; what nobody has read through yet, to let stand or to change. */
function CarriedOver(props: FullRoundParts & { state: FormState }) {
  const { visit, of, round, text, reportBefore, adoption, state } = props;
  if (!text || !reportBefore) return null;
  const t = followUpTexts(of.language).carriedOver;
  const here = `${roundsAt(of)}/${round.id}/report`;
  const unread = text.carried_over;
  const mayWrite = of.may(prepareRounds) && !adoption;
  return (
    <Section
      heading={t.heading}
      id="carried-over"
      beside={unread.length > 0 ? <State shape="waits" text={t.unread(unread.length)} /> : undefined}
    >
      <p class="section-lead">
        {adoption ? t.leadAdopted(reportBefore.round_name) : t.lead(reportBefore.round_name)}{' '}
        <a href={`${roundsAt(of)}/${reportBefore.round_id}/report`}>{t.toReport(reportBefore.round_name)}</a>
      </p>
      {besideBefore(text, reportBefore).map((one) => (
        <section key={one.section} class="report-beside" aria-label={t.sections[one.section]}>
          <h3>{t.sections[one.section]}</h3>
          <p class="small">
            <State shape={besideStates[one.state]} text={t.states[one.state]} />
          </p>
          {one.state === 'changed' ? (
            <>
              <WordDifference from={one.earlier} to={one.now} language={of.language} />
              {one.section === 'summary' && one.now === '' ? <p>{t.fromFigures}</p> : null}
            </>
          ) : (
            linesOf(one.now).map((line) => <p key={line}>{line}</p>)
          )}
        </section>
      ))}
      {mayWrite && unread.length > 0 ? (
        <Form token={visit.formToken()} action={`${here}/carried-over`}>
          <Version value={text.number} state={state} />
          <Choices
            name="read"
            many
            values={[]}
            label={t.standLabel}
            options={unread.map((section) => ({ value: section, text: t.sections[section] }))}
            state={state}
          />
          <Actions submit={t.letStand}>
            <a href={`${here}/edit`}>{t.change}</a>
          </Actions>
        </Form>
      ) : null}
    </Section>
  );
}

export function EditReportPage(props: FullRoundParts & { proposed: string; state: FormState }) {
  const { visit, of, round, state } = props;
  const t = followUpTexts(of.language).report;
  const { text, reportBefore } = props;
  const carried = followUpTexts(of.language).carriedOver;
  const hintOf = (section: ReportSection, hint?: string): string =>
    [reportBefore && text?.carried_over.includes(section) ? carried.hint(reportBefore.round_name) : '', hint]
      .filter(Boolean)
      .join(' ');
  const here = `${roundsAt(of)}/${round.id}/report`;
  return (
    <>
      <p class="trail">
        <a href={here}>{t.title}</a>
      </p>
      <h1>{text ? t.goOn : t.write}</h1>
      <p class="lead">{t.writeLead}</p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Version value={text?.number ?? 0} state={state} />
        <TextField
          name="title"
          label={t.titleLabel}
          hint={hintOf('title', t.titleHint)}
          value={text?.title}
          state={state}
        />
        <TextArea
          name="summary"
          rows={8}
          label={t.summaryLabel}
          hint={hintOf('summary', text ? t.summaryHintLater : t.summaryHint)}
          value={text?.summary || (text?.number ? '' : props.proposed)}
          state={state}
        />
        {text?.carried_over.includes('summary') ? (
          <details class="told-now">
            <summary>{carried.figuresNow}</summary>
            <ul>
              {linesOf(props.proposed).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </details>
        ) : null}
        <TextArea
          name="changes"
          rows={4}
          label={t.changesLabel}
          hint={hintOf('changes') || undefined}
          value={text?.changes}
          state={state}
        />
        <Actions submit={t.save} cancel={{ href: here, text: identityTexts(of.language).frame.cancel }} />
      </Form>
    </>
  );
}

export function AdoptReportPage(props: FullRoundParts & { state: FormState }) {
  const { visit, of, round, state, versions } = props;
  const t = followUpTexts(of.language).report;
  const here = `${roundsAt(of)}/${round.id}/report`;
  return (
    <>
      <p class="trail">
        <a href={here}>{t.title}</a>
      </p>
      <h1>{t.adopt}</h1>
      <p class="lead">{t.adoptLead}</p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Hidden name="number" value={versions[0]?.number ?? 0} />
        <TextField name="adoptedBy" label={t.adoptedBy} state={state} />
        <TextField name="adoptedOn" type="date" short label={t.adoptedOn} state={state} />
        <Choices
          name="effect"
          label={t.effect}
          value="standpoint"
          options={effects.map((effect) => ({
            value: effect,
            text: outcomeWords(of.language).effects[effect],
            hint: outcomeWords(of.language).effectHints[effect],
          }))}
          state={state}
        />
        <TextField name="basis" label={t.basis} hint={t.basisHint} state={state} />
        <Actions submit={t.adopt} cancel={{ href: here, text: identityTexts(of.language).frame.cancel }} />
      </Form>
    </>
  );
}
