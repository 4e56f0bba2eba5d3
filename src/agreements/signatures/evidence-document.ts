import type { Reading } from '../../collaborations/index.ts';
import { dayOf, identityTexts, providerTexts } from '../../identity/index.ts';
import type { Block, DocumentModel, Pair } from '../../platform/documents/document.ts';
import type { Formats } from '../../platform/texts.ts';
import { signatureTexts } from './texts.ts';
import type { Verified } from './verifying.ts';

const instant = (at: Date | string, formats: Formats): string => {
  const when = new Date(at);
  return `${formats.date(dayOf(when))}, ${formats.time(when)}`;
};

/** One signature in words: what, who, how and when, as it was attested. The same on the web, in PDF and after the text. */
export function evidenceBlocks(verified: Verified, of: Reading, level: 2 | 3): readonly Block[] {
  const t = signatureTexts(of.language).evidence;
  const { evidence: said, signature: row } = verified;
  const heading = (text: string): Block => ({ kind: 'heading', level, text });
  const pairs = (...own: readonly Pair[]): Block => ({ kind: 'pairs', pairs: own });
  if (!said) return [];
  const { signature, signIn, paper } = said;
  const stamp = row.authority
    ? verified.stampedAt
      ? t.stamped(row.authority, instant(verified.stampedAt, of.formats))
      : t.stampUntold(row.authority)
    : said.timeStampAuthority
      ? t.awaitsStamp(said.timeStampAuthority)
      : t.noStamp;
  return [
    heading(t.what),
    pairs(
      { term: t.agreement, text: `${said.agreement.title}, ${t.version(said.agreement.version)}` },
      { term: t.collaboration, text: said.collaboration.name },
      { term: t.pdfHash, text: said.pdfSha256 ?? t.noPages },
      { term: t.contentHash, text: said.contentSha256 },
    ),
    heading(t.who),
    pairs(
      { term: t.signatory, text: signature.signatory },
      { term: t.organisation, text: said.organisation.name },
      { term: t.place, text: said.place.title },
      ...(signature.seat
        ? [
            {
              term: t.seat,
              text: `${signature.seat.title}, ${signatureTexts(of.language).signing[signature.seat.isByDeputy ? 'deputy' : 'holder']}`,
            },
          ]
        : []),
      { term: t.mandate, text: signature.mandate || t.notSaid },
    ),
    heading(t.how),
    pairs(
      { term: t.manner, text: t.manners[signature.manner] },
      ...(signIn
        ? [
            { term: t.method, text: t.methods[signIn.method] },
            { term: t.provider, text: signIn.provider || t.ownProvider },
            {
              term: t.assurance,
              text: signIn.assurance ? providerTexts(of.language).form.acrNames[signIn.assurance] : t.noAssurance,
            },
            { term: t.authenticated, text: instant(signIn.authenticatedAt, of.formats) },
          ]
        : []),
      ...(paper
        ? [
            { term: t.paper, text: paper.sha256 },
            { term: t.enteredBy, text: `${paper.enteredBy.person}, ${paper.enteredBy.organisation}` },
          ]
        : []),
    ),
    heading(t.when),
    pairs(
      { term: t.signedOn, text: of.formats.date(signature.signedOn) },
      { term: t.attestedAt, text: instant(signature.at, of.formats) },
      { term: t.stamp, text: stamp },
    ),
    ...(verified.faults.length > 0
      ? [
          { kind: 'callout' as const, text: `${t.broken}. ${t.brokenText}` },
          { kind: 'list' as const, form: 'bullets' as const, items: verified.faults.map((fault) => t.faults[fault]) },
        ]
      : [
          {
            kind: 'paragraph' as const,
            text: `${t.verified} ${instant(of.now, of.formats)}: ${t.holds}. ${t.holdsText}`,
          },
        ]),
  ];
}

/** The evidence of one signature, to be kept or shown to somebody else. */
export function composeEvidence(verified: Verified, of: Reading, address: string): DocumentModel {
  const t = signatureTexts(of.language).evidence;
  const { signature: row } = verified;
  const { example } = of.collaboration;
  return {
    language: of.language,
    title: t.lead(row.signatory_name, row.organisation_name, row.agreement_title, row.number),
    author: of.collaboration.name,
    date: dayOf(of.now),
    label: example === 'none' ? undefined : identityTexts(of.language).frame.example[example],
    head: { name: of.collaboration.name, detail: t.title },
    foot: `${row.agreement_title}. ${t.foot}`,
    blocks: [
      ...evidenceBlocks(verified, of, 2),
      { kind: 'paragraph', small: true, text: t.isNot },
      { kind: 'paragraph', small: true, text: [`${t.elsewhere} `, { text: address, link: address }] },
    ],
  };
}

/** The text with everything that is attested about it after it. What was signed is the file kept, not this copy. */
export function withEvidence(text: DocumentModel, all: readonly Verified[], of: Reading): DocumentModel {
  const t = signatureTexts(of.language).evidence;
  return {
    ...text,
    blocks: [
      { kind: 'paragraph', small: true, text: t.copy },
      ...text.blocks,
      { kind: 'pageBreak' },
      { kind: 'heading', level: 2, text: t.all },
      ...(all.length === 0 ? [{ kind: 'paragraph' as const, text: t.noneYet }] : []),
      ...all.flatMap((one): readonly Block[] => [
        { kind: 'heading', level: 3, text: `${one.signature.signatory_name}, ${one.signature.organisation_name}` },
        ...evidenceBlocks(one, of, 3).filter((block) => block.kind !== 'heading'),
      ]),
    ],
  };
}
