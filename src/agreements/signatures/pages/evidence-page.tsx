import { collaborationTexts, EnteredNote, type EnteredRow, type Reading } from '../../../collaborations/index.ts';
import { Blocks } from '../../../ui/document-page.tsx';
import { Section } from '../../../ui/section.tsx';
import { State } from '../../../ui/state.tsx';
import { evidenceBlocks } from '../evidence-document.ts';
import { signatureTexts } from '../texts.ts';
import type { Verified } from '../verifying.ts';
import { versionPathOf } from './signing-pages.tsx';

/** One signature in words, and whether it holds: red when something does not. */
export function EvidencePage(props: {
  of: Reading;
  agreementId: string;
  verified: Verified;
  entered: EnteredRow | undefined;
}) {
  const { of, verified } = props;
  const { signature: row, faults } = verified;
  const t = signatureTexts(of.language).evidence;
  const at = versionPathOf(of, { agreement_id: props.agreementId, number: row.number });
  const here = `${at}/signatures/${row.id}`;
  const holds = faults.length === 0;
  return (
    <>
      <p class="trail">
        <a href={at}>{row.agreement_title}</a>
      </p>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead(row.signatory_name, row.organisation_name, row.agreement_title, row.number)}</p>
      {props.entered ? (
        <p>
          <EnteredNote
            withWords
            entered={props.entered}
            party={row.organisation_name}
            texts={collaborationTexts(of.language)}
            formats={of.formats}
          />
        </p>
      ) : null}
      <div class={holds ? 'verified' : 'verified broken'} role={holds ? undefined : 'alert'}>
        <p>
          <State shape={holds ? 'done' : 'missed'} text={holds ? t.holds : t.broken} />
        </p>
        <p>{holds ? t.holdsText : t.brokenText}</p>
        {holds ? null : (
          <ul>
            {faults.map((fault) => (
              <li key={fault}>{t.faults[fault]}</li>
            ))}
          </ul>
        )}
      </div>
      <div class="evidence">
        <Blocks
          blocks={evidenceBlocks(verified, of, 2).filter((block) => block.kind === 'heading' || block.kind === 'pairs')}
          texts={{ showAsTable: '' }}
        />
      </div>
      <Section heading={t.takeAway}>
        <ul class="plain">
          <li>
            <a href={`${here}/pdf`}>{t.pdf}</a>
          </li>
          <li>
            <a href={`${here}/json`}>{t.json}</a>
          </li>
          <li>
            <a href={`${at}/pdf`}>{t.pages}</a>
          </li>
          <li>
            <a href={`${at}/with-evidence/pdf`}>{t.withEvidence}</a>
          </li>
          {row.attachment_id ? (
            <li>
              <a href={`/collaborations/${of.collaboration.id}/attachments/${row.attachment_id}`}>{t.seePaper}</a>
            </li>
          ) : null}
        </ul>
        <p class="small">{t.isNot}</p>
        <p class="small">{t.elsewhere}</p>
      </Section>
    </>
  );
}
