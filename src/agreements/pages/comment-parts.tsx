import { collaborationTexts, EnteredNote } from '../../collaborations/index.ts';
import { speaksFor } from '../../identity/index.ts';
import { State } from '../../ui/state.tsx';
import { answerAgreements, writeAgreements } from '../policy.ts';
import type { AgreementPartyRow, ClauseRow } from '../queries.ts';
import { agreementTexts } from '../texts.ts';
import { type AgreementParts, versionPath } from './agreement-parts.ts';
import { Differences } from './clause-parts.tsx';

type Parts = Pick<AgreementParts, 'of' | 'entered' | 'version'>;

/** By whom and how it was entered, where a party has not said it here itself. */
export function StanceNote(props: Parts & { party: AgreementPartyRow }) {
  const entered = props.entered.find((one) => one.subject_type === 'stance' && one.subject_id === props.party.id);
  return entered ? (
    <EnteredNote
      withWords
      entered={entered}
      party={props.party.party_name}
      texts={collaborationTexts(props.of.language)}
      formats={props.of.formats}
    />
  ) : null;
}

const answerShapes = { taken: 'done', partlyTaken: 'underWay', notTaken: 'stoodAside' } as const;

/** What the parties have said of a clause, and how it was met. */
export function Comments(props: AgreementParts & { clause: ClauseRow }) {
  const { of, clause, version } = props;
  const t = agreementTexts(of.language).answering;
  const here = `${versionPath(of, version)}/clauses/${clause.id}`;
  const isOpen = version.sent_at !== null && version.locked_at === null;
  const own = props.comments.filter((one) => one.clause_id === clause.id);
  const mayComment = isOpen && of.may(answerAgreements);
  if (own.length === 0 && !mayComment) return null;
  return (
    <div class="comments">
      {own.length > 0 ? (
        <ul class="plain">
          {own.map((one) => {
            const entered = props.entered.find((row) => row.subject_type === 'comment' && row.subject_id === one.id);
            const isOwn = speaksFor(of.user, of.collaboration.id, one.organisation_id);
            return (
              <li key={one.id} id={`comment-${one.id}`}>
                <p>
                  <strong>{one.party_name}</strong>: {one.text}
                </p>
                {one.proposal ? (
                  <>
                    <p class="small">{t.proposes}</p>
                    <Differences before={clause.text} after={one.proposal} />
                  </>
                ) : null}
                {entered ? (
                  <EnteredNote
                    withWords
                    entered={entered}
                    party={one.party_name}
                    texts={collaborationTexts(of.language)}
                    formats={of.formats}
                  />
                ) : null}
                {one.answer ? (
                  <p class="small">
                    <State shape={answerShapes[one.answer]} text={t.answers[one.answer]} /> {one.answer_text}
                  </p>
                ) : isOpen && of.may(writeAgreements) ? (
                  <p class="small">
                    <a href={`${here}/comments/${one.id}`}>
                      {t.answer} <span class="visually-hidden">{one.party_name}</span>
                    </a>
                  </p>
                ) : isOwn ? (
                  <p class="small">{t.notAnswered}</p>
                ) : null}
              </li>
            );
          })}
        </ul>
      ) : null}
      {mayComment ? (
        <p class="small">
          <a href={`${here}/comments/new`}>
            {t.comment} <span class="visually-hidden">{clause.heading}</span>
          </a>
        </p>
      ) : null}
    </div>
  );
}
