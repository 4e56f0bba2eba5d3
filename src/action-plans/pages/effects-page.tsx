import type { Reading } from '../../collaborations/index.ts';
import type { Markup } from '../../platform/markup/jsx-runtime.ts';
import { TakeAway } from '../../ui/picture.tsx';
import { Scroll, Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { layOutEffects } from '../effect-layout.ts';
import { branchTo, type EffectBranch, type EffectChain, type EffectNode, fromOf, looseEnds, toOf } from '../effects.ts';
import { preparePlan } from '../policy.ts';
import { type ContestedLink, chainOf, type EffectRows, nodeAt } from '../reading-effects.ts';
import { planTexts } from '../texts.ts';
import { addressOf, baseOf } from './activity-lines.tsx';
import { EffectDrawing, type EffectDrawingWords } from './effect-drawing.tsx';

export const effectsOf = (of: Reading): string => `${baseOf(of)}/effects`;
export const linkAddress = (of: Reading, id: string): string => `${effectsOf(of)}/links/${id}`;

/** Where a step of the chain is read: an activity and a goal at their own, the others where they are written. */
export function stepAddress(of: Reading, { layer, id }: EffectNode): string | undefined {
  if (layer === 'activity') return addressOf(of, id);
  if (layer === 'goal') return `/collaborations/${of.collaboration.id}/goals/${id}`;
  return of.may(preparePlan) ? `${effectsOf(of)}/steps/${id}` : undefined;
}

export const namesOfContesting = (link: ContestedLink): string =>
  link.contests.map(({ party_name }) => party_name).join(', ');

export const stateOfLink = (link: ContestedLink, of: Reading) => {
  const t = planTexts(of.language).effects;
  const names = namesOfContesting(link);
  const isAnswered = link.contests.every(({ answer }) => answer !== '');
  return { shape: 'waits', text: isAnswered ? t.contestedAnswered(names) : t.contestedBy(names) } as const;
};

export function drawingWords(chain: EffectChain<ContestedLink>, rows: EffectRows, of: Reading): EffectDrawingWords {
  const t = planTexts(of.language).effects;
  const steps = Object.values(chain.layers).reduce((sum, nodes) => sum + nodes.length, 0);
  const contested = chain.links.filter(({ contests }) => contests.length > 0).length;
  return {
    label: t.label(steps, chain.links.length, contested),
    headOf: (layer) => t.layersMany[layer],
    key: t.key,
    nameOf: (link) =>
      `${t.seeOf(nodeAt(rows, fromOf(link))?.text ?? '', nodeAt(rows, toOf(link))?.text ?? '')}. ${stateOfLink(link, of).text}`,
  };
}

export function NameOfStep(props: { of: Reading; node: EffectNode }) {
  const { of, node } = props;
  const href = stepAddress(of, node);
  return href ? <a href={href}>{node.text}</a> : <span>{node.text}</span>;
}

/** A step and what leads to it, inwards. */
function Branch(props: { of: Reading; branch: EffectBranch<ContestedLink>; onto: EffectNode | undefined }) {
  const { of, onto } = props;
  const { node, link, before } = props.branch;
  const t = planTexts(of.language).effects;
  const all = planTexts(of.language);
  return (
    <li class={`effect-branch ${node.layer}`}>
      <p class="effect-name">
        <span class="small">{t.layers[node.layer]}</span> <NameOfStep of={of} node={node} />
      </p>
      {node.note ? <p class="small">{node.note}</p> : null}
      {link ? (
        <p class="small effect-because">
          {t.because(link.because)}{' '}
          {link.evidence_grade ? (
            <>
              <span class="effect-grade">({all.grades[link.evidence_grade].toLocaleLowerCase(of.language)})</span>{' '}
            </>
          ) : null}
          <a href={linkAddress(of, link.id)} aria-label={t.seeOf(node.text, onto?.text ?? '')}>
            {t.see}
          </a>
        </p>
      ) : null}
      {link && link.contests.length > 0 ? (
        <p>
          <State {...stateOfLink(link, of)} />
        </p>
      ) : null}
      {before.length > 0 ? (
        <ul class="effect-list">
          {before.map((one) => (
            <Branch key={one.link?.id ?? one.node.id} of={of} branch={one} onto={node} />
          ))}
        </ul>
      ) : node.layer === 'activity' || of.collaboration.example === 'real' ? null : (
        <p>
          <State shape="missing" text={t.nothingLeads[node.layer]} />
        </p>
      )}
    </li>
  );
}

function Loose(props: { of: Reading; rows: EffectRows; chain: EffectChain<ContestedLink> }) {
  const { of, rows, chain } = props;
  const t = planTexts(of.language).effects;
  const { leadsNowhere } = looseEnds(chain);
  const linked = new Set(chain.layers.activity.map(({ id }) => id));
  const unlinked = rows.activities.filter(({ id, state }) => !linked.has(id) && state !== 'stopped');
  return (
    <>
      {leadsNowhere.length > 0 ? (
        <Section heading={t.loose} unruled>
          <ul class="effect-list">
            {leadsNowhere.flatMap((node) =>
              node.layer === 'output' || node.layer === 'outcome'
                ? [
                    <Branch
                      key={node.id}
                      of={of}
                      branch={branchTo(chain, { ...node, note: t.looseWhy[node.layer] })}
                      onto={undefined}
                    />,
                  ]
                : [],
            )}
          </ul>
        </Section>
      ) : null}
      {unlinked.length > 0 ? (
        <Section heading={t.unlinked} unruled>
          <ul class="plain-list">
            {unlinked.map((one) => (
              <li key={one.id}>
                <a href={addressOf(of, one.id)}>{one.title}</a>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

/** The chain drawn, and the same as a list; on a phone the list alone. */
export function Effects(props: { of: Reading; rows: EffectRows }): Markup {
  const { of, rows } = props;
  const t = planTexts(of.language).effects;
  const isReal = of.collaboration.example === 'real';
  const chain = chainOf(rows);
  const mayPrepare = of.may(preparePlan);
  const isEmpty = rows.steps.length === 0;
  const actions = mayPrepare ? (
    <p class="actions no-print">
      <a class={isEmpty ? 'button' : 'button second'} href={`${effectsOf(of)}/steps/new`}>
        {isEmpty ? t.addFirst : t.addStep}
      </a>
      {isEmpty ? null : <a href={`${effectsOf(of)}/links/new`}>{t.addLink}</a>}
    </p>
  ) : null;
  if (isEmpty) {
    return (
      <Section heading={t.title} main>
        <p class="section-lead">{isReal ? t.emptyReal : t.empty}</p>
        {actions}
      </Section>
    );
  }
  return (
    <>
      <Section heading={t.title} unruled>
        <p class="section-lead">{isReal ? t.leadReal : t.lead}</p>
        {actions}
        <figure class="effects-figure">
          <Scroll label={t.title}>
            <EffectDrawing
              layout={layOutEffects(chain)}
              links={chain.links}
              words={drawingWords(chain, rows, of)}
              isReal={isReal}
              hrefOf={(node) => stepAddress(of, node)}
              linkHrefOf={(link) => linkAddress(of, link.id)}
            />
          </Scroll>
        </figure>
        <div class="effects-take">
          <TakeAway href={`${effectsOf(of)}/picture`} text={t.take} title={t.title} />
        </div>
      </Section>
      <Section heading={t.list} unruled>
        <p class="section-lead">{t.listLead}</p>
        <ul class="effect-list outermost">
          {chain.layers.goal.map((goal) => (
            <Branch key={goal.id} of={of} branch={branchTo(chain, goal)} onto={undefined} />
          ))}
        </ul>
      </Section>
      {isReal ? null : <Loose of={of} rows={rows} chain={chain} />}
    </>
  );
}
