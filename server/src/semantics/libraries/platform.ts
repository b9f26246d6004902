import { browserEntries } from './browser.ts';
import { platformCallbacks } from './callback-receivers.ts';
import type { LibraryModel } from './model.ts';
import { processEvents } from './servers.ts';

export const platform: LibraryModel = {
  library: 'globalThis',
  entries: [
    ...platformCallbacks,
    {
      path: 'globalThis.{Element,HTMLElement,HTMLCanvasElement,Document,AudioContext,BaseAudioContext}().{requestPointerLock,requestFullscreen,exitFullscreen,resume,suspend}()',
      is: [{ rejects: 'may', isMinor: true }],
    },
    {
      path: 'globalThis.document{,.body,.documentElement}.{requestPointerLock,requestFullscreen,exitFullscreen}()',
      is: [{ rejects: 'may', isMinor: true }],
    },
    { path: 'globalThis.fetch()', is: [{ rejects: 'may', weighedBy: 'options' }] },
    {
      path: 'globalThis.{fetch()~,Response(),Request(),Body()}.{json,text,blob,arrayBuffer,formData}()',
      // Given one, it is the `Response` of a framework that the file does not import: `res.json(order)`.
      is: [{ rejects: 'may', unless: 'argument' }],
    },
    {
      // Whoever cancels has read what they wanted.
      path: 'globalThis.{ReadableStream,ReadableStreamGenericReader,ReadableStreamDefaultReader}().cancel()',
      is: [{ rejects: 'may', isMinor: true }],
    },
    {
      path: 'globalThis.fetch()~.body{,.getReader()}.cancel()',
      is: [{ rejects: 'may', isMinor: true }],
    },
    {
      path: 'globalThis.{JSON.parse,decodeURIComponent,decodeURI,BigInt}()',
      is: [{ throws: true, because: 'it throws on text that is malformed', unless: 'own-data' }],
    },
    {
      path: 'globalThis.URL()',
      is: [{ throws: true, because: 'it throws on text that is malformed', unless: 'address' }],
    },
    {
      path: 'globalThis.{structuredClone,atob}()',
      is: [{ throws: true, because: 'it throws on values that it cannot read' }],
    },
    {
      path: 'globalThis.{Deno,Bun}.{readTextFile,readFile,writeTextFile,writeFile,remove,mkdir,rename,copyFile,stat,write}()',
      is: [{ rejects: 'may' }],
    },
    ...browserEntries,
    { path: 'globalThis.process.{on,once,addListener,prependListener}()', is: processEvents },
    { path: 'globalThis.{Cypress,cy}.**', is: [{ ignorable: true }] },
  ],
};
