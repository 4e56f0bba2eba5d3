import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A Kolada that answers at once: every series has the same values, three years of every place, total only. What it says is
 * made beforehand but for the codes. `POST /revise` lets every tenth series say another value of one cell from then on.
 */
const years = [2022, 2023, 2024];
const parts = new Map<string, string>();
const rowsOf = (areas: string): string => {
  let rows = parts.get(areas);
  if (rows === undefined) {
    rows = areas
      .split(',')
      .flatMap((area) =>
        years.map(
          (period) =>
            `{"values":[{"gender":"T","count":1,"status":"","value":${Number(area) / 7 + period / 11},"isdeleted":false}],"kpi":"@","period":${period},"municipality":"${area}"}`,
        ),
      )
      .join(',');
    parts.set(areas, rows);
  }
  return rows;
};
let revised = false;
const valuesOf = (code: string, areas: string): string => {
  const rows = rowsOf(areas).replaceAll('@', code);
  return revised && code.endsWith('0') && areas.startsWith('0000')
    ? rows.replace(/"value":[\d.]+/, '"value":1.5')
    : rows;
};
const entryOf = (code: string): string =>
  `{"id":"${code}","title":"Mått ${code}, andel (%)","description":"Ett mått. Källa: SCB.","is_divided_by_gender":false,"municipality_type":"A","auspice":null,"operating_area":"Befolkning","perspective":"Volymer","prel_publication_date":null,"publication_date":"2027-01-19","publ_period":"2026","has_ou_data":false}`;

const server = createServer((request, response) => {
  const [, , what, , codes = '', , areas = ''] = (request.url ?? '').split(/[/?]/);
  if (request.method === 'POST') revised = true;
  const listed = what === 'kpi' ? ((request.url ?? '').split(/[/?]/)[3] ?? '').split(',') : codes.split(',');
  const rows = what === 'kpi' ? listed.map(entryOf) : listed.map((code) => valuesOf(code, areas));
  const body = Buffer.from(`{"values":[${rows.join(',')}],"next_url":null,"previous_url":null,"count":${rows.length}}`);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
process.on('SIGTERM', () => process.exit(0));
