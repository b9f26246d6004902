import type { UntrustedModel } from './model.ts';

/** Parsers that run or fetch what a document tells them to. */
export const documents: readonly UntrustedModel[] = [
  { library: 'node-serialize', entries: [{ path: 'node-serialize.unserialize()', is: [{ sink: 'object', at: 0 }] }] },
  { library: 'serialize-to-js', entries: [{ path: 'serialize-to-js.deserialize()', is: [{ sink: 'object', at: 0 }] }] },
  {
    library: 'funcster',
    entries: [{ path: 'funcster.{deepDeserialize,deserialize}()', is: [{ sink: 'object', at: 0 }] }],
  },
  { library: 'cryo', entries: [{ path: 'cryo.parse()', is: [{ sink: 'object', at: 0 }] }] },
  {
    library: 'libxmljs',
    entries: [
      { path: 'libxmljs.{parseXml,parseXmlString,parseHtml}()', is: [{ sink: 'xml', at: 0, when: 'entities' }] },
    ],
  },
  {
    library: 'libxmljs2',
    entries: [
      { path: 'libxmljs2.{parseXml,parseXmlString,parseHtml}()', is: [{ sink: 'xml', at: 0, when: 'entities' }] },
    ],
  },
  { library: 'js-yaml', entries: [{ path: 'js-yaml.{load,safeLoad,loadAll}()', is: [{ passes: [0] }] }] },
];
