import type { Reading } from '../../../collaborations/index.ts';
import type { Visit } from '../../../identity/index.ts';
import { Actions, Form, Hidden } from '../../../ui/form.tsx';
import { Notice, Section } from '../../../ui/section.tsx';
import { State } from '../../../ui/state.tsx';
import type { ClauseRow } from '../../queries.ts';
import { mandateOf, type SigningObstacle, type SigningPlaceRow } from '../../signing.ts';
import type { SignatureRow } from '../queries.ts';
import { signatureTexts } from '../texts.ts';

export interface AtPlace {
  readonly visit: Visit;
  readonly of: Reading;
  readonly place: SigningPlaceRow;
}

export const versionPathOf = (of: Reading, place: Pick<SigningPlaceRow, 'agreement_id' | 'number'>): string =>
  `/collaborations/${of.collaboration.id}/agreements/${place.agreement_id}/versions/${place.number}`;

function Trail(props: Pick<AtPlace, 'of' | 'place'>) {
  return (
    <p class="trail">
      <a href={versionPathOf(props.of, props.place)}>{props.place.agreement_title}</a>
    </p>
  );
}

export function Hash(props: { hash: string }) {
  return <code class="hash">{props.hash}</code>;
}

/** Exactly what is signed, as whom, and one button. */
export function SigningPage(
  props: AtPlace & {
    clauses: readonly ClauseRow[];
    parties: readonly string[];
    mayDecline: boolean;
    mayEnterPaper: boolean;
    /** The reader has just shown once more who it is: what was pressed before that was not carried out. */
    hasShownWho: boolean;
  },
) {
  const { visit, of, place, clauses } = props;
  const t = signatureTexts(of.language).signing;
  const at = versionPathOf(of, place);
  return (
    <>
      <Trail of={of} place={place} />
      <h1>{t.title}</h1>
      <p class="lead">{t.lead(place.agreement_title, place.number)}</p>
      {props.hasShownWho ? (
        <Notice waits>
          {t.pressAgain} <a href="#sign">{t.toButton}</a>
        </Notice>
      ) : null}
      <Section heading={t.what} main>
        <p>
          <a href={`${at}/pdf`}>{t.read}</a>
        </p>
        <p>
          <a href={at}>{t.readText}</a>
        </p>
        <dl class="pairs">
          <dt>{t.parties}</dt>
          <dd>{of.formats.list(props.parties)}</dd>
          <dt>{t.contents}</dt>
          <dd>
            {t.clauses(clauses.length)}
            <ol class="contents-in-brief">
              {clauses.map((clause) => (
                <li key={clause.id}>{clause.heading}</li>
              ))}
            </ol>
          </dd>
          <dt>{t.pdfHash}</dt>
          <dd>
            <Hash hash={place.pdf_hash ?? ''} />
          </dd>
          <dt>{t.contentHash}</dt>
          <dd>
            <Hash hash={place.content_hash ?? ''} />
          </dd>
        </dl>
        <p class="small">{t.hashHint}</p>
      </Section>
      <Section heading={t.you}>
        <dl class="pairs">
          <dt>{t.person}</dt>
          <dd>{of.user.person_name}</dd>
          <dt>{t.organisation}</dt>
          <dd>{place.organisation_name}</dd>
          <dt>{t.seat}</dt>
          <dd>
            {place.seat_title}, {place.is_by_deputy ? t.deputy : t.holder}
          </dd>
          <dt>{t.place}</dt>
          <dd>{place.title}</dd>
          <dt>{t.mandate}</dt>
          <dd>{mandateOf(place) || t.noMandate}</dd>
        </dl>
      </Section>
      <Form token={visit.formToken()} id="sign">
        <Hidden name="contentHash" value={place.content_hash ?? ''} />
        <Hidden name="pdfHash" value={place.pdf_hash ?? ''} />
        <p>{t.whatItIs}</p>
        <Actions submit={t.sign} />
      </Form>
      {props.mayDecline || props.mayEnterPaper ? (
        <Section heading={t.notWilling}>
          <ul class="plain">
            {props.mayDecline ? (
              <li>
                <a href={`${at}/parties/${place.party_id}/declining`}>{t.decline}</a>
              </li>
            ) : null}
            {props.mayEnterPaper ? (
              <li>
                <a href={`${at}/places/${place.id}/paper`}>{t.onPaper}</a>
              </li>
            ) : null}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

/** Why nothing is signed here now, and what to do. */
export function NotSignedPage(props: AtPlace & { why: SigningObstacle | 'textChanged'; mayDecide: boolean }) {
  const { of, place, why } = props;
  const t = signatureTexts(of.language);
  const at = versionPathOf(of, place);
  return (
    <>
      <Trail of={of} place={place} />
      <h1>{t.refused[why].title}</h1>
      {why === 'outdated' ? <p class="lead">{t.readNewest(place.newest)}</p> : null}
      <p class={why === 'outdated' ? undefined : 'lead'}>{t.refused[why].text}</p>
      <p class="actions">
        {why === 'outdated' ? (
          <a class="button" href={versionPathOf(of, { ...place, number: place.newest })}>
            {t.readVersion(place.newest)}
          </a>
        ) : why === 'textChanged' ? (
          <a class="button" href={`${at}/places/${place.id}/signature`}>
            {t.readAgain}
          </a>
        ) : why === 'notDecided' && props.mayDecide ? (
          <a class="button" href={`${at}/parties/${place.party_id}/decision`}>
            {t.toDecision}
          </a>
        ) : (
          <a class="button" href={at}>
            {t.toAgreement}
          </a>
        )}
      </p>
    </>
  );
}

/** What was bound: shown to whoever has just signed, and to whoever comes to a place that is signed. */
export function SignedPage(
  props: AtPlace & { signature: SignatureRow; remaining: number; isJustSigned: boolean; isRefused: boolean },
) {
  const { of, place, signature } = props;
  const t = signatureTexts(of.language);
  const day = of.formats.date(signature.signed_on);
  return (
    <>
      <Trail of={of} place={place} />
      <h1>{props.isRefused ? t.refused.alreadySigned.title : t.signed.title}</h1>
      {props.isJustSigned ? (
        <p class="lead" role="status">
          {t.signed.done}
        </p>
      ) : null}
      <p class={props.isJustSigned ? undefined : 'lead'}>
        {t.signed.lead(signature.signatory_name, signature.organisation_name, day)}
      </p>
      {props.isRefused ? <p>{t.refused.alreadySigned.text}</p> : null}
      <Section heading={t.signed.bound} main>
        <dl class="pairs">
          <dt>{t.evidence.agreement}</dt>
          <dd>
            {signature.agreement_title}, {t.evidence.version(signature.number)}
          </dd>
          <dt>{t.signing.place}</dt>
          <dd>{signature.place_title}</dd>
          <dt>{t.signing.pdfHash}</dt>
          <dd>{signature.pdf_hash ? <Hash hash={signature.pdf_hash} /> : t.evidence.noPages}</dd>
          <dt>{t.signing.contentHash}</dt>
          <dd>
            <Hash hash={signature.content_hash} />
          </dd>
        </dl>
        <p>
          <State
            shape={props.remaining > 0 ? 'waits' : 'done'}
            text={props.remaining > 0 ? t.signed.waits(props.remaining) : t.signed.all}
          />
        </p>
      </Section>
      <p class="actions">
        <a class="button" href={`${versionPathOf(of, place)}/signatures/${signature.id}`}>
          {t.signed.evidence}
        </a>
        <a href={versionPathOf(of, place)}>{t.toAgreement}</a>
      </p>
    </>
  );
}
