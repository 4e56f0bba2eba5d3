import type { Reading, Said } from '../../collaborations/index.ts';
import { hasSameWords, wordDifference } from '../../platform/markdown/word-difference.ts';
import { Scroll } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import type { ClauseKind } from '../agreement.ts';
import { type OrderLine, orderTable } from '../decision-order-clause.ts';
import type { ClauseRow, UndertakingRow } from '../queries.ts';
import { agreementTexts, exampleOf } from '../texts.ts';

/** What has come is underlined, what has gone is struck through; both are read out as such. */
export function Differences(props: { before: string; after: string }) {
  return (
    <p class="differences">
      {wordDifference(props.before, props.after).map((part, at) =>
        part.kind === 'added' ? (
          <ins key={at}>{part.text}</ins>
        ) : part.kind === 'removed' ? (
          <del key={at}>{part.text}</del>
        ) : (
          part.text
        ),
      )}
    </p>
  );
}

/** Who decides what, under the clause that says it. */
export function OrderTable(props: { of: Reading; lines: readonly OrderLine[] }) {
  if (props.lines.length === 0) return null;
  const table = orderTable(props.lines, props.of.language);
  return (
    <Scroll label={table.caption}>
      <table>
        <caption class="visually-hidden">{table.caption}</caption>
        <thead>
          <tr>
            {table.columns.map(({ heading }) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ cells }, at) => (
            <tr key={at}>
              {cells.map((cell, column) =>
                column === 0 ? (
                  <th key={column} scope="row">
                    {String(cell)}
                  </th>
                ) : (
                  <td key={column}>{String(cell)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

export function DutyTable(props: {
  of: Reading;
  duties: readonly UndertakingRow[];
  said: Said;
  editAt?: string | undefined;
}) {
  const { of, duties, editAt } = props;
  const t = agreementTexts(of.language).page;
  if (duties.length === 0) return null;
  const hasAmounts = duties.some((duty) => duty.amount !== '');
  const hasGoals = duties.some((duty) => duty.goal_text !== null);
  return (
    <Scroll label={t.duties}>
      <table>
        <caption class="visually-hidden">{t.duties}</caption>
        <thead>
          <tr>
            <th scope="col">{t.party}</th>
            <th scope="col">{t.duty}</th>
            {hasAmounts ? <th scope="col">{t.amount}</th> : null}
            <th scope="col">{t.until}</th>
            {hasGoals ? <th scope="col">{t.goal}</th> : null}
            {editAt ? <th scope="col">{t.edit}</th> : null}
          </tr>
        </thead>
        <tbody>
          {duties.map((duty) => (
            <tr key={duty.id}>
              <th scope="row">{duty.party_name}</th>
              <td>
                {duty.text}
                {props.said.beside(duty.thread_id).map((word) => (
                  <p class="small">{word}</p>
                ))}
              </td>
              {hasAmounts ? <td>{duty.amount}</td> : null}
              <td>{duty.until_on ? of.formats.date(duty.until_on) : '–'}</td>
              {hasGoals ? <td>{duty.goal_text ?? '–'}</td> : null}
              {editAt ? (
                <td>
                  <a href={`${editAt}/duties/${duty.id}`}>
                    {t.edit} <span class="visually-hidden">{duty.text}</span>
                  </a>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

export function MissingClause(props: { of: Reading; kind: ClauseKind; href: string | undefined }) {
  const { kind, of } = props;
  const t = agreementTexts(of.language);
  return (
    <li class="missing-clause">
      <div>
        <h3>{t.clauseKinds[kind]}</h3>
        <State shape="missing" text={t.page.missingClause} />
        <p class="small">{t.clauseHints[kind]}</p>
        {exampleOf(kind, of.language) ? <p class="small">{exampleOf(kind, of.language)}</p> : null}
      </div>
      {props.href ? (
        <a href={props.href}>
          {t.page.write} <span class="visually-hidden">{t.clauseKinds[kind]}</span>
        </a>
      ) : null}
    </li>
  );
}

/** The words of a clause that differ from the version before, with whose proposal it was. */
export function ChangedSince(props: { of: Reading; clause: ClauseRow; before: ClauseRow | undefined }) {
  const { clause, before, of } = props;
  if (!before || hasSameWords(before.text, clause.text) || before.text.trim() === '') return null;
  const t = agreementTexts(of.language).page;
  return (
    <div class="changed-clause">
      <Differences before={before.text} after={clause.text} />
      <p class="source">
        <strong>{t.changedIn(clause.number)}</strong>
        {clause.proposed_by_name ? `, ${t.proposedBy(clause.proposed_by_name)}` : ''}
      </p>
    </div>
  );
}
