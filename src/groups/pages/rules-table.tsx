import type { Reading } from '../../collaborations/index.ts';
import { Scroll } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { prepareGroups } from '../policy.ts';
import type { DecisionRuleRow } from '../queries.ts';
import { asked, type ReadOrder } from '../reading-groups.ts';
import { groupTexts } from '../texts.ts';

/** Whether those who are to be bound by a majority have agreed to it. */
function MajorityState(props: { of: Reading; rule: DecisionRuleRow; order: ReadOrder }) {
  const { of, rule, order } = props;
  const t = groupTexts(of.language).rules;
  const all = asked(order.parties);
  const agreed = all.filter((party) => rule.agreed_by.includes(party.id)).length;
  const href = `/collaborations/${of.collaboration.id}/decision-rules/${rule.id}`;
  return (
    <div>
      <State shape={agreed === all.length ? 'done' : 'waits'} text={t.agreedCount(agreed, all.length)} />{' '}
      <a class="small-link" href={href}>
        {t.answerLink}
      </a>
    </div>
  );
}

/** Subject, group, way, effect, and what happens when they do not agree. */
export function RulesTable(props: { of: Reading; order: ReadOrder }) {
  const { of, order } = props;
  const t = groupTexts(of.language).rules;
  const mayPrepare = of.may(prepareGroups);
  if (order.rules.length === 0) return <p class="section-lead">{t.none}</p>;
  return (
    <>
      <p class="small section-lead">{t.lead}</p>
      <Scroll label={t.heading}>
        <table class="decision-rules">
          <thead>
            <tr>
              {Object.values(t.columns).map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
              {mayPrepare ? <td class="no-print" /> : null}
            </tr>
          </thead>
          <tbody>
            {order.rules.map((rule) => {
              const group = order.groups.find((one) => one.id === rule.group_id);
              return (
                <tr key={rule.id}>
                  <th scope="row">{rule.subject}</th>
                  <td data-label={t.columns.group}>
                    {group ? (
                      <a href={`/collaborations/${of.collaboration.id}/groups/${group.id}`}>{group.name}</a>
                    ) : (
                      t.eachParty
                    )}
                  </td>
                  <td data-label={t.columns.way}>
                    {t.ways[rule.way]}
                    {rule.way === 'majority' ? <MajorityState of={of} rule={rule} order={order} /> : null}
                  </td>
                  <td data-label={t.columns.effect}>
                    {t.effects[rule.effect]}
                    {rule.basis ? <div class="small">{t.within(rule.basis)}</div> : null}
                  </td>
                  <td data-label={t.columns.ifNotAgreed}>{rule.if_not_agreed || t.notSaid}</td>
                  {mayPrepare ? (
                    <td class="no-print">
                      <a
                        href={`/collaborations/${of.collaboration.id}/decision-rules/${rule.id}/edit`}
                        aria-label={`${t.change}: ${rule.subject}`}
                      >
                        {t.change}
                      </a>
                    </td>
                  ) : null}
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}
