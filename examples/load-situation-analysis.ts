import { readFileSync } from 'node:fs';
import type { User } from '../src/identity/index.ts';
import { findSeriesByCode } from '../src/indicators/index.ts';
import type { Database } from '../src/platform/database/database.ts';
import type { BothLanguages } from '../src/platform/texts.ts';
import {
  addCause,
  contestCause,
  type Grade,
  type JointSection,
  noteEvidence,
  noteFinding,
  notePriorWork,
  type PriorWorkKind,
  type SectionName,
  saveSection,
  saveStatedBenefit,
} from '../src/situation-analysis/index.ts';
import { type Cast, type Keyed, morningOf, need } from './load-rounds.ts';
import type { EnteredForParty } from './playable-example.ts';

interface ExampleSituationAnalysis {
  readonly sections: readonly {
    readonly section: SectionName;
    /** Whose own benefit it tells of. */
    readonly party: string | null;
    /** Null where the leader has entered what the party said. */
    readonly writtenBy: string | null;
    readonly entered?: Pick<EnteredForParty, 'channel' | 'statedOn'>;
    readonly writtenOn: string;
    readonly text: BothLanguages;
  }[];
  readonly causes: readonly { readonly key: string; readonly under: string | null; readonly text: BothLanguages }[];
  readonly causesAddedOn: string;
  readonly objections: readonly {
    readonly cause: string;
    readonly party: string;
    readonly saidBy: string;
    readonly saidOn: string;
    readonly because: BothLanguages;
  }[];
  readonly priorWork: readonly {
    readonly kind: PriorWorkKind;
    readonly what: BothLanguages;
    readonly party: string | null;
    readonly actor: string | null;
    readonly other: string;
    readonly since: number | null;
    readonly area: string | null;
    readonly place: string;
  }[];
  readonly priorWorkAddedOn: string;
  readonly findings: readonly {
    readonly key: string;
    readonly text: BothLanguages;
    readonly source: BothLanguages;
    readonly link: string;
    readonly year: number | null;
    readonly grade: Grade;
  }[];
  readonly findingsAddedOn: string;
  readonly evidence: readonly {
    readonly section: JointSection | null;
    readonly cause: string | null;
    readonly statement: BothLanguages | null;
    /** An official series by its source and code, with the place whose figures are lent; or a finding. */
    readonly series: string | null;
    readonly area: string | null;
    readonly finding: string | null;
  }[];
  readonly evidenceAddedOn: string;
}

export const situationAnalysisText = readFileSync(
  new URL('fler-unga-i-arbete/situation-analysis.json', import.meta.url),
  'utf8',
);
const example = JSON.parse(situationAnalysisText) as ExampleSituationAnalysis;

const afterMorning = (day: string, minutes: number): Date => new Date(morningOf(day).getTime() + minutes * 60_000);

/** The analysis of the invented example, each text by its writer and through the room's own verbs. */
export async function loadSituationAnalysis(database: Database<User>, cast: Cast, actors: Keyed): Promise<void> {
  const { leader, as, parties, collaborationId } = cast;
  for (const { section, party, writtenBy, entered, writtenOn, text } of example.sections) {
    await database.write(writtenBy ? as(writtenBy) : leader, morningOf(writtenOn), async (tx) => {
      if (party) await saveStatedBenefit(tx, collaborationId, need(parties, party), 0, text.sv, entered);
      else await saveSection(tx, collaborationId, { section, partyId: null }, 0, text.sv);
    });
  }
  const causes = new Map<string, string>();
  // One after the other: they stand in the order in which they were added.
  for (const [at, { key, under, text }] of example.causes.entries()) {
    await database.write(leader, afterMorning(example.causesAddedOn, at), async (tx) => {
      causes.set(key, addCause(tx, collaborationId, { text: text.sv, underId: under ? need(causes, under) : null }));
    });
  }
  for (const { cause, party, saidBy, saidOn, because } of example.objections) {
    await database.write(as(saidBy), morningOf(saidOn), async (tx) =>
      contestCause(tx, collaborationId, {
        causeId: need(causes, cause),
        partyId: need(parties, party),
        because: because.sv,
      }),
    );
  }
  await database.write(leader, morningOf(example.priorWorkAddedOn), async (tx) => {
    for (const { kind, what, party, actor, other, since, area, place } of example.priorWork)
      await notePriorWork(tx, collaborationId, {
        kind,
        what: what.sv,
        party_id: party ? need(parties, party) : null,
        actor_id: actor ? need(actors, actor) : null,
        other_name: other,
        since_year: since,
        area_code: area,
        place_name: place,
        source_note: '',
      });
  });
  const findings = new Map<string, string>();
  await database.write(leader, morningOf(example.findingsAddedOn), async (tx) => {
    for (const { key, text, source, link, year, grade } of example.findings)
      findings.set(
        key,
        await noteFinding(tx, collaborationId, { text: text.sv, source: source.sv, link, published_year: year, grade }),
      );
  });
  await database.write(leader, morningOf(example.evidenceAddedOn), async (tx) => {
    for (const { section, cause, statement, series, area, finding } of example.evidence) {
      const figure = series && (await tx.one(findSeriesByCode('kolada', [series.replace('kolada:', '')])));
      const facts = {
        section,
        cause_id: cause ? need(causes, cause) : null,
        statement: statement?.sv ?? '',
        series_id: figure ? figure.id : null,
        area_code: area,
        finding_id: finding ? need(findings, finding) : null,
      };
      const found = example.findings.find(({ key }) => key === finding);
      await noteEvidence(tx, collaborationId, facts, figure ? figure.title : (found?.text.sv ?? ''));
    }
  });
}
