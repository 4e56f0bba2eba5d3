import { effects, outcomeWords, positions } from '../../groups/index.ts';
import { identityTexts } from '../../identity/index.ts';
import type { DocumentModel } from '../../platform/documents/document.ts';
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
  const mayTakePosition = speaks && asked.some((party) => party.id === ownParty?.id);
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
            {newest ? t.report.goOn : t.report.write}
          </a>
          {newest && of.may(decideRounds) ? <a href={`${here}/report/adoption`}>{t.report.adopt}</a> : null}
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

export function EditReportPage(props: FullRoundParts & { proposed: string; state: FormState }) {
  const { visit, of, round, state, versions } = props;
  const t = followUpTexts(of.language).report;
  const [newest] = versions;
  const here = `${roundsAt(of)}/${round.id}/report`;
  return (
    <>
      <p class="trail">
        <a href={here}>{t.title}</a>
      </p>
      <h1>{newest ? t.goOn : t.write}</h1>
      <p class="lead">{t.writeLead}</p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Version value={newest?.number ?? 0} state={state} />
        <TextField name="title" label={t.titleLabel} hint={t.titleHint} value={newest?.title} state={state} />
        <TextArea
          name="summary"
          rows={8}
          label={t.summaryLabel}
          hint={t.summaryHint}
          value={newest?.summary ?? props.proposed}
          state={state}
        />
        <TextArea name="changes" rows={4} label={t.changesLabel} value={newest?.changes} state={state} />
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
