import { wordDifference } from '../../platform/markdown/word-difference.ts';
import type { Language } from '../../platform/texts.ts';
import { situationTexts } from '../texts.ts';

/** Two texts as one, with what was added and what was taken away told by more than colour. */
export function WordDifference(props: { from: string; to: string; language: Language }) {
  const t = situationTexts(props.language).compare;
  return (
    <div class="difference">
      {wordDifference(props.from, props.to).map((one) =>
        one.kind === 'added' ? (
          <ins>
            <span class="visually-hidden">{t.added}: </span>
            {one.text}
          </ins>
        ) : one.kind === 'removed' ? (
          <del>
            <span class="visually-hidden">{t.removed}: </span>
            {one.text}
          </del>
        ) : (
          one.text
        ),
      )}
    </div>
  );
}
