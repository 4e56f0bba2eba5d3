import { statement } from '../../platform/database/statement.ts';
import { type Block, type DocumentModel, runsOf } from '../../platform/documents/document.ts';
import { followUpTexts } from '../texts.ts';

export interface AdoptedReportRow {
  readonly round_name: string;
  readonly adopted_by: string;
  readonly adopted_on: string;
  readonly content: unknown;
}

/** The report that was adopted last, as it was frozen then. */
export const findAdoptedReport = statement<AdoptedReportRow, [collaboration: string]>(`
  select r.name as round_name, a.adopted_by, a.adopted_on::text as adopted_on, v.content
  from report_adoption a
  join report_version v on v.collaboration_id = a.collaboration_id and v.round_id = a.round_id and v.number = a.number
  join follow_up_round r on r.collaboration_id = a.collaboration_id and r.id = a.round_id
  where a.collaboration_id = $1 and a.withdrawn_at is null and r.withdrawn_at is null and v.content is not null
  order by a.adopted_on desc, a.written_at desc limit 1`);

/**
 * What of an adopted report may be made public: the words that the parties agreed on, and the figures. Everything else
 * stays, such as what each party wrote for itself, what was heard, and who was asked. Sections are named here that go
 * along; one that this list does not know never does.
 */
export function publicPartOf(report: DocumentModel): DocumentModel {
  const t = followUpTexts(report.language).report;
  const [goal = ''] = t.goalHeading(0, '\n').split('0');
  const named = [t.inShort, t.numbers, t.changes, t.about];
  let goesAlong = true;
  const blocks = report.blocks.filter((block) => {
    if (block.kind === 'heading' && block.level === 2) {
      goesAlong = named.includes(block.text) || new RegExp(`^${goal}\\d+\\. `).test(block.text);
    }
    return goesAlong && isForAll(block, t.parties);
  });
  return { ...report, blocks };
}

function isForAll(block: Block, parties: string): boolean {
  if (block.kind === 'quote' || block.kind === 'pageBreak') return false;
  return !(block.kind === 'paragraph' && runsOf(block.text)[0]?.text === parties);
}
