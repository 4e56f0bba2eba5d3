import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ResvgRenderOptions } from '@resvg/resvg-js';

const folder = dirname(
  createRequire(import.meta.url).resolve('@expo-google-fonts/atkinson-hyperlegible-next/package.json'),
);

/** The house's letters as files, for those who do not read the web's kind. Weights between these take the nearest. */
export const fontFiles: readonly string[] = [
  '400Regular',
  '400Regular_Italic',
  '500Medium',
  '600SemiBold',
  '700Bold',
  '700Bold_Italic',
].map((cut) => join(folder, cut, `AtkinsonHyperlegibleNext_${cut}.ttf`));

export const fontFamily = 'Atkinson Hyperlegible Next';

/** The same letters on every computer, whatever it has of its own. */
export const fontOptions: NonNullable<ResvgRenderOptions['font']> = {
  loadSystemFonts: false,
  fontFiles: [...fontFiles],
  defaultFontFamily: fontFamily,
  sansSerifFamily: fontFamily,
};
