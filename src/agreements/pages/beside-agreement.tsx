import { State } from '../../ui/state.tsx';
import { mayBeJoined } from '../joining.ts';
import { writeAgreements } from '../policy.ts';
import type { AgreementPartyRow } from '../queries.ts';
import { agreementTexts } from '../texts.ts';
import { type AgreementParts, stateOf, versionPath } from './agreement-parts.ts';
import { StanceNote } from './comment-parts.tsx';
import { stanceShapes } from './shapes.ts';

/** What it is, how it binds, between whom: what every agreement has, also one of which only this is known. */
export function AgreementFactsList(props: AgreementParts) {
  const { of, agreement } = props;
  const t = agreementTexts(of.language);
  const isReal = of.collaboration.example === 'real';
  const base = `/collaborations/${of.collaboration.id}/agreements`;
  return (
    <dl class="pairs small">
      <dt>{t.page.kind}</dt>
      <dd>{t.kinds[agreement.kind]}</dd>
      <dt>{t.page.ground}</dt>
      <dd>
        {agreement.adopting_party_name
          ? t.adoptedBy(agreement.adopting_party_name)
          : agreement.ground
            ? (isReal || agreement.is_taken_over ? t.groundsDone : t.grounds)[agreement.ground]
            : t.groundNotKnown}
      </dd>
      {agreement.main_agreement_id ? (
        <>
          <dt>{t.mainAgreement}</dt>
          <dd>
            <a href={`${base}/${agreement.main_agreement_id}`}>{agreement.main_agreement_title}</a>
          </dd>
        </>
      ) : null}
      {agreement.concerns.length > 0 ? (
        <>
          <dt>{t.page.concerns}</dt>
          <dd>{of.formats.list(agreement.concerns.map((one) => t.concerned[one]))}</dd>
        </>
      ) : null}
      {isReal && props.parties.length > 0 ? (
        <>
          <dt>{t.page.between}</dt>
          <dd>{of.formats.list(props.parties.map((one) => one.party_name))}</dd>
        </>
      ) : null}
      {agreement.is_open_to_others === null ? null : (
        <>
          <dt>{t.page.parties}</dt>
          <dd>{agreement.is_open_to_others ? t.openToOthers : t.notOpenToOthers}</dd>
        </>
      )}
    </dl>
  );
}

/** Four letters at a time, as one reads them aloud. */
const inFours = (hash: string): string => (hash.slice(0, 16).match(/.{4}/g) ?? []).join(' ');

