import { createHash, createPublicKey } from 'node:crypto';
import type { AttachmentHouse } from '../../attachments/index.ts';
import { listEntered, openWorkspace, readCollaboration, workspacePage } from '../../collaborations/index.ts';
import type { Route, Visit } from '../../identity/index.ts';
import { fileAnswer, jsonType, pdfType } from '../../platform/documents/file-answer.ts';
import { notFound } from '../../platform/errors.ts';
import type { Files } from '../../platform/files/files.ts';
import { get } from '../../platform/http/route.ts';
import { composeAgreement } from '../agreement-document.ts';
import { openAgreement, versionAt, wantedIn } from '../open-agreement.ts';
import { takeOutAgreements } from '../policy.ts';
import { composeEvidence, withEvidence } from './evidence-document.ts';
import { EvidencePage } from './pages/evidence-page.tsx';
import { findSignedVersion, listSignatures, type SignatureRow } from './queries.ts';
import { signatureTexts } from './texts.ts';
import { type Kept, verifySignature } from './verifying.ts';

const signatureAt = `${versionAt}/signatures/:signature`;

/** SHA-256 of the scan as it lies in the store now. */
async function hashOfPaper(files: Files, row: SignatureRow): Promise<string | null> {
  if (!row.paper_hash) return null;
  const content = await files.read(row.paper_hash);
  if (!content) return null;
  const hash = createHash('sha256');
  for await (const part of content) hash.update(part);
  return hash.digest('hex');
}

/** What is attested about a signature, in words and to take away. */
export function evidenceRoutes(house: AttachmentHouse): readonly Route[] {
  const { workspace, documents, files } = house;
  const publicKey = createPublicKey(house.signingKey);
  const questions = (visit: Visit) => {
    const [id, agreement, number] = wantedIn(visit);
    return {
      signatures: listSignatures(id, agreement, number ?? 0),
      kept: findSignedVersion(id, agreement, number ?? 0),
    };
  };
  const verify = async (row: SignatureRow, kept: { content: string; file: Buffer | null } | undefined) => {
    const now: Kept = {
      content: kept?.content ?? '',
      pdf: kept?.file ?? null,
      paperHash: await hashOfPaper(files, row),
    };
    return verifySignature(row, publicKey, now);
  };
  const open = async (visit: Visit) => {
    const opened = await openWorkspace(visit, workspace, {
      ...questions(visit),
      entered: listEntered(wantedIn(visit)[0]),
    });
    const row = opened.rows.signatures.find((one) => one.id === visit.params.signature);
    if (!row) throw notFound();
    return { ...opened, verified: await verify(row, opened.rows.kept[0]) };
  };
  const nameOf = (visit: Visit, row: SignatureRow): string =>
    `${signatureTexts(visit.language).evidence.file}-${row.agreement_title}-${row.organisation_name}`;
  return [
    get(signatureAt, readCollaboration, async (visit) => {
      const { of, said, rows, verified } = await open(visit);
      return visit.page(
        workspacePage(visit, of, said, {
          title: signatureTexts(visit.language).evidence.title,
          current: 'agreements',
          narrow: true,
          children: (
            <EvidencePage
              of={of}
              agreementId={wantedIn(visit)[1]}
              verified={verified}
              entered={rows.entered.find(
                (one) => one.subject_type === 'signature' && one.subject_id === verified.signature.id,
              )}
            />
          ),
        }),
      );
    }),
    get(`${signatureAt}/json`, readCollaboration, async (visit) => {
      const { rows } = await visit.read(questions(visit));
      const row = rows.signatures.find((one) => one.id === visit.params.signature);
      if (!row) throw notFound();
      // The attestation is a string: exactly the bytes that are signed, which another form of the same JSON is not.
      const bundle = {
        form: 'armkrok.signature-bundle/1',
        evidence: row.evidence,
        signature: row.evidence_signature.toString('base64'),
        publicKey: publicKey.export({ type: 'spki', format: 'pem' }),
        timeStamp: row.stamp ? { authority: row.authority, response: row.stamp.toString('base64') } : null,
      };
      return fileAnswer(`${JSON.stringify(bundle, null, 2)}\n`, jsonType, `${nameOf(visit, row)}.json`);
    }),
    get(`${signatureAt}/pdf`, readCollaboration, async (visit) => {
      const { of, verified } = await open(visit);
      const address = `${house.origin}${visit.url.pathname.replace(/\/pdf$/, '')}`;
      return fileAnswer(
        await documents.pdf(composeEvidence(verified, of, address), 'a-2a'),
        pdfType,
        `${nameOf(visit, verified.signature)}.pdf`,
      );
    }),
    get(`${versionAt}/with-evidence/pdf`, takeOutAgreements, async (visit) => {
      const { of, version, agreement, rows } = await openAgreement(visit, house);
      if (!version.locked_at) throw notFound();
      const own = (await visit.read(questions(visit))).rows;
      const clauses = rows.clauses.filter((one) => one.agreement_version_id === version.id);
      const text = composeAgreement({ agreement, version, ...rows, clauses }, of, version.content_hash);
      const all = await Promise.all(own.signatures.map((row) => verify(row, own.kept[0])));
      return fileAnswer(
        await documents.pdf(withEvidence(text, all, of), 'a-2a'),
        pdfType,
        `${agreement.title}-${version.number}-${signatureTexts(visit.language).evidence.fileWithAll}.pdf`,
      );
    }),
  ];
}
