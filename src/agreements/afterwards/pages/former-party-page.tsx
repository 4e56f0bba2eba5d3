import { sayHours, sayKronor } from '../../../financing/index.ts';
import type { Visit } from '../../../identity/index.ts';
import { Section } from '../../../ui/section.tsx';
import { State } from '../../../ui/state.tsx';
import type { KeptNotice, KeptPromise, KeptText, KeptYear, LeftRow } from '../former-party.ts';
import { afterwardsTexts } from '../texts.ts';

/** What was decided and paid in a year, in words. */
function amountsOf(one: KeptYear, { formats, language }: Visit): readonly string[] {
  const t = afterwardsTexts(language).former;
  return [
    one.amount === null ? '' : t.kronor(sayKronor(BigInt(one.amount), formats)),
    one.minutes === null ? '' : t.hours(sayHours(BigInt(one.minutes), formats)),
    one.paid === null ? '' : t.paid(sayKronor(BigInt(one.paid), formats)),
  ].filter(Boolean);
}

/** What a party that has left reads on. */
export function FormerPartyPage(props: {
  visit: Visit;
  left: LeftRow;
  texts: readonly KeptText[];
  promises: readonly KeptPromise[];
  money: readonly KeptYear[];
  notices: readonly KeptNotice[];
}) {
  const { visit, left } = props;
  const { date } = visit.formats;
  const all = afterwardsTexts(visit.language);
  const t = all.former;
  const settled = (text: string | null) => text ?? all.withdrawal.open;
  return (
    <>
      <h1>{t.title(left.name)}</h1>
      <p class="section-lead">
        <State shape="stoodAside" text={t.leftOn(date(left.left_on))} />
      </p>
      <p class="lead">{t.lead}</p>
      <Section heading={t.texts} main>
        {props.texts.length === 0 ? <p class="small section-lead">{t.noTexts}</p> : null}
        <ul class="rows">
          {props.texts.map((one) => (
            <li key={one.id}>
              <div>
                <div class="title">{t.number(one.title, one.number)}</div>
                <p>{one.entered_into_force_on ? t.inForce(date(one.entered_into_force_on)) : t.notInForce}</p>
                {one.decided_on ? (
                  <p>
                    {t.decided(
                      [`${one.instance}${one.paragraph ? ` § ${one.paragraph}` : ''}`, date(one.decided_on)].join(', '),
                    )}
                  </p>
                ) : null}
                {one.signed_by.length > 0 ? <p>{t.signed(visit.formats.list(one.signed_by))}</p> : null}
              </div>
              {one.has_file ? (
                <a href={`/left-collaborations/${left.id}/texts/${one.id}/pdf`}>
                  {t.pdf} <span class="visually-hidden">{t.number(one.title, one.number)}</span>
                </a>
              ) : null}
            </li>
          ))}
        </ul>
      </Section>
      <Section heading={t.promises}>
        {props.promises.length === 0 ? <p class="small section-lead">{t.noPromises}</p> : null}
        <ul class="rows">
          {props.promises.map((one) => (
            <li key={one.id}>
              <div>
                <span class="title">{one.text}</span>
                {one.amount ? <p>{one.amount}</p> : null}
              </div>
              <State
                shape={one.after_leaving === 'unsettled' || one.after_leaving === null ? 'notAnswered' : 'done'}
                text={
                  one.after_leaving === 'unsettled' || one.after_leaving === null
                    ? all.withdrawal.open
                    : all.withdrawal.fate[one.after_leaving]
                }
              />
            </li>
          ))}
        </ul>
      </Section>
      {props.money.length > 0 ? (
        <Section heading={t.money}>
          <ul class="rows">
            {props.money.map((one) => (
              <li key={one.id}>
                <div>
                  <span class="title">{t.year(one.year)}</span>
                  <p>
                    {[...amountsOf(one, visit), `${one.instance}${one.paragraph ? ` § ${one.paragraph}` : ''}`].join(
                      ', ',
                    )}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {props.notices.map((one) => (
        <Section key={one.id} heading={t.withdrawal}>
          <dl class="pairs ruled">
            <dt>{all.withdrawal.steps.noticed}</dt>
            <dd>{date(one.noticed_on)}</dd>
            <dt>{all.withdrawal.because}</dt>
            <dd>{one.because || all.withdrawal.noReason}</dd>
            <dt>{all.withdrawal.money}</dt>
            <dd>{settled(one.money_text)}</dd>
            <dt>{all.withdrawal.data}</dt>
            <dd>{settled(one.data_text)}</dd>
          </dl>
        </Section>
      ))}
      <p class="small section">{t.more}</p>
    </>
  );
}
