import { Resvg } from '@resvg/resvg-js';
import { fontOptions } from './fonts.ts';

/** A painted drawing as a picture of points, twice as many as its size, for screens and slides. */
export const makePng = (svg: string, ground: string, zoom = 2): Uint8Array =>
  new Resvg(svg, { font: fontOptions, fitTo: { mode: 'zoom', value: zoom }, background: ground }).render().asPng();