export function BesideAgreement(
  props: AgreementParts & { isOpen: boolean; own: AgreementPartyRow | undefined; mayAnswer: boolean },
) {
  const { of, version, versions, own, clauses, isOpen } = props;
  const t = agreementTexts(of.language);
  const here = versionPath(of, version);
  const isReal = of.collaboration.example === 'real';
  const mayWrite = of.may(writeAgreements) && !isReal;
  const older = versions.find((one) => one.number < version.number);
  const newest = Math.max(...versions.map((one) => one.number));
  const silent = props.parties.filter((one) => one.stance === 'reading').length;
  return (
    <aside class="agreement-aside" aria-label={t.page.facts}>
      {own && !isReal ? (
        <section>
          <h2>{t.page.ownParty(own.party_name)}</h2>
          {version.sent_at && isOpen ? (
            <>
              <p>
                <State shape={stanceShapes[own.stance]} text={t.stances[own.stance]} />
              </p>
              {own.stance_note ? <p class="small">{own.stance_note}</p> : null}
              <StanceNote {...props} party={own} />
              {props.mayAnswer ? (
                <p>
                  <a class="button" href={`${here}/stances/${own.party_id}`}>
                    {version.answers_due_on && own.stance === 'reading'
                      ? t.page.answerBy(of.formats.dayAndMonth(version.answers_due_on))
                      : t.page.answerNow}
                  </a>
                </p>
              ) : null}
            </>
          ) : null}
          {props.binding.ownParty}
        </section>
      ) : null}
      {isOpen && version.sent_at ? (
        <section>
          <h2>{silent === 0 ? t.answering.allHave : t.gaps.awaits(silent)}</h2>
          <ul class="plain small">
            {props.parties
              .filter((one) => one.stance !== 'reading' || mayWrite)
              .map((one) => (
                <li key={one.id}>
                  <State shape={stanceShapes[one.stance]} text={`${one.party_name}: ${t.stances[one.stance]}`} />
                  {one.stance_note && one !== own ? <p>{one.stance_note}</p> : null}
                  {one === own ? null : <StanceNote {...props} party={one} />}
                  {mayWrite && one !== own ? (
                    <a href={`${here}/stances/${one.party_id}`}>
                      {t.answering.enterFor} <span class="visually-hidden">{one.party_name}</span>
                    </a>
                  ) : null}
                </li>
              ))}
          </ul>
        </section>
      ) : null}
      {props.binding.actions}
      {props.original ? (
        <section>
          <h2>{t.takeOver.original}</h2>
          <p class="small">{props.original.original_name}</p>
          <p class="small">
            {props.original.has_signature
              ? `${t.takeOver.signature} ${props.original.has_bytes_after_signature ? t.takeOver.bytesAfter : t.takeOver.noBytesAfter}`
              : t.takeOver.noSignature}
          </p>
          <p class="small">{t.takeOver.notChecked}</p>
        </section>
      ) : null}
      {version.content_hash ? (
        <section>
          <h2>
            <State shape="locked" text={t.page.lockedHeading} />
          </h2>
          <p class="small">{t.page.lockedText(newest + 1)}</p>
          <p class="source">
            {t.page.checksum} <span title={version.content_hash}>{inFours(version.content_hash)}</span>
          </p>
        </section>
      ) : null}
      {mayWrite ? (
        <section>
          <h2>{t.page.prepare}</h2>
          <ul class="plain small">
            <li>
              <a href={`/collaborations/${of.collaboration.id}/agreements/${version.agreement_id}/edit`}>
                {t.page.editAgreement}
              </a>
            </li>
            {isOpen ? (
              <>
                <li>
                  <a href={`${here}/conditions`}>{t.page.editConditions}</a>
                </li>
                <li>
                  <a href={`${here}/sending`}>{version.sent_at ? t.page.sendAgain : t.page.send}</a>
                </li>
                {clauses.length > 0 ? (
                  <li>
                    <a href={`${here}/locking`}>{t.page.lock}</a>
                  </li>
                ) : null}
              </>
            ) : version.number === newest ? (
              <li>
                <a href={`${here}/next`}>{t.page.newVersion}</a>
              </li>
            ) : null}
            {mayBeJoined(props.agreement, stateOf(props).state) ? (
              <li>
                <a href={`${here}/joining`}>{t.joining.open}</a>
              </li>
            ) : null}
          </ul>
        </section>
      ) : null}
      {clauses.length > 0 || !isReal ? (
        <section>
          <h2>{t.page.facts}</h2>
          <AgreementFactsList {...props} />
        </section>
      ) : null}
      {clauses.length > 0 ? (
        <nav aria-label={t.page.contents}>
          <h2>{t.page.contents}</h2>
          <ol class="contents-of-agreement small">
            {clauses.map((clause) => (
              <li key={clause.id}>
                <a href={`#clause-${clause.place}`}>{clause.heading}</a>
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      {isReal ? null : (
        <ul class="plain small">
          {older ? (
            <li>
              <a href={`${here}/comparison`}>{t.page.compare(older.number)}</a>
            </li>
          ) : null}
          <li>
            <a href={`${here}/pdf`}>{props.original ? t.page.readOriginal : t.page.readPdf}</a>
          </li>
          <li>
            <a href={`${here}/word`}>{t.page.readWord}</a>
          </li>
          <li>
            <a href={`${here}/json`}>{t.page.readJson}</a>
          </li>
        </ul>
      )}
    </aside>
  );
}
