import type { Language } from '../platform/texts.ts';
import type { LayerRow } from './queries.ts';
import { financingTexts } from './texts.ts';
import type { Money } from './who-pays-what.ts';

/** Where a layer's numbers of inhabitants come from; empty where it has none. */
export function layerSourceWords(
  money: Money,
  layer: LayerRow,
  { language, isInvented }: { readonly language: Language; readonly isInvented: boolean },
): string {
  const t = financingTexts(language).layer;
  const isTyped = money.shares.some(
    (share) => share.financing_layer_id === layer.id && share.inhabitants_source === 'typed',
  );
  return [
    layer.inhabitants_year === null ? '' : t.source(layer.inhabitants_year),
    isTyped ? (isInvented ? t.invented : t.typed) : '',
  ]
    .filter(Boolean)
    .join(' ');
}
